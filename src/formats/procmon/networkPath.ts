import { ascii, isDigit, lastIndexOfByte } from "../../core/ascii.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { checkAddress, checkPort } from "../cells/endpointFlaws.ts";

/**
 * Puts both ends of a network event's path `[from, to)` into the row, the local one first, and says whether there are
 * two. Behind its last colon an end has its port, or the name of its service.
 *
 *     10.20.0.42:49731 -> 203.0.113.77:https        fe80::1:5353 -> ff02::fb:5353        [::1]:49731 -> [::1]:80
 *     └───┬────┘ └─┬─┘    └────┬─────┘ └─┬─┘
 */
export function putNetworkPath(row: Row, from: number, to: number): boolean {
  const arrow = arrowAt(row.bytes, from, to);
  if (arrow < 0) return false;
  putEnd(row, local, from, arrow);
  putEnd(row, remote, arrow + arrowLength, to);
  return true;
}

interface EndFields {
  readonly address: FieldIndex;
  readonly port: FieldIndex;
  readonly name: FieldIndex;
}

const local = { address: field.sourceAddress, port: field.sourcePort, name: field.sourceName };
const remote = {
  address: field.destinationAddress,
  port: field.destinationPort,
  name: field.destinationName,
};

/** ` -> ` */
const arrowLength = 4;

function arrowAt(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at + arrowLength <= to; at++)
    if (
      bytes[at] === ascii.blank &&
      bytes[at + 1] === ascii.minus &&
      bytes[at + 2] === ascii.greater &&
      bytes[at + 3] === ascii.blank
    )
      return at;
  return -1;
}

function putEnd(row: Row, { address, port, name }: EndFields, from: number, to: number): void {
  const { bytes } = row;
  const colon = lastIndexOfByte(bytes, ascii.colon, from, to);
  const end = colon < 0 ? to : colon;
  const isBracketed = bytes[from] === ascii.leftBracket && bytes[end - 1] === ascii.rightBracket;
  const [start, stop] = isBracketed ? [from + 1, end - 1] : [from, end];
  // Another column may have the address: then the path has its name.
  if (start < stop && row.has(address)) row.set(name, start, stop);
  else if (start < stop) {
    row.set(address, start, stop);
    if (isMeantAsNumbers(bytes, start, stop)) checkAddress(row, start, stop);
  }
  if (colon < 0 || colon + 1 === to || row.has(port)) return;
  row.set(port, colon + 1, to);
  if (isDigit(bytes[colon + 1]) && isDigit(bytes[to - 1])) checkPort(row, colon + 1, to);
}

/** A name may begin with digits, and has a letter and no colon. */
function isMeantAsNumbers(bytes: Uint8Array, from: number, to: number): boolean {
  let onlyNumbers = true;
  for (let at = from; at < to; at++) {
    if (bytes[at] === ascii.colon) return true;
    onlyNumbers &&= isDigit(bytes[at]) || bytes[at] === ascii.dot;
  }
  return onlyNumbers;
}
