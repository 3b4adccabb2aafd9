import { ascii, isBlank, isDigit, isLetter, skipBlanks, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Claim, Format, LineReader } from "../../core/format.ts";
import { type LineKind, Row } from "../../core/row.ts";
import { isConsoleLine } from "../cells/windowsConsole.ts";
import { opensOtherTable } from "./netstatUnixWords.ts";
import { isHeadingByShape, isKnownHeading } from "./netstatWindowsHeading.ts";
import { readOwner } from "./netstatWindowsOwner.ts";
import { findPlainRow, type PlainRowPlace } from "./netstatWindowsPlainRow.ts";
import { type Lack, SocketScanner } from "./netstatWindowsRow.ts";
import { statisticsLine } from "./netstatWindowsStatistics.ts";
import { isOtherWording } from "./netstatWindowsWords.ts";

export const netstatWindows: Format = {
  id: "netstat.windows",
  family: "netstat",
  title: "netstat (Windows)",
  reference: "https://learn.microsoft.com/windows-server/administration/windows-commands/netstat",
  vendor: "windows",
  carries: ["pid", "process", "state"],
  claims: claimOf,
  reader: (state = "") => new NetstatReader(state),
};

const claimant = new SocketScanner();
const claimed = new Row();

/** No row is longer; a longer line is read only so far. In bytes. */
const longestLine = 4096;

function claimOf(bytes: Uint8Array, start: number, lineEnd: number): Claim {
  const end = Math.min(lineEnd, start + longestLine);
  claimed.clear(bytes);
  const isRow = claimant.read(claimed, start, end) === "row";
  if (isRow && (claimed.has(field.destinationAddress) || claimed.has(field.pid))) return "row";
  const at = skipBlanks(bytes, start, end);
  return isKnownHeading(bytes, at, end) && !opensOtherTable(bytes, at, end) ? "heading" : "none";
}

const plainRow: PlainRowPlace = { from: 0, to: 0 };

/** What stands above the next line. */
type Above = "nothing" | "row" | "owned row" | "statistics" | "routes";

const aboveLetters: readonly (readonly [letter: string, above: Above])[] = [
  ["-", "nothing"],
  ["r", "row"],
  ["o", "owned row"],
  ["s", "statistics"],
  ["t", "routes"],
];

const lackLetters: readonly (readonly [letter: string, lack: Lack])[] = [
  ["-", "nothing"],
  ["f", "foreign"],
  ["u", "udpForeign"],
  ["s", "state"],
  ["p", "pid"],
];

class NetstatReader implements LineReader {
  readonly #scanner = new SocketScanner();
  #above: Above = "nothing";
  /** Blanks in front of the row above, without a line number. */
  #indent = 0;
  /** Whether a line number or a file name stands in front of the rows. */
  #prefixed = false;
  /** Whether blank lines lie between the row above and this line. */
  #apart = false;

  constructor(state: string) {
    if (state === "") return;
    this.#above = aboveLetters.find(([letter]) => letter === state[0])?.[1] ?? "nothing";
    this.#scanner.lack = lackLetters.find(([letter]) => letter === state[1])?.[1] ?? "nothing";
    this.#apart = state[2] === "a";
    this.#prefixed = state[3] === "p";
    this.#indent = Number(state.slice(4)) || 0;
  }

