import { ascii, hasWordAt, isDigit, skipBlanks } from "../../core/ascii.ts";

const pipe = 0x7c;
const upperC = 0x43;
const headerFields = 7;
/** How far into a line the header may begin, behind all that syslog and relays put there. */
const longestLead = 400;

/**
 * The seven fields in front of a CEF message's pairs, as byte spans. `CEF:` may have been cut off by a relay, a blank
 * may stand behind it, and some vendors leave out the last fields.
 *
 *     CEF:0|Acme|Gate|2.1|201|Threat blocked|7|src=192.0.2.5 dst=198.51.100.7
 *         │  0    1    2   3   4              5 └ pairs
 *         └ version
 */
export class CefHeader {
  readonly from = new Int32Array(headerFields);
  readonly to = new Int32Array(headerFields);
  count = 0;

  /** Where the pairs begin; -1 where no header stands at or behind `start`, or at `message`. */
  read(bytes: Uint8Array, start: number, message: number, end: number): number {
    const version = versionAt(bytes, start, message, end);
    return version < 0 ? -1 : this.#fields(bytes, version, end);
  }

  #fields(bytes: Uint8Array, version: number, end: number): number {
    let at = version;
    while (isDigit(bytes[at])) at++;
    for (this.count = 0; this.count < headerFields - 1; this.count++) {
      const from = at + 1;
      const to = endOfField(bytes, from, end);
      if (to === end) return this.count < 3 ? -1 : from;
      this.from[this.count] = from;
      this.to[this.count] = to;
      at = to;
    }
    return at + 1;
  }
}

function versionAt(bytes: Uint8Array, start: number, message: number, end: number): number {
  const last = Math.min(end, start + longestLead);
  for (let at = start; at < last; at++) {
    if (bytes[at] !== upperC || !hasWordAt(bytes, at, end, "CEF:")) continue;
    const version = skipBlanks(bytes, at + "CEF:".length, end);
    if (isVersion(bytes, version)) return version;
  }
  const first = skipBlanks(bytes, message, end);
  return isVersion(bytes, first) && pipesOf(bytes, first, end) ? first : -1;
}

/** `0|` or `1|` */
function isVersion(bytes: Uint8Array, at: number): boolean {
  return isDigit(bytes[at]) && bytes[at + 1] === pipe;
}

/** Without the word `CEF:`, a line has to have the pipes of a whole header, and a pair behind them. */
function pipesOf(bytes: Uint8Array, from: number, end: number): boolean {
  let pipes = 0;
  for (let at = from; at < end; at++) {
    if (bytes[at] === pipe) pipes++;
    else if (bytes[at] === ascii.equals) return headerFields <= pipes;
  }
  return false;
}

/** A backslash escapes a pipe. */
function endOfField(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== pipe) at += bytes[at] === ascii.backslash ? 2 : 1;
  return Math.min(at, end);
}
