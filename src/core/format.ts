import type { CaptureFacts } from "./capture.ts";
import type { PlainRows } from "./plainRows.ts";
import type { LineKind, Row } from "./row.ts";

/** The first word of a fence may be a family; `vendor=` may narrow it. Also the editor's language ids. */
export const families = ["netstat", "fwlog", "tasklist", "procmon", "hashes"] as const;
export type Family = (typeof families)[number];

/** Whether lines of a format are events of a file that is no text: line 0 is event 0. */
export function isNativeFormat(id: string): boolean {
  return id === "procmon.pml";
}

/** What a capture of a format carries; `incident-notes formats` prints it. */
export type Carried =
  | "time"
  | "year"
  | "zone"
  | "direction"
  | "bytes"
  | "pid"
  | "process"
  | "state"
  | "interface"
  | "rule"
  /** What a translating device makes of the ends, beside what the hosts know them by. */
  | "nat";

/** How strongly one line, seen alone, speaks for a format. */
export type Claim = "none" | "heading" | "row";

/**
 * Reads lines one after the other. The same reader serves the scan of a whole file into columns and the
 * reading of one line for the editor: a capture and a keystroke cannot disagree.
 */
export interface LineReader {
  /**
   * Reads `bytes[start, end)`, one line without its line break and without what quotes or indents the paste.
   * Fills `row` for "row", "detail", "gap" and "broken". Never throws, and takes time linear in the line.
   */
  read(bytes: Uint8Array, start: number, end: number, row: Row): LineKind;
  /**
   * Goes on to the next row of the line that was read last, and says whether there is one: a JSON document without
   * line breaks has many. Called after "row" until it says no.
   */
  more?(row: Row): boolean;
  /**
   * Fills `row` with what is open when there are no more lines, as far as it goes, and says whether there is such a
   * row; `linesAbove` is counted from the last line.
   */
  finish?(row: Row): boolean;
  /**
   * Fills the block with the lines from `start` on for as long as they are what nearly all of a log are, and
   * returns where the first other line starts. `read` would say "row" of each of them, and the same. Nobody has
   * to look for line breaks before: that would cost as much as reading. Up to 64 bytes behind `end` may be
   * looked at.
   */
  readPlain?(bytes: Uint8Array, start: number, end: number, rows: PlainRows): number;
  /**
   * Reads one line of ASCII if it is a row with nothing odd about it, and says whether it is: `read` would say "row"
   * of it, and find no flaw. Some bytes behind `end` may be looked at.
   */
  readPlainLine?(bytes: Uint8Array, start: number, end: number): boolean;
  /**
   * Whether the detail read last is certainly of the row above, as a named value is of its block: no other format is
   * asked whether it knows the line.
   */
  readonly ownsDetail?: boolean;
  /** The same of an ignorable line: another message of the same device, by the word that tells its messages. */
  readonly ownsIgnored?: boolean;
  /**
   * All that this reader remembers of the lines above. A new reader given this state goes on as this one
   * would: so an edit re-reads the lines it touches, until the state is again what it was.
   */
  readonly state: string;
}

/** One kind of evidence, as a table that proves itself: see CONTRIBUTING.md. */
export interface Format {
  /** `vendor.product`, as in `netstat.windows`. */
  readonly id: string;
  readonly family: Family;
  readonly title: string;
  /** The vendor's page. */
  readonly reference: string;
  /** What a fence's `vendor=` may say to mean this format. */
  readonly vendor: string;
  readonly carries: readonly Carried[];
  /**
   * Where "in" and "out" are those of the interface that saw the packet: a host inside that calls out comes in at
   * the inner one. Which end is the far one is then told by the addresses.
   */
  readonly directionOf?: "interface";
  /** What is known of every capture of it, where neither fence nor case say otherwise. */
  readonly facts?: Pick<CaptureFacts, "zone">;
  /** The text that defines it, where it is one of the user's: another text reads other rows. */
  readonly definition?: string;
  /**
   * A line in which stand none of these words, and none of `names`, is not claimed, and `claims` not asked: all
   * formats' words are looked for in one pass. In ASCII. Both are absent where a shape tells the format and no word.
   */
  readonly marks?: readonly string[];
  /** The same for names in any spelling, as small letters and digits: `localaddress` for `Local Address`. */
  readonly names?: readonly string[];
  /**
   * "kept" where what looks like a blank is a value's own, and nothing is read by it: a digit group's no-break space, a
   * file's name. Without this it is read as a blank.
   */
  readonly blanks?: "kept";
  /** Whether it may be known only some lines below the first that are its own; these are then read before. */
  readonly readsAbove?: boolean;
  readonly claims: (bytes: Uint8Array, start: number, end: number) => Claim;
  readonly reader: (state?: string) => LineReader;
}
