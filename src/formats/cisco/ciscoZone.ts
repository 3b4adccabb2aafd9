import { ascii, isDigit, isLetter, skipBlanks } from "../../core/ascii.ts";
import type { Row } from "../../core/row.ts";

/** Zones by name, where one is written behind a time. Only these are the same everywhere. */
const utcNames = ["UTC", "GMT", "Z"];
const zoneNames = new Set(
  "EST EDT CST CDT MST MDT PST PDT AKST AKDT HST AST ADT NST NDT CET CEST MET MEST MEZ MESZ BST WET WEST EET EEST MSK IST JST KST HKT SGT ICT AEST AEDT ACST ACDT AWST NZST NZDT SAST BRT ART".split(
    " ",
  ),
);
const longestZone = 12;

/** Reads the zone behind a time, if one is there, and returns where it ends. */
export function readZone(row: Row, from: number, end: number): number {
  const { bytes } = row;
  const at = skipBlanks(bytes, from, end);
  let to = at;
  while (to < end && to < at + longestZone && isLetter(bytes[to])) to++;
  if (to === at) return from;
  const name = String.fromCharCode(...bytes.subarray(at, to)).toUpperCase();
  const isUtc = utcNames.includes(name);
  if (isUtc && isSign(bytes[to])) return readOffset(row, to, end);
  const isWhole = end <= to || bytes[to] === ascii.colon || bytes[to]! <= ascii.blank;
  if (!isWhole || !(isUtc || zoneNames.has(name))) return from;
  if (isUtc && Number.isNaN(row.utcOffset)) row.utcOffset = 0;
  return to;
}

function isSign(byte: number | undefined): boolean {
  return byte === ascii.plus || byte === ascii.minus;
}

/** `+1`, `+07:30`, `-0500` behind UTC. */
function readOffset(row: Row, from: number, end: number): number {
  const { bytes } = row;
  let [to, digits, value] = [from + 1, 0, 0];
  for (; to < end && digits < 4; to++) {
    if (isDigit(bytes[to])) {
      value = value * 10 + bytes[to]! - ascii.zero;
      digits++;
    } else if (bytes[to] !== ascii.colon || digits !== 2 || !isDigit(bytes[to + 1])) break;
  }
  if (digits === 0) return from;
  const minutes = digits <= 2 ? value * 60 : Math.floor(value / 100) * 60 + (value % 100);
  row.utcOffset = bytes[from] === ascii.minus ? -minutes : minutes;
  row.time -= row.utcOffset * 60_000_000;
  return to;
}
