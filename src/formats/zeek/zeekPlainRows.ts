import { longestPlainLine, type PlainRows } from "../../core/plainRows.ts";
import { PlainCell } from "../cells/plainCell.ts";
import type { DelimitedLayout } from "../delimited/delimitedLayout.ts";
import type { PlainRowReader } from "../delimited/delimitedTable.ts";
import { foldedName } from "../delimited/foldedName.ts";
import { zeekFields } from "./zeekFields.ts";

// Plain numbers: a bundler can write them into the code, which it cannot do with the keys of an object.
const tab = 0x09;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const minus = 0x2d;
const dot = 0x2e;
const zero = 0x30;
const upperF = 0x46;
const upperT = 0x54;

/** The columns that every conn.log begins with. */
const firstColumns =
  "ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto service duration orig_bytes resp_bytes conn_state"
    .split(" ")
    .map(foldedName);
/** Columns that a row may have behind them: what blocks of rows say is in none of these. */
const otherColumns: ReadonlySet<string> = new Set(
  Object.keys(zeekFields)
    .map(foldedName)
    .filter((name) => !["origpkts", "resppkts", "origbytes", "respbytes"].includes(name)),
);
const sides = ["local_orig", "local_resp"].map(foldedName);

/** Letters of a word as one number; the longest of these words has six. */
const tcp = numberOfWord("tcp");
const udp = numberOfWord("udp");
const icmp = numberOfWord("icmp");
const states: ReadonlyMap<number, number> = new Map(
  "S0 S1 SF REJ S2 S3 RSTO RSTR RSTOS0 RSTRH SH SHR OTH -"
    .split(" ")
    .map((word, i) => [numberOfWord(word), i]),
);

/** Reads the rows of a conn.log whose columns are in Zeek's own order; undefined where they are in another. */
export function zeekPlainRows({ names, delimiter }: DelimitedLayout): PlainRowReader | undefined {
  if (delimiter !== "\t" || firstColumns.some((name, i) => names[i] !== name)) return undefined;
  const rest = names.slice(firstColumns.length);
  const sideColumns = sides.every((name, i) => rest[i] === name) ? 2 : 0;
  // One side alone tells no direction: older versions have no other.
  const others = rest.slice(sideColumns === 2 ? 2 : rest[0] === sides[0] ? 1 : 0);
  if (others.some((name) => otherColumns.has(name))) return undefined;
  return new ZeekPlainRows(names.length, sideColumns === 2);
}

/**
 * Reads the rows that nearly all lines of a conn.log are: IPv4, TCP, UDP or ICMP, a known state, as many columns as
 * the header has, with nothing wrong. It looks at every byte once.
 *
 *     1941008467.250125 CkQx3a1tKe9Zb2 10.20.0.42 49731 203.0.113.77 443 tcp ssl 12.5 1420 38393 SF T F 0 ShADadfF …
 *     └start                           └source          └destination     └proto                  └state └sides
 */
class ZeekPlainRows implements PlainRowReader {
  /** Tabs behind the state. */
  readonly #rest: number;
  readonly #hasSides: boolean;
  /** The number of the cell read last. */
  #value = 0;
  readonly #cell = new PlainCell(tab);

  constructor(columns: number, hasSides: boolean) {
    this.#rest = columns - firstColumns.length - 1;
    this.#hasSides = hasSides;
  }

  read(bytes: Uint8Array, start: number, end: number, rows: PlainRows): number {
    let at = start;
    rows.begin(bytes, "utc");
    while (at < end) {
      at = this.#readByKernel(bytes, at, rows);
      if (end <= at || rows.count === rows.capacity) break;
      const to = this.#readRow(bytes, at, end, rows);
      if (to < 0 || longestPlainLine < to - at) break;
      at = to + 1;
      rows.count++;
    }
    return at;
  }

  /** The same of rows that are plainer still: no line above 256 bytes. */
  #readByKernel(bytes: Uint8Array, start: number, rows: PlainRows): number {
    const { kernel } = rows;
    if (!kernel?.holds(bytes)) return start;
    return kernel.readZeek(start, bytes.length, this.#rest, this.#hasSides);
  }

