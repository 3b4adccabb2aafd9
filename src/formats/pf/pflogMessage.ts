import {
  ascii,
  hasWordAt,
  indexOfByte,
  isBlank,
  isLetter,
  isWord,
  skipBlanks,
  skipWord,
} from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { ActionTypes } from "../words/actionTypes.ts";
import { putPflogEnds } from "./pflogEnds.ts";
import { readPflogHeader } from "./pflogHeader.ts";

const openParenthesis = 0x28;
const closeParenthesis = 0x29;
const rule = "rule ";
const actions = new ActionTypes();

/**
 * By the rule's number and what made it log:
 *
 *     Jul 02 09:01:07.120000 rule 12/0(match): block in on em0: …
 *     Jul 02 09:01:07.120000 rule def/(match) [uid 0, pid 4711] pass out on em0: …
 *                            └ begins here
 */
export function findPflog(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at + rule.length < end; at++) {
    if (bytes[at] !== 0x72 || !hasWordAt(bytes, at, end, rule) || isLetter(bytes[at - 1])) continue;
    if (isRule(bytes, at + rule.length, end)) return at;
  }
  return -1;
}

/** `12/0(match):`, `def/(match)`, `3.anchor.2/0(ip-option):` */
function isRule(bytes: Uint8Array, from: number, end: number): boolean {
  const to = skipWord(bytes, from, end);
  const slash = indexOfByte(bytes, ascii.slash, from, to);
  return from < slash && slash < indexOfByte(bytes, openParenthesis, slash, to);
}

/** Reads `rule 12/0(match): block in on em0: 192.0.2.5.49152 > 192.0.2.1.22: Flags [S], …`. */
export function readPflog(row: Row, from: number, end: number): LineKind {
  const said = readRule(row, from + rule.length, end);
  const packet = readVerdict(row, said, end);
  if (packet < 0) return "unknown";
  const behind = readPflogHeader(row, packet, end);
  if (putPflogEnds(row, behind, end)) return "row";
  // The ends stand on the next line, or were cut.
  if (row.has(field.transport) && behind === end) return "row";
  row.flaw("FW002", from, end);
  return "broken";
}

/** Sets the rule and the reason, and returns where the action begins. */
function readRule(row: Row, from: number, end: number): number {
  const { bytes } = row;
  const to = skipWord(bytes, from, end);
  row.set(field.rule, from, indexOfByte(bytes, ascii.slash, from, to));
  const open = indexOfByte(bytes, openParenthesis, from, to);
  const close = indexOfByte(bytes, closeParenthesis, open, to);
  if (0 <= close) row.set(field.reason, open + 1, close);
  const at = skipBlanks(bytes, to, end);
  if (bytes[at] !== ascii.leftBracket) return at;
  // `[uid 0, pid 4711]`
  const bracket = indexOfByte(bytes, ascii.rightBracket, at, end);
  return bracket < 0 ? end : skipBlanks(bytes, bracket + 1, end);
}

/** `block in on em0: `; returns where the packet begins, or -1. */
function readVerdict(row: Row, from: number, end: number): number {
  const { bytes } = row;
  const actionTo = skipWord(bytes, from, end);
  const directionFrom = skipBlanks(bytes, actionTo, end);
  const directionTo = skipWord(bytes, directionFrom, end);
  const on = skipBlanks(bytes, directionTo, end);
  if (!hasWordAt(bytes, on, end, "on ")) return -1;
  const nameFrom = on + "on ".length;
  const colon = indexOfByte(bytes, ascii.colon, nameFrom, end);
  const nameTo = colon < 0 ? skipWord(bytes, nameFrom, end) : colon;
  row.set(field.action, from, actionTo);
  row.eventType = actions.of(bytes, from, actionTo);
  row.set(field.direction, directionFrom, directionTo);
  const isOut = isWord(bytes, directionFrom, directionTo, "out");
  if (isOut) row.direction = "outbound";
  else if (isWord(bytes, directionFrom, directionTo, "in")) row.direction = "inbound";
  row.set(isOut ? field.egress : field.ingress, nameFrom, nameTo);
  let at = Math.min(end, nameTo + 1);
  while (at < end && isBlank(bytes[at])) at++;
  return at;
}
