import { ascii, indexOfByte } from "../../core/ascii.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { hasPorts, transportName } from "../../core/transport.ts";

const semicolon = 0x3b;

/** What stands between the commas of a packet. */
const parts: readonly FieldIndex[] = [
  field.sourceAddress,
  field.sourcePort,
  field.destinationAddress,
  field.destinationPort,
  field.transport,
];

/**
 * The packets that one line says were dropped, each a row of its own with all else that the line says.
 *
 *     packets:" <192.0.2.66,59912,198.51.100.9,1990,6;eth0> <192.0.2.66,40252,198.51.100.9,999,6;eth0>"
 *                └ source         └ destination      │ └ interface
 *                                                    protocol
 */
export class DroppedPackets {
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;
  #end = 0;

  /** Goes to the packets of `[from, to)`; none where it is empty. */
  start(bytes: Uint8Array, from: number, to: number): void {
    this.#bytes = bytes;
    this.#at = from;
    this.#end = to;
  }

  /** Puts the next packet into the row, and says whether there is one. */
  next(row: Row): boolean {
    const bytes = this.#bytes;
    // A row whose escapes were resolved lies elsewhere: its line has no further rows.
    if (row.bytes !== bytes) return false;
    const open = indexOfByte(bytes, ascii.less, this.#at, this.#end);
    const close = open < 0 ? -1 : indexOfByte(bytes, ascii.greater, open, this.#end);
    this.#at = close < 0 ? this.#end : close + 1;
    return 0 <= close && putPacket(row, open + 1, close);
  }
}

function putPacket(row: Row, from: number, to: number): boolean {
  const { bytes } = row;
  const interfaceAt = indexOfByte(bytes, semicolon, from, to);
  const end = interfaceAt < 0 ? to : interfaceAt;
  let at = from;
  for (const index of parts) {
    const comma = indexOfByte(bytes, ascii.comma, at, end);
    const partEnd = comma < 0 ? end : comma;
    if (partEnd <= at) return false;
    row.set(index, at, partEnd);
    at = partEnd + 1;
  }
  if (0 <= interfaceAt) row.set(field.ingress, interfaceAt + 1, to);
  else row.from[field.ingress] = -1;
  if (!hasPorts(transportName(row.text(field.transport)!)))
    row.from[field.sourcePort] = row.from[field.destinationPort] = -1;
  return true;
}
