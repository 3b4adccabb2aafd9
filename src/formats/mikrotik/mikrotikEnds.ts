import { ascii, indexOfByte } from "../../core/ascii.ts";
import type { FieldIndex } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { checkAddress, checkPort } from "../cells/endpointFlaws.ts";

/** `198.51.100.7:59388`, `[2001:db8::1]:443`, `fe80::1`, `192.0.2.9` */
export function putEnd(row: Row, address: FieldIndex, port: FieldIndex, from: number, to: number): void {
  const { bytes } = row;
  if (to <= from) return;
  const bracket = bytes[from] === ascii.leftBracket ? indexOfByte(bytes, ascii.rightBracket, from, to) : -1;
  const first = bracket < 0 ? from : from + 1;
  const colon = indexOfByte(bytes, ascii.colon, bracket < 0 ? from : bracket, to);
  // Without brackets a second colon makes it an address of IPv6.
  const hasPort = 0 <= colon && indexOfByte(bytes, ascii.colon, colon + 1, to) < 0;
  const last = 0 <= bracket ? bracket : hasPort ? colon : to;
  row.set(address, first, last);
  checkAddress(row, first, last);
  if (!hasPort || colon + 1 === to) return;
  row.set(port, colon + 1, to);
  checkPort(row, colon + 1, to);
}

/** `->`, or -1 */
export function arrowAt(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at + 1 < end; at++)
    if (bytes[at + 1] === ascii.greater && bytes[at] === ascii.minus) return at;
  return -1;
}