  /** As in `rs-p2`: a row above that lacks its state, prefixed, two blanks in front. */
  get state(): string {
    const above = aboveLetters.find(([, above]) => above === this.#above)?.[0] ?? "-";
    const lack = lackLetters.find(([, lack]) => lack === this.#scanner.lack)?.[0] ?? "-";
    return `${above}${lack}${this.#apart ? "a" : "-"}${this.#prefixed ? "p" : "-"}${this.#indent}`;
  }

  read(bytes: Uint8Array, start: number, lineEnd: number, row: Row): LineKind {
    const end = Math.min(lineEnd, start + longestLine);
    const reading = this.#scanner.read(row, start, end);
    if (reading === "row") return this.#enterRow(bytes, start);
    if (reading === "cut") {
      this.#leaveRow("nothing");
      return "broken";
    }
    const from = this.#prefixed ? behindLineNumber(bytes, start, end) : start;
    const at = skipBlanks(bytes, from, end);
    if (at === end) {
      this.#apart = true;
      return "ignorable";
    }
    const kind = this.#readOther(bytes, at, end, at - from, row);
    this.#apart = false;
    return kind;
  }

  readPlainLine(bytes: Uint8Array, start: number, end: number): boolean {
    if (!findPlainRow(bytes, start, plainRow) || plainRow.to !== end) return false;
    this.#scanner.lack = "nothing";
    this.#above = "row";
    this.#indent = plainRow.from - start;
    this.#prefixed = false;
    this.#apart = false;
    return true;
  }

  #enterRow(bytes: Uint8Array, start: number): LineKind {
    const { rowFrom } = this.#scanner;
    let from = rowFrom;
    while (start < from && isBlank(bytes[from - 1])) from--;
    this.#above = "row";
    this.#indent = rowFrom - from;
    this.#prefixed = start < from;
    this.#apart = false;
    return "row";
  }

  #leaveRow(above: Above): void {
    this.#above = above;
    this.#scanner.lack = "nothing";
    this.#apart = false;
  }

  #readOther(bytes: Uint8Array, at: number, lineEnd: number, indent: number, row: Row): LineKind {
    row.clear(bytes);
    const end = trimEnd(bytes, at, lineEnd);
    const isRest = this.#above === "row" && !this.#apart && this.#scanner.readRest(row, at, end);
    if (isRest) {
      row.flaw("EV016", at, end);
      return "detail";
    }
    if (isConsoleLine(bytes, at, end)) return this.#ignore("nothing", bytes, at);
    if (isKnownHeading(bytes, at, end)) return this.#enterHeading();
    if (this.#above === "row" && this.#readOwner(at, end, indent, row)) return "detail";
    return this.#readBeside(bytes, at, end);
  }

  #enterHeading(): LineKind {
    this.#leaveRow("nothing");
    return "heading";
  }

  /** An elision does not end the row above, a prompt does. */
  #ignore(above: Above, bytes: Uint8Array, at: number): LineKind {
    if (isLetter(bytes[at])) this.#leaveRow(above);
    return "ignorable";
  }

  #readOwner(at: number, end: number, indent: number, row: Row): boolean {
    row.clear(row.bytes);
    const owner = readOwner(row, at, end, { indent, rowIndent: this.#indent, apart: this.#apart });
    if (owner === "none") return false;
    this.#scanner.lack = "nothing";
    if (owner === "process") this.#above = "owned row";
    return true;
  }

  /** Statistics and routes that other options print beside the connections. */
  #readBeside(bytes: Uint8Array, at: number, end: number): LineKind {
    const statistics = statisticsLine(bytes, at, end);
    if (statistics !== "none") {
      this.#leaveRow(statistics === "routes" || this.#above === "routes" ? "routes" : "statistics");
      return "ignorable";
    }
    if (this.#above !== "routes" && isHeadingByShape(bytes, at, end)) {
      this.#leaveRow("nothing");
      // Other tools' headings have this shape as well: who knows one for his own takes it.
      return "ignorable";
    }
    if (isOtherWording(bytes, at, end)) return this.#ignore("statistics", bytes, at);
    if (this.#above === "statistics" || this.#above === "routes") return "ignorable";
    return "unknown";
  }
}

/** Behind the line number or file name that stands in front of every line, as it does of the rows. */
function behindLineNumber(bytes: Uint8Array, start: number, end: number): number {
  let at = skipBlanks(bytes, start, end);
  const digits = at;
  while (at < end && isDigit(bytes[at])) at++;
  if (at === digits) return start;
  const mark = bytes[at];
  return mark === ascii.colon || mark === ascii.minus || mark === pipe ? at + 1 : at;
}

const pipe = 0x7c;
