import { ascii, decimal, hasWordAt, indexOfByte, isBlank, isDigit, isWord } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";

/** pid_max of Linux is 2^22; other numbers of 31 bits are at least numbers. */
const largestPid = 0x7fffffff;

/**
 * What stands behind the ends, on the same line or on those below it. Of several users the first is the process.
 *
 *     users:(("nginx",pid=812,fd=6),("nginx",pid=811,fd=6)) uid:33 ino:4711 cgroup:/system.slice/nginx.service <->
 *              └─┬─┘      └┬┘                                                                    └─────┬─────┘
 *             process     PID                                                                       service
 */
export function readSsTail(row: Row, start: number, end: number): boolean {
  const { bytes } = row;
  let found = false;
  for (let at = start; at < end; at++) {
    if (start < at && !isBlank(bytes[at - 1])) continue;
    if (hasWordAt(bytes, at, end, "users:((")) found = readUser(row, at + usersLength, end) || found;
    else found = readWord(row, at, end) || found;
  }
  return found;
}

const usersLength = "users:((".length;

/** `"nginx",pid=812,fd=6` or, of old releases, `"nginx",812,6`. A name may have quotes and blanks of its own. */
function readUser(row: Row, at: number, end: number): boolean {
  const { bytes } = row;
  if (bytes[at] !== ascii.quote || row.has(field.process)) return false;
  let close = indexOfByte(bytes, ascii.quote, at + 1, end);
  while (0 <= close && bytes[close + 1] !== ascii.comma)
    close = indexOfByte(bytes, ascii.quote, close + 1, end);
  if (close <= at + 1) return false;
  row.set(field.process, at + 1, close);
  const from = hasWordAt(bytes, close + 2, end, "pid=") ? close + 6 : close + 2;
  let to = from;
  while (to < end && isDigit(bytes[to])) to++;
  if (from === to) return true;
  if (decimal(bytes, from, to) <= largestPid) row.set(field.pid, from, to);
  else row.flaw("NET015", from, to);
  return true;
}

/** Names of numbers that `-i` prints: what this end sent, and what it received. */
const counts = [
  ["bytes_sent:", field.sourceBytes],
  ["bytes_acked:", field.sourceBytes],
  ["bytes_received:", field.destinationBytes],
] as const;

function readWord(row: Row, at: number, end: number): boolean {
  const { bytes } = row;
  if (bytes[at] === lowerC && hasWordAt(bytes, at, end, "cgroup:")) return readService(row, at, end);
  if (bytes[at] !== lowerB) return false;
  const count = counts.find(([word]) => hasWordAt(bytes, at, end, word));
  if (!count || row.has(count[1])) return false;
  const from = at + count[0].length;
  let to = from;
  while (to < end && isDigit(bytes[to])) to++;
  if (from < to) row.set(count[1], from, to);
  return from < to;
}

const [lowerB, lowerC] = [0x62, 0x63] as const;

/** `cgroup:/system.slice/nginx.service`: the unit, where the last part is one. */
function readService(row: Row, at: number, end: number): boolean {
  const { bytes } = row;
  let to = at;
  while (to < end && !isBlank(bytes[to])) to++;
  const from = bytes.subarray(at, to).lastIndexOf(ascii.slash) + at + 1;
  const unit = to - ".service".length;
  if (from <= at || unit <= from || !isWord(bytes, unit, to, ".service")) return false;
  row.set(field.service, from, to);
  return true;
}