  /** Where the line feed of the row stands, which has become the block's next one; -1 where it is none. */
  #readRow(bytes: Uint8Array, start: number, end: number, rows: PlainRows): number {
    const i = rows.count;
    let at = this.#readTime(bytes, start);
    if (at < 0) return -1;
    rows.time[i] = this.#value;
    at = afterCell(bytes, at);
    rows.sourcePlace[i] = at;
    at = this.#cell.address(bytes, at, end);
    if (at < 0) return -1;
    rows.source[i] = this.#cell.value;
    at = this.#cell.port(bytes, at);
    if (at < 0) return -1;
    rows.sourcePort[i] = this.#cell.value;
    rows.destinationPlace[i] = at;
    at = this.#cell.address(bytes, at, end);
    if (at < 0) return -1;
    rows.destination[i] = this.#cell.value;
    at = this.#cell.port(bytes, at);
    if (at < 0) return -1;
    rows.destinationPort[i] = this.#cell.value;
    at = this.#readWord(bytes, at);
    const transport = this.#value === tcp ? 0 : this.#value === udp ? 1 : this.#value === icmp ? 2 : -1;
    if (transport < 0) return -1;
    if (transport === 2) rows.sourcePort[i] = rows.destinationPort[i] = -1;
    for (let cell = 0; cell < 4; cell++) at = afterCell(bytes, at);
    at = this.#readWord(bytes, at);
    const state = states.get(this.#value);
    if (state === undefined) return -1;
    rows.words[i] = transport * 16 + state;
    rows.roles[i] = 0;
    if (this.#hasSides) {
      const roles = rolesOf(bytes, at);
      if (roles < 0) return -1;
      rows.roles[i] = roles;
    }
    rows.pid[i] = -1;
    rows.start[i] = start;
    const to = lineEnd(bytes, at, end, this.#rest);
    rows.end[i] = 0 < to && bytes[to - 1] === carriageReturn ? to - 1 : to;
    return to;
  }

  /** Ten digits and a fraction: microseconds since 1970. Returns where the next cell begins, or -1. */
  #readTime(bytes: Uint8Array, start: number): number {
    let seconds = 0;
    let at = start;
    for (; at < start + 10; at++) {
      const digit = bytes[at]! - zero;
      if (!(0 <= digit && digit <= 9)) return -1;
      seconds = seconds * 10 + digit;
    }
    if (bytes[at] !== dot) return -1;
    let micros = 0;
    const fraction = ++at;
    for (; at < fraction + 6; at++) {
      const digit = bytes[at]! - zero;
      if (!(0 <= digit && digit <= 9)) return -1;
      micros = micros * 10 + digit;
    }
    this.#value = seconds * 1_000_000 + micros;
    return bytes[at] === tab ? at + 1 : -1;
  }

  /** The letters up to the next tab as a number; 0 where there are too many. */
  #readWord(bytes: Uint8Array, from: number): number {
    let word = 0;
    let at = from;
    for (; at < from + 7 && lineFeed < bytes[at]!; at++) word = word * 128 + (bytes[at]! & 127);
    this.#value = bytes[at] === tab ? word : 0;
    return at + 1;
  }
}

function numberOfWord(word: string): number {
  let number = 0;
  for (let i = 0; i < word.length; i++) number = number * 128 + word.charCodeAt(i);
  return number;
}

/** Behind the next tab, or at the line's end. */
function afterCell(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at]! !== tab && bytes[at]! !== lineFeed && bytes[at]! !== carriageReturn && at < bytes.length)
    at++;
  return bytes[at] === tab ? at + 1 : at;
}

/** Two cells with one letter each, as one number: `T` and `F` as 1 and 2, `-` as 0; -1 where they are others. */
function rolesOf(bytes: Uint8Array, at: number): number {
  const [source, destination] = [sideOf(bytes[at]!), sideOf(bytes[at + 2]!)];
  const isAlone = bytes[at + 1] === tab && bytes[at + 3] === tab;
  return isAlone && 0 <= source && 0 <= destination ? source * 4 + destination : -1;
}

function sideOf(letter: number): number {
  return letter === upperT ? 1 : letter === upperF ? 2 : letter === minus ? 0 : -1;
}

/** Where the line ends that has so many more tabs, or -1. */
function lineEnd(bytes: Uint8Array, from: number, end: number, tabs: number): number {
  let seen = 0;
  for (let at = from; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === tab) seen++;
    else if (byte === lineFeed) return seen === tabs ? at : -1;
    else if (byte === carriageReturn && bytes[at + 1] !== lineFeed) return -1;
  }
  return -1;
}
