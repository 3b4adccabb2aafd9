import { ascii, indexOfByte, isWord, lastIndexOfByte, skipBlanks, trimEnd } from "../../core/ascii.ts";
import { type FieldIndex, type FieldName, field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { allHexDigits } from "../cells/cellShapes.ts";
import { checkAddress, checkPort } from "../cells/endpointFlaws.ts";
import { type DateOrder, readWrittenTime } from "../cells/writtenTime.ts";
import { directionBetween, directionOf, eventTypeAt } from "./meanings.ts";

/**
 * What a named or numbered value of a log is: a field, or a pair of them in one word.
 * `sourceEndpoint` is `192.0.2.5:443` or `[2001:db8::1]:443`, `sourceSocket` also `2001:db8::1:443`: behind its last
 * colon there is always a port. `hash` is of whatever kind its length says.
 */
export type FieldUse =
  | FieldName
  | "sourceEndpoint"
  | "destinationEndpoint"
  | "sourceSocket"
  | "destinationSocket"
  | "hash";

/** What one value is: it may be several things, as a flow's bytes are also its sender's. */
export type ValueUse = FieldUse | readonly FieldUse[];

/** How a log writes what has no one way. */
export interface Writing {
  readonly dates?: DateOrder;
  /** What stands where there is no value, as `-` does; nothing at all always means that. */
  readonly absent?: readonly string[];
}

const usualWriting: Writing = {};

/**
 * Puts the value at `[from, to)` to its use in the row: sets the field, and what follows from it (instant, event
 * type, direction, flaws of addresses and ports). An empty or absent value sets nothing.
 */
export function putValue(
  row: Row,
  use: FieldUse,
  from: number,
  to: number,
  writing: Writing = usualWriting,
): void {
  const start = skipBlanks(row.bytes, from, to);
  const end = trimEnd(row.bytes, start, to);
  if (start === end || isAbsent(row.bytes, start, end, writing.absent ?? dash)) return;
  if (use === "time") readWrittenTime(row, start, end, writing.dates);
  else if (use === "sourceEndpoint") putEndpoint(row, field.sourceAddress, field.sourcePort, start, end);
  else if (use === "destinationEndpoint")
    putEndpoint(row, field.destinationAddress, field.destinationPort, start, end);
  else if (use === "sourceSocket") putSocket(row, "sourceAddress", "sourcePort", start, end);
  else if (use === "destinationSocket") putSocket(row, "destinationAddress", "destinationPort", start, end);
  else if (use === "hash") putHash(row, start, end);
  else {
    row.set(field[use], start, end);
    follow(row, use, start, end);
  }
}

/** Puts a value to each of its uses. */
export function putUses(row: Row, use: ValueUse, from: number, to: number, writing?: Writing): void {
  if (typeof use === "string") putValue(row, use, from, to, writing);
  else for (const each of use) putValue(row, each, from, to, writing);
}

function follow(row: Row, use: FieldName, from: number, to: number): void {
  switch (use) {
    case "sourceAddress":
    case "destinationAddress":
      checkNamedAddress(row, from, to);
      break;
    case "sourcePort":
    case "destinationPort":
      checkNamedPort(row, from, to);
      break;
    case "action":
      row.eventType ??= eventTypeAt(row.bytes, from, to);
      break;
    case "direction":
      row.direction = directionOf(row.text(field.direction)!);
      break;
    case "sourceSide":
    case "destinationSide":
      row.direction = directionBetween(row);
      break;
    default:
  }
}

/** A name in the place of an address is no flaw. */
function checkNamedAddress(row: Row, from: number, to: number): void {
  const first = row.bytes[from]!;
  const isNumeric =
    (ascii.zero <= first && first <= ascii.nine) || indexOfByte(row.bytes, ascii.colon, from, to) !== -1;
  if (isNumeric) checkAddress(row, from, to);
}

function checkNamedPort(row: Row, from: number, to: number): void {
  const first = row.bytes[from]!;
  if (first === ascii.minus || (ascii.zero <= first && first <= ascii.nine)) checkPort(row, from, to);
}

function putEndpoint(row: Row, address: FieldIndex, port: FieldIndex, from: number, to: number): void {
  const { bytes } = row;
  const colon = lastIndexOfByte(bytes, ascii.colon, from, to);
  const isBracketed = bytes[from] === ascii.leftBracket;
  const hasPort =
    from < colon &&
    (isBracketed
      ? bytes[colon - 1] === ascii.rightBracket
      : indexOfByte(bytes, ascii.colon, from, to) === colon);
  const addressEnd = hasPort ? colon : to;
  const [start, end] =
    isBracketed && bytes[addressEnd - 1] === ascii.rightBracket
      ? [from + 1, addressEnd - 1]
      : [from, addressEnd];
  row.set(address, start, end);
  checkNamedAddress(row, start, end);
  if (!hasPort || colon + 1 === to) return;
  row.set(port, colon + 1, to);
  checkNamedPort(row, colon + 1, to);
}

function putSocket(row: Row, address: FieldName, port: FieldName, from: number, to: number): void {
  const { bytes } = row;
  const colon = lastIndexOfByte(bytes, ascii.colon, from, to);
  if (colon < from) return;
  const isBracketed = bytes[from] === ascii.leftBracket && bytes[colon - 1] === ascii.rightBracket;
  if (isBracketed) putValue(row, address, from + 1, colon - 1);
  else putValue(row, address, from, colon);
  putValue(row, port, colon + 1, to);
}

/** Which hash so many hex digits are. */
const hashOfLength: Readonly<Record<number, FieldName>> = {
  32: "md5",
  40: "sha1",
  64: "sha256",
  96: "sha384",
  128: "sha512",
};

function putHash(row: Row, from: number, to: number): void {
  const kind = hashOfLength[to - from];
  if (kind && allHexDigits(row.bytes, from, to)) row.set(field[kind], from, to);
}

/** Every value of every row comes through here: what begins otherwise is told by its first byte. */
function isAbsent(bytes: Uint8Array, from: number, to: number, absent: readonly string[]): boolean {
  for (let i = 0; i < absent.length; i++) {
    const word = absent[i]!;
    if (word.charCodeAt(0) === bytes[from] && isWord(bytes, from, to, word)) return true;
  }
  return false;
}

const dash: readonly string[] = ["-"];
