import {
  ascii,
  indexOfByte,
  isBlank,
  isDigit,
  isHexDigit,
  isLetter,
  skipBlanks,
  trimEnd,
} from "../../core/ascii.ts";
import { endsWithExe } from "../../formats/cells/cellShapes.ts";

/** Whether a line is Markdown itself, or stands as it is: in a fence, or in a file that is no note. */
export type LineText = "markdown" | "verbatim";

/**
 * Finds what of a line is content, between what other tools put around every line: the number or the file's
 * name of a search, tags of HTML, Markdown's backticks and hard breaks.
 *
 *     ws042.log:12:2031-11-23 10:14:07 DROP …        <pre><code>  TCP  10.0.0.5:49731 …</code></pre>
 *                  └ from                                       └ from                 └ to
 */
export class LineWrapping {
  from = 0;
  to = 0;

  find(bytes: Uint8Array, start: number, end: number, text: LineText): void {
    this.from = start;
    this.to = end;
    if (start === end) return;
    const last = bytes[end - 1];
    if (last === ascii.greater) this.to = beforeTags(bytes, start, end);
    else if (text === "markdown") this.#skipMarkdown(bytes);
    const first = skipBlanks(bytes, this.from, this.to);
    if (first === this.to) return;
    if (bytes[first] === ascii.less) this.from = behindTags(bytes, first, this.to) ?? this.from;
    else if (isDigit(bytes[first])) this.from = behindNumber(bytes, first, this.to) ?? this.from;
    else if (first === start && isNameStart(bytes[first]))
      this.from = behindFileName(bytes, first, this.to) ?? this.from;
  }

  #skipMarkdown(bytes: Uint8Array): void {
    const to = trimEnd(bytes, this.from, this.to);
    if (bytes[to - 1] === ascii.backslash) this.to = to - 1;
    const first = skipBlanks(bytes, this.from, to);
    if (bytes[to - 1] !== ascii.backtick || bytes[first] !== ascii.backtick || to - first < 3) return;
    this.from = first + 1;
    this.to = to - 1;
  }
}

/** More digits are seconds since 1970, not the number of a line. */
const mostDigits = 9;

/** `12:` and `    12` with a tab behind it, but no time of day. */
function behindNumber(bytes: Uint8Array, start: number, end: number): number | undefined {
  let at = start;
  while (at < end && isDigit(bytes[at])) at++;
  if (mostDigits < at - start) return undefined;
  // Where more tabs follow it is a table with columns of its own, as Volatility prints them.
  if (bytes[at] === ascii.tab) return indexOfByte(bytes, ascii.tab, at + 1, end) < 0 ? at + 1 : undefined;
  if (at - start === 4 && isGroup(bytes, at + 1, end)) return undefined;
  const isTime = isDigit(bytes[at + 1]) && isDigit(bytes[at + 2]) && bytes[at + 3] === ascii.colon;
  if (isTime || isMinutes(bytes, at + 1, end)) return undefined;
  return bytes[at] === ascii.colon ? at + 1 : undefined;
}

/** `57.9,` of `44:57.9,`: spreadsheets save minutes, seconds and tenths of a time of day. */
function isMinutes(bytes: Uint8Array, from: number, end: number): boolean {
  const mark = bytes[from + 2];
  if (!isDigit(bytes[from]) || !isDigit(bytes[from + 1]) || (mark !== ascii.dot && mark !== ascii.comma))
    return false;
  let at = from + 3;
  while (at < end && isDigit(bytes[at])) at++;
  const delimiter = bytes[at];
  const isDelimiter = delimiter === semicolon || delimiter === ascii.tab;
  return from + 3 < at && at < end && (isDelimiter || (delimiter === ascii.comma && mark === ascii.dot));
}

const semicolon = 0x3b;

/** `db8:` and `:` go on an address that began with `2001:`; few numbers of lines are as long. */
function isGroup(bytes: Uint8Array, from: number, end: number): boolean {
  let at = from;
  while (at < end && at < from + 4 && isHexDigit(bytes[at]!)) at++;
  return bytes[at] === ascii.colon && !(isDigit(bytes[from]) && isDigit(bytes[from + 1]) && at === from + 2);
}

const longestFileName = 260;

/** `ws042.log:` and `logs/ws042.log:12:`; what has no dot may be a word of the line itself. */
function behindFileName(bytes: Uint8Array, start: number, end: number): number | undefined {
  let dots = 0;
  let at = start;
  for (; at < end && bytes[at] !== ascii.colon && !isBlank(bytes[at]); at++) {
    if (bytes[at] === ascii.comma) return undefined;
    if (bytes[at] === ascii.dot) dots++;
  }
  // TCPView writes `explorer.exe:1432`; nobody searches for evidence in a program.
  if (endsWithExe(bytes, start, at)) return undefined;
  const behind = at + 1;
  if (dots === 0 || end <= behind || bytes[at] !== ascii.colon || longestFileName < at - start)
    return undefined;
  return isDigit(bytes[behind]) ? (behindNumber(bytes, behind, end) ?? behind) : behind;
}

function isNameStart(byte: number | undefined): boolean {
  return isLetter(byte) || byte === ascii.dot || byte === ascii.slash;
}

/** Tags that a web page puts around a line of a paste. */
const tags = new Set(["pre", "code", "p", "div", "span", "br", "li", "td", "tr", "font", "samp"]);
const longestTag = 200;

function behindTags(bytes: Uint8Array, start: number, end: number): number | undefined {
  let from: number | undefined;
  for (let at = start; at < end && bytes[at] === ascii.less; at = from) {
    const close = indexOfByte(bytes, ascii.greater, at, Math.min(end, at + longestTag));
    if (close < 0 || !tags.has(tagName(bytes, at, end))) break;
    from = close + 1;
  }
  return from;
}

function beforeTags(bytes: Uint8Array, start: number, end: number): number {
  let to = end;
  while (start < to && bytes[to - 1] === ascii.greater) {
    const least = Math.max(start, to - longestTag);
    let at = to - 1;
    while (least < at && bytes[at] !== ascii.less) at--;
    if (bytes[at] !== ascii.less || !tags.has(tagName(bytes, at, to))) break;
    to = trimEnd(bytes, start, at);
  }
  return to;
}

/** `pre` of `<pre>`, `</pre>` and `<pre class="x">`, in small letters. */
function tagName(bytes: Uint8Array, at: number, end: number): string {
  const from = bytes[at + 1] === ascii.slash ? at + 2 : at + 1;
  let name = "";
  for (let i = from; i < end && i < from + 5 && isLetter(bytes[i]); i++)
    name += String.fromCharCode(bytes[i]! | 0x20);
  return name;
}
