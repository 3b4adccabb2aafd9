import {
  ascii,
  hasWordAt,
  isBlank,
  isDigit,
  isLetter,
  isWord,
  skipBlanks,
  skipWord,
} from "../../core/ascii.ts";
import { ByteMemo } from "../cells/byteMemo.ts";
import { isPlainAddress } from "../cells/endpointFlaws.ts";

const longestRemembered = 64;

/** Host and tag of a line of syslog, either of which may be missing; nearly always those of the line above. */
export class SyslogNames {
  hasHost = false;
  hostFrom = 0;
  hostTo = 0;
  /** The program's name, without colon and PID. */
  hasTag = false;
  tagFrom = 0;
  tagTo = 0;
  /** Whether the tag is surely a program's, and not the message's own first word: `DROP: IN=…`. */
  isProgram = false;
  readonly #last = new ByteMemo(longestRemembered);
  #lastFrom = 0;

  clear(): void {
    this.hasHost = this.hasTag = this.isProgram = false;
    this.#last.forget();
  }

  /**
   * Reads `host kernel: ` behind a time and returns where the message begins. Without a time only what ends
   * with the kernel's tag has a host.
   */
  read(bytes: Uint8Array, from: number, end: number, place: "behindTime" | "first"): number {
    const to = from + this.#last.length;
    if (place === "behindTime" && to <= end && this.#last.isAt(bytes, from)) {
      this.#move(from - this.#lastFrom);
      this.#lastFrom = from;
      return skipBlanks(bytes, to, end);
    }
    this.clear();
    const message = this.#readNew(bytes, from, end, place);
    // A colon and a blank end a tag: what they are does not depend on what stands behind.
    if (place === "behindTime" && this.hasTag && isBlank(bytes[message - 1])) {
      this.#last.keep(bytes, from, message);
      this.#lastFrom = from;
    }
    return message;
  }

  setHost(from: number, to: number): void {
    this.hasHost = true;
    this.hostFrom = from;
    this.hostTo = to;
  }

  setTag(from: number, to: number): void {
    this.hasTag = true;
    this.tagFrom = from;
    this.tagTo = to;
  }

  #move(by: number): void {
    this.hostFrom += by;
    this.hostTo += by;
    this.tagFrom += by;
    this.tagTo += by;
  }

  /** Returns where what is behind the host begins, or `from` where none is. */
  #readHost(bytes: Uint8Array, from: number, end: number, place: "behindTime" | "first"): number {
    const to = skipWord(bytes, from, end);
    const next = skipBlanks(bytes, to, end);
    if (place === "first" && !hasWordAt(bytes, next, end, "kernel:")) return from;
    if (isBracketedAddress(bytes, from, to)) this.setHost(from + 1, to - 1);
    else if (!isHost(bytes, from, to)) return from;
    else this.setHost(from, to);
    let at = next;
    // Some routers print their name twice.
    while (isWordAgain(bytes, this.hostFrom, this.hostTo, at, end))
      at = skipBlanks(bytes, at + this.hostTo - this.hostFrom, end);
    return at;
  }

  #readNew(bytes: Uint8Array, from: number, end: number, place: "behindTime" | "first"): number {
    let at = this.#readHost(bytes, from, end, place);
    let to = skipWord(bytes, at, end);
    if (isFacility(bytes, at, to)) {
      at = skipBlanks(bytes, to, end);
      // Collectors on Windows write the host behind it.
      if (!this.hasHost) at = this.#readHost(bytes, at, end, place);
      to = skipWord(bytes, at, end);
    }
    const colon = to - 1;
    if (colon <= at || bytes[colon] !== ascii.colon || bytes[at] === ascii.leftBracket) return at;
    const pidFrom = bytes[colon - 1] === ascii.rightBracket ? openBracket(bytes, at, colon) : -1;
    this.setTag(at, 0 <= pidFrom ? pidFrom : colon);
    this.isProgram = 0 <= pidFrom || programs.some((name) => isWord(bytes, at, colon, name));
    return skipBlanks(bytes, to, end);
  }
}

/** Programs that write, or hand on, lines without a PID. */
const programs = ["kernel", "klogd", "ulogd", "ulogd2", "logger", "syslog", "nflog", "firewalld"];

/** A name or address, and not yet the tag, a facility or the message. */
function isHost(bytes: Uint8Array, from: number, to: number): boolean {
  if (to === from || bytes[from] === ascii.leftBracket || bytes[to - 1] === ascii.colon) return false;
  for (let i = from; i < to; i++)
    if (bytes[i] === ascii.equals || bytes[i] === ascii.rightBracket || bytes[i] === ascii.quote)
      return false;
  return !isFacility(bytes, from, to) && !isTopics(bytes, from, to);
}

/** RouterOS: `firewall,info` */
function isTopics(bytes: Uint8Array, from: number, to: number): boolean {
  let commas = 0;
  for (let i = from; i < to; i++) {
    if (bytes[i] === ascii.comma) commas++;
    else if (!isLetter(bytes[i])) return false;
  }
  return 0 < commas;
}

/** `[192.0.2.9]`, as some relays write it; a number with a point is the kernel's uptime. */
function isBracketedAddress(bytes: Uint8Array, from: number, to: number): boolean {
  const isBracketed = bytes[from] === ascii.leftBracket && bytes[to - 1] === ascii.rightBracket;
  return isBracketed && isPlainAddress(bytes, from + 1, to - 1);
}

const levels = ["emerg", "alert", "crit", "err", "error", "warn", "warning", "notice", "info", "debug"];

/** busybox: `kern.warn`; Kiwi: `Local0.Info` */
function isFacility(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    if (bytes[i] === ascii.dot) return levels.some((level) => isSameWord(bytes, i + 1, to, level));
    if (!isLetter(bytes[i]) && !isDigit(bytes[i])) return false;
  }
  return false;
}

/** Whether `[from, to)` is the word of small letters, in whatever case. */
function isSameWord(bytes: Uint8Array, from: number, to: number, word: string): boolean {
  if (to - from !== word.length) return false;
  for (let i = 0; i < word.length; i++) if ((bytes[from + i]! | 0x20) !== word.charCodeAt(i)) return false;
  return true;
}

/** Whether the word of `[from, to)` stands at `at` again. */
function isWordAgain(bytes: Uint8Array, from: number, to: number, at: number, end: number): boolean {
  if (end <= at + to - from || !isBlank(bytes[at + to - from])) return false;
  for (let i = from; i < to; i++) if (bytes[i] !== bytes[at + i - from]) return false;
  return true;
}

/** The `[` of `sshd[454008]`, or -1. */
function openBracket(bytes: Uint8Array, from: number, to: number): number {
  for (let i = to - 2; from < i; i--) {
    if (bytes[i] === ascii.leftBracket) return i;
    if (!isDigit(bytes[i])) return -1;
  }
  return -1;
}
