import { ascii, isDigit, isUpper } from "../../core/ascii.ts";

/** Bytes of a line in which a message's mark may stand; collectors put little before it. */
const longestHead = 2048;
const longestMark = 96;

/**
 * Finds the marks of Cisco's messages in a line: who writes it, how severe it is, and which message it is.
 *
 *     %ASA-6-302013: Built …        %ASA-session-6-302013: Built …        %SEC-6-IPACCESSLOGP: list 110 …
 *     │└┬┘   └─┬──┘  └ text
 *     │ facility └ code
 *     at
 */
export class CiscoMark {
  at = 0;
  facilityTo = 0;
  codeFrom = 0;
  codeTo = 0;
  /** Behind the colon, which old versions leave out, and blanks. */
  text = 0;

  /** Goes to the first mark at or behind `from`, and says whether there is one. */
  find(bytes: Uint8Array, from: number, end: number): boolean {
    const last = Math.min(end, from + longestHead);
    for (let at = from; at < last; at++)
      if (bytes[at] === ascii.percent && this.#read(bytes, at, Math.min(end, at + longestMark))) return true;
    return false;
  }

  #read(bytes: Uint8Array, at: number, end: number): boolean {
    if (!isUpper(bytes[at + 1])) return false;
    let to = at + 1;
    while (to < end && isMarkByte(bytes[to])) to++;
    const level = levelBehind(bytes, at + 1, to);
    if (level < 0) return false;
    this.at = at;
    this.facilityTo = facilityEnd(bytes, at + 1, to);
    this.codeFrom = level + 3;
    this.codeTo = to;
    // NX-OS names the virtual device behind the mark, IOS XR puts a blank before the colon.
    while (to < end && (bytes[to] === ascii.blank || bytes[to] === ascii.colon)) to++;
    this.text = to;
    return true;
  }
}

/** The hyphen before a digit that has another hyphen behind it: `-6-`; -1 where there is none. */
function levelBehind(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at + 3 < to; at++)
    if (bytes[at] === ascii.minus && isDigit(bytes[at + 1]) && bytes[at + 2] === ascii.minus) return at;
  return -1;
}

function facilityEnd(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] !== ascii.minus) at++;
  return at;
}

function isMarkByte(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const lower = byte | 0x20;
  const isLetter = ascii.lowerA <= lower && lower <= ascii.lowerZ;
  return isLetter || isDigit(byte) || byte === ascii.minus || byte === ascii.underscore;
}
