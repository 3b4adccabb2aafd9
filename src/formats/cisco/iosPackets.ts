import { decimal, hasWordAt, isDigit } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";

/** Sets how many packets a line stands for, where it says so: `, 3 packets`, `5 packets were dropped`. */
export function packetsBehind(row: Row, from: number, end: number): boolean {
  const { bytes } = row;
  for (let at = from; at < end; at++) {
    if (!isDigit(bytes[at]) || (from < at && isDigit(bytes[at - 1]))) continue;
    let to = at;
    while (to < end && isDigit(bytes[to])) to++;
    if (hasWordAt(bytes, to, end, " packet")) {
      setPackets(row, at, to);
      return true;
    }
    at = to;
  }
  return false;
}

/** One line of one packet is nothing odd. */
export function setPackets(row: Row, from: number, to: number): void {
  row.set(field.repeat, from, to);
  if (1 < decimal(row.bytes, from, to)) row.flaw("FW006", from, to);
}
