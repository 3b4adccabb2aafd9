import { ascii, hasWordAt, indexOfByte, isBlank, isDigit, isLetter, skipBlanks } from "../../core/ascii.ts";
import type { EventType } from "../../core/direction.ts";
import { Names } from "../../core/names.ts";
import { ByteMemo } from "../cells/byteMemo.ts";

/** What the text before `IN=` says. Offsets count from the start of that text; -1 where there is no action. */
export interface Verdict {
  readonly from: number;
  readonly to: number;
  /** Whether the action is a rule's tag, as in `[WAN_LOCAL-D-2147483647]`. */
  readonly isRule: boolean;
  readonly eventType: EventType | undefined;
}

const none: Verdict = { from: -1, to: -1, isRule: false, eventType: undefined };

const mostVerdicts = 4096;

/** Reads the texts before `IN=`; a log has few of them, so each is read once. */
export class Verdicts {
  readonly #names = new Names();
  readonly #known: Verdict[] = [];
  readonly #lastText = new ByteMemo(longestRemembered);
  #last = none;

  of(bytes: Uint8Array, from: number, to: number): Verdict {
    if (to === from) return none;
    if (this.#lastText.length === to - from && this.#lastText.isAt(bytes, from)) return this.#last;
    this.#last = this.#find(bytes, from, to);
    this.#lastText.keep(bytes, from, to);
    return this.#last;
  }

  #find(bytes: Uint8Array, from: number, to: number): Verdict {
    if (mostVerdicts <= this.#names.size) return verdictOf(bytes, from, to);
    const id = this.#names.idOf(bytes, from, to);
    const verdict = this.#known[id] ?? verdictOf(bytes, from, to);
    this.#known[id] = verdict;
    return verdict;
  }
}

const longestRemembered = 64;

/**
 * The action as the rule's author wrote it, without the blanks and colons behind it. UFW's is the word behind
 * its name; a tag in brackets is the action without them, also where UniFi puts a description behind it.
 *
 *     [UFW BLOCK]        IPTABLES-DROP:        Shorewall:net2fw:REJECT:
 *          └───┘         └───────────┘         └────────────────────┘
 *     [WAN_LOCAL-D-2147483647] DESCR="Block all"        DROP(src wan)
 *      └────────────────────┘                           └───────────┘
 */
function verdictOf(bytes: Uint8Array, start: number, end: number): Verdict {
  let from = hasWordAt(bytes, start, end, ofJournal) ? start + ofJournal.length : start;
  let to = end;
  while (from < to && (isBlank(bytes[from]) || bytes[from] === ascii.quote)) from++;
  // The rule's own quotes around its prefix, which some front ends leave in it.
  const isQuoted = bytes[to - 1] === ascii.quote || (start < from && bytes[from - 1] === ascii.quote);
  while (from < to && (isBehind(bytes[to - 1]) || (isQuoted && bytes[to - 1] === ascii.quote))) to--;
  const close = bytes[from] === ascii.leftBracket ? indexOfByte(bytes, ascii.rightBracket, from, to) : -1;
  const isTag = 0 <= close && (close === to - 1 || hasWordAt(bytes, close + 1, to, descriptionStart));
  if (isTag) {
    from++;
    to = close;
  }
  if (hasWordAt(bytes, from, to, ufw)) from += ufw.length;
  if (to <= from) return none;
  const letter = isTag ? tagLetter(bytes, from, to) : undefined;
  return {
    from: from - start,
    to: to - start,
    isRule: letter !== undefined,
    eventType: letter ?? wordType(bytes, from, to),
  };
}

function isBehind(byte: number | undefined): boolean {
  return isBlank(byte) || byte === ascii.colon;
}

/** `journalctl -o verbose` */
const ofJournal = "MESSAGE=";
const descriptionStart = " DESCR=";
const ufw = "UFW ";

const letters: ReadonlyMap<number, EventType> = new Map([
  [0x41, "allowed"],
  [0x44, "denied"],
  [0x52, "denied"],
]);

/** Vyatta's way, which EdgeOS, UniFi and VyOS keep: a part that is one letter, as in `LAN_IN-2000-A`. */
function tagLetter(bytes: Uint8Array, from: number, to: number): EventType | undefined {
  let found: EventType | undefined;
  for (let i = from + 1; i < to; i++) {
    const isPart = bytes[i - 1] === ascii.minus && (i + 1 === to || bytes[i + 1] === ascii.minus);
    if (isPart) found = letters.get(bytes[i]!) ?? found;
  }
  return found;
}

/** The first of these that any word of the text begins: what is denied is denied, whatever else is said. */
const stems: readonly (readonly [EventType, readonly string[]])[] = [
  [
    "denied",
    [
      "DROP",
      "DROPS",
      "DROPPED",
      "DROPPING",
      "REJECT",
      "REJECTED",
      "BLOCK",
      "BLOCKED",
      "BLOCKING",
      "DENY",
      "DENIED",
      "BAN",
      "BANNED",
    ],
  ],
  ["allowed", ["ACCEPT", "ACCEPTED", "ALLOW", "ALLOWED", "ACC", "PASS", "PASSED", "PERMIT", "PERMITTED"]],
  // UFW logs these in passing; what became of the packet another line says.
  ["info", ["AUDIT", "LIMIT"]],
];

function wordType(bytes: Uint8Array, from: number, to: number): EventType | undefined {
  return stems.find(([, words]) => hasAnyWord(bytes, from, to, words))?.[0];
}

function hasAnyWord(bytes: Uint8Array, from: number, to: number, words: readonly string[]): boolean {
  for (let start = from; start < to; start++) {
    if (!isLetter(bytes[start])) continue;
    let end = start;
    while (end < to && isLetter(bytes[end])) end++;
    if (words.some((word) => isSameLetters(bytes, start, end, word))) return true;
    start = end;
  }
  return false;
}

function isSameLetters(bytes: Uint8Array, from: number, to: number, word: string): boolean {
  if (to - from !== word.length) return false;
  for (let i = from; i < to; i++) if ((bytes[i]! & 0xdf) !== word.charCodeAt(i - from)) return false;
  return true;
}

/** Whether a word alone is a verdict: `DROP`, where a host's name could stand. */
export function isVerdict(bytes: Uint8Array, from: number, to: number): boolean {
  return wordType(bytes, from, to) !== undefined;
}

/** Behind the kernel's `[12345.678901] ` or `[12345.678901][  T123] `; `from` where none stands. */
export function skipUptime(bytes: Uint8Array, from: number, end: number): number {
  if (bytes[from] !== ascii.leftBracket) return from;
  const point = skipDigits(bytes, skipBlanks(bytes, from + 1, end), end);
  const close = bytes[point] === ascii.dot ? skipDigits(bytes, point + 1, end) : from;
  if (bytes[close] !== ascii.rightBracket) return from;
  let at = close + 1;
  if (bytes[at] === ascii.leftBracket) {
    // The kernel can be built to print the thread or processor behind it.
    const caller = indexOfByte(bytes, ascii.rightBracket, at, Math.min(end, at + longestCaller));
    if (0 <= caller) at = caller + 1;
  }
  return skipBlanks(bytes, at, end);
}

const longestCaller = 24;

function skipDigits(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && isDigit(bytes[at])) at++;
  return at;
}
