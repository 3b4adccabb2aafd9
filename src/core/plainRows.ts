/** Few enough rows that a block of them stays in the nearest cache while it is read and kept. */
const capacity = 512;

/**
 * Rows of a log that have nothing odd about them, as numbers side by side: a reader fills a block of them in
 * one go, and who keeps columns takes it over column by column. For a million lines neither the calls that
 * one line takes nor an object in between could be paid. Filled again for every block.
 */
export class PlainRows {
  readonly capacity = capacity;
  count = 0;
  /** Where the lines stand in the bytes, without their line breaks. One follows the other. */
  readonly start = new Int32Array(capacity);
  readonly end = new Int32Array(capacity);
  /** Microseconds since 1970 as the clock's own reading: the year is printed, the zone is not. */
  readonly time = new Float64Array(capacity);
  /** IPv4 addresses as 32 bits. -1 for any other, and for 255.255.255.255: then the line tells. */
  readonly source = new Int32Array(capacity);
  readonly destination = new Int32Array(capacity);
  /** -1 where a row has none. */
  readonly sourcePort = new Int32Array(capacity);
  readonly destinationPort = new Int32Array(capacity);
  readonly pid = new Int32Array(capacity);
  /** Rows that agree in both agree in transport, action, state, direction and event type. */
  readonly words = new Int32Array(capacity);
  readonly roles = new Uint8Array(capacity);
}
