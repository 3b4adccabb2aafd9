import type { Kernel } from "./kernel.ts";
import { type EventTexts, PlainEvents } from "./plainEvents.ts";

/**
 * Few enough rows that a block of them stays in a near cache while it is read and kept; also of the kernel's:
 * `src/kernel/memory.ts`.
 */
const capacity = 2048;
/** Bytes of all columns of a row. */
const rowSize = 51;

/** An address that is none of IPv4, or is 255.255.255.254, which nobody has: its text tells which. */
export const otherAddress = -2;

/** Bytes. A line far beyond what anybody writes is read the ordinary way, which bounds it. */
export const longestPlainLine = 4096;

/**
 * What a block's times are: syslog's `Mar  3 10:00:01`, which are then of the year 1972, a leap year; a clock's own
 * reading, whose zone is not printed; or UTC. Or none of its rows has any.
 */
export type PlainTimes = "yearless" | "local" | "utc" | "none";

/** One more than the largest number in `PlainRows.head`. */
export const mostHeads = 64;

/**
 * Rows of a log that have nothing odd about them, as numbers side by side: a reader fills a block of them in
 * one go, and who keeps columns takes it over column by column. For a million lines neither the calls that
 * one line takes nor an object in between could be paid. Filled again for every block.
 *
 * Either all or none of a block's rows name a host.
 */
export class PlainRows {
  readonly capacity = capacity;
  /** What fills the block faster, if the host has it and the bytes lie in its memory. */
  readonly kernel: Kernel | undefined;
  count = 0;
  /** Whether the bytes that blocks are read from are known to be all ASCII. */
  isAscii = false;
  /** Whether a CR may stand among them. A line within which one stands is no plain one: it ends there. */
  returns: "some" | "none" = "some";
  times: PlainTimes = "local";
  /** What the rows are of: of events, `events` has all but time, start and end. */
  subject: "connection" | "event" = "connection";
  readonly events: PlainEvents;
  /** What the rows were read from. */
  bytes: Uint8Array = new Uint8Array(0);
  /** Microseconds since 1970, as `times` says. */
  readonly time: Float64Array;
  /** Where the lines stand in the bytes, without their line breaks. One follows the other. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** IPv4 addresses as 32 bits, or `otherAddress`. */
  readonly source: Int32Array;
  readonly destination: Int32Array;
  /** -1 where a row has none. */
  readonly sourcePort: Int32Array;
  readonly destinationPort: Int32Array;
  readonly pid: Int32Array;
  /** Rows of a reader that agree in both agree in transport, action, state, direction and event type. */
  readonly words: Int32Array;
  /** Where an address stands that is `otherAddress`; a blank or less ends it. */
  readonly sourcePlace: Int32Array;
  readonly destinationPlace: Int32Array;
  readonly roles: Uint8Array;
  /** Rows with the same number name the same host, where they name one. */
  readonly head: Uint8Array;

  /** The columns lie one behind the other in `buffer` from `at` on, in this order. */
  constructor(
    buffer: ArrayBuffer = new ArrayBuffer(capacity * rowSize),
    at = 0,
    kernel?: Kernel,
    texts?: EventTexts,
  ) {
    this.kernel = kernel;
    this.events = new PlainEvents(buffer, at + 4 * 4 * capacity, capacity, texts);
    this.time = new Float64Array(buffer, at, capacity);
    const integers = (column: number) => new Int32Array(buffer, at + (2 + column) * 4 * capacity, capacity);
    this.start = integers(0);
    this.end = integers(1);
    this.source = integers(2);
    this.destination = integers(3);
    this.sourcePort = integers(4);
    this.destinationPort = integers(5);
    this.pid = integers(6);
    this.words = integers(7);
    this.sourcePlace = integers(8);
    this.destinationPlace = integers(9);
    this.roles = new Uint8Array(buffer, at + 12 * 4 * capacity, capacity);
    this.head = new Uint8Array(buffer, at + (12 * 4 + 1) * capacity, capacity);
  }

  /** Begins with an empty block. */
  begin(bytes: Uint8Array, times: PlainTimes): void {
    this.subject = "connection";
    this.count = 0;
    this.bytes = bytes;
    this.times = times;
  }

  /** The same of events. */
  beginEvents(bytes: Uint8Array, times: PlainTimes): void {
    this.begin(bytes, times);
    this.subject = "event";
    this.events.begin();
  }
}
