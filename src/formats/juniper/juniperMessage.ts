import {
  ascii,
  hasWordAt,
  indexOfByte,
  isBlank,
  isDigit,
  isLetter,
  isUpper,
  isWord,
  skipBlanks,
  skipWord,
} from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { readAttack } from "./juniperAttack.ts";
import { readAttributes } from "./juniperAttributes.ts";
import { readFiltered } from "./juniperFilter.ts";
import { readSession } from "./juniperSession.ts";

const facility = "RT_";
const filter = "PFE_FW_SYSLOG";

/**
 * By the security log's own name, which every line has, or that of the packet filter, or its mark alone:
 *
 *     Jul  2 09:01:07 srx01 RT_FLOW: RT_FLOW_SESSION_CREATE: session created …
 *                           └ begins here
 */
export function findJuniper(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at + 4 < end; at++) {
    if (bytes[at] === upperF && isFilterAlone(bytes, start, at, end)) return at;
    if (bytes[at] !== ascii.underscore || at < start + 2) continue;
    const isFacility = hasWordAt(bytes, at - 2, end, facility) && isUpper(bytes[at + 1]);
    if (isFacility && !isLetter(bytes[at - 3])) return isBareWord(bytes, at + 1, end) ? at - 2 : -1;
    if (start <= at - 3 && hasWordAt(bytes, at - 3, end, filter)) return at - 3;
  }
  return -1;
}

const upperF = 0x46;
const letters = ["A", "D", "R"];

/** `FW: fxp0.0  A  tcp …`: of the routing engine's own filters there is no name before it. */
function isFilterAlone(bytes: Uint8Array, start: number, at: number, end: number): boolean {
  if (!hasWordAt(bytes, at, end, "FW: ") || (start < at && !isBlank(bytes[at - 1]))) return false;
  const name = skipBlanks(bytes, at + "FW: ".length, end);
  const nameTo = skipWord(bytes, name, end);
  const letter = skipBlanks(bytes, nameTo, end);
  const letterTo = skipWord(bytes, letter, end);
  const hasUnit = 0 <= indexOfByte(bytes, ascii.dot, name, nameTo);
  return hasUnit && letters.some((each) => isWord(bytes, letter, letterTo, each));
}

/** Whether the word is one of capitals alone, a colon or a blank behind it. */
function isBareWord(bytes: Uint8Array, from: number, end: number): boolean {
  let at = from;
  while (at < end && (isUpper(bytes[at]) || bytes[at] === ascii.underscore)) at++;
  return (
    at < end && (bytes[at] === ascii.colon || bytes[at] === ascii.blank || bytes[at] === ascii.leftBracket)
  );
}

/** Reads a message of either form: with attributes in brackets, or as a text. */
export function readJuniper(row: Row, from: number, end: number): LineKind {
  const { bytes } = row;
  if (bytes[from] === upperF) return readFiltered(row, from, end);
  const body = readEvent(row, from, end);
  if (!row.has(field.code)) return "ignorable";
  const event = { from: row.from[field.code]!, to: row.to[field.code]! };
  if (hasWordAt(bytes, event.from, event.to, filter)) return readFiltered(row, body, end);
  if (bytes[body] === ascii.leftBracket) return readAttributes(row, event, body, end);
  const session = sessionWord(bytes, event.from, event.to);
  if (0 <= session) return readSession(row, { from: session, to: event.to }, body, end);
  return readAttack(row, event, body, end);
}

/** Sets the event's name, the last of the words in capitals, and returns where the rest begins. */
function readEvent(row: Row, from: number, end: number): number {
  const { bytes } = row;
  let at = from;
  while (at < end) {
    const wordTo = skipWord(bytes, at, end);
    const to = bytes[wordTo - 1] === ascii.colon ? wordTo - 1 : wordTo;
    if (to - at === 1 && bytes[at] === ascii.minus) {
      at = skipBlanks(bytes, wordTo, end);
      continue;
    }
    if (!isEventName(bytes, at, to)) return at;
    row.set(field.code, at, to);
    at = skipBlanks(bytes, wordTo, end);
  }
  return end;
}

function isEventName(bytes: Uint8Array, from: number, to: number): boolean {
  let underscores = 0;
  for (let at = from; at < to; at++) {
    if (bytes[at] === ascii.underscore) underscores++;
    else if (!isUpper(bytes[at]) && !isDigit(bytes[at])) return false;
  }
  return 0 < underscores;
}

const ofSession = "SESSION_";

/** Where `CREATE` begins in `RT_FLOW_SESSION_CREATE` and `APPTRACK_SESSION_CREATE_LS`, or -1. */
export function sessionWord(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at + ofSession.length < to; at++)
    if (bytes[at] === 0x53 && hasWordAt(bytes, at, to, ofSession)) return at + ofSession.length;
  return -1;
}
