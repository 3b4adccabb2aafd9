import { ascii, isBlank, isDigit, skipBlanks, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Claim, Format, LineReader } from "../../core/format.ts";
import { type LineKind, Row } from "../../core/row.ts";
import { endsWithExe } from "../cells/cellShapes.ts";
import { isConsoleLine } from "../cells/windowsConsole.ts";
import { BlockLine } from "./tasklistBlock.ts";
import { type Listed, putList } from "./tasklistCells.ts";
import { headingOf, rulerOf } from "./tasklistHeading.ts";
import { hasPlainUnit, isInColumn, isProgram, type ProcessLack, ProcessScanner } from "./tasklistRow.ts";
import { isRemark } from "./tasklistWords.ts";

export const tasklistWindows: Format = {
  id: "tasklist.windows",
  family: "tasklist",
  title: "tasklist (table or list)",
  reference: "https://learn.microsoft.com/windows-server/administration/windows-commands/tasklist",
  vendor: "windows",
  carries: ["pid", "process"],
  claims: claimOf,
  reader: (state = "") => new TasklistReader(state),
};

/** Where PIDs end since Windows Vista: 25 columns of name, a blank, 8 columns. */
const usualPidEnd = 34;

const claimant = new ProcessScanner();
const claimedBlock = new BlockLine();
const claimed = new Row();

/** No row is longer; a longer line is read only so far. In bytes. */
const longestLine = 4096;

function claimOf(bytes: Uint8Array, start: number, wholeEnd: number): Claim {
  const lineEnd = Math.min(wholeEnd, start + longestLine);
  const at = skipBlanks(bytes, start, lineEnd);
  const end = trimEnd(bytes, at, lineEnd);
  claimed.clear(bytes);
  if (claimant.readPlain(claimed, at, end)) {
    const isProved = isProgram(claimed) || hasPlainUnit(claimed);
    return claimant.lack !== "memory" && claimed.has(field.sessionNumber) && isProved ? "row" : "none";
  }
  if (claimant.readListing(claimed, at, end, usualPidEnd, undefined)) {
    // Counters stand behind the PID in the lists of other tools.
    const countsOn = claimed.has(field.service) && isDigit(bytes[claimed.from[field.service]!]);
    if (isProgram(claimed) && isInColumn(claimed, usualPidEnd) && !countsOn) return "row";
  }
  if (headingOf(bytes, at, end) || rulerOf(bytes, at, end)) return "heading";
  return claimedBlock.find(bytes, at, end) && claimedBlock.isKnownFirst(bytes) ? "row" : "none";
}

const tables = ["none", "plain", "services", "modules", "listing", "blocks"] as const;
type Table = (typeof tables)[number];
const lacks = ["nothing", "memory", "cpuTime"] as const satisfies readonly ProcessLack[];
const listings = [undefined, "services", "modules"] as const satisfies readonly (Listed | undefined)[];

/** Columns by which the rest of a list stands further right than its row. */
const leastIndentOfRest = 12;

class TasklistReader implements LineReader {
  readonly #scanner = new ProcessScanner();
  readonly #block = new BlockLine();
  #table: Table = "none";
  #hasRow = false;
  /** Whether blank lines lie between the line above and this one. */
  #apart = false;
  /** Whether the list above ended in a comma, so that it goes on. */
  #goesOn = false;
  #indent = 0;
  #pidEnd = usualPidEnd;
  #keyHash = 0;
  /** Lines of the block above so far. */
  #place = 0;

  constructor(state: string) {
    const numbers = state.split(",").map(Number);
    if (numbers.length !== 10) return;
    this.#table = tables[numbers[0]!] ?? "none";
    this.#scanner.lack = lacks[numbers[1]!] ?? "nothing";
    this.#scanner.listed = listings[numbers[2]!];
    this.#hasRow = numbers[3] === 1;
    this.#apart = numbers[4] === 1;
    this.#goesOn = numbers[5] === 1;
    this.#indent = numbers[6]!;
    this.#pidEnd = numbers[7]!;
    this.#keyHash = numbers[8]!;
    this.#place = numbers[9]!;
  }

  get state(): string {
    const { lack, listed } = this.#scanner;
    const flags = [this.#hasRow, this.#apart, this.#goesOn].map(Number);
    const kinds = [tables.indexOf(this.#table), lacks.indexOf(lack), listings.indexOf(listed)];
    return [...kinds, ...flags, this.#indent, this.#pidEnd, this.#keyHash, this.#place].join(",");
  }

  read(bytes: Uint8Array, start: number, wholeEnd: number, row: Row): LineKind {
    const lineEnd = Math.min(wholeEnd, start + longestLine);
    const at = skipBlanks(bytes, start, lineEnd);
    if (at === lineEnd) {
      this.#apart = true;
      return "ignorable";
    }
    const end = trimEnd(bytes, at, lineEnd);
    const kind = this.#readLine(row, start, at, end);
    this.#apart = false;
    return kind;
  }

  #readLine(row: Row, start: number, at: number, end: number): LineKind {
    const { bytes } = row;
    if (this.#isRestOfList(bytes, at, end, at - start)) return this.#addToList(row, at, end);
    if (this.#scanner.readPlain(row, at, end) && this.#isPlainRow(row))
      return this.#enterRow(at - start, "plain");
    row.clear(bytes);
    if (this.#hasRow && this.#scanner.readRest(row, at, end)) {
      row.flaw("EV016", at, end);
      return "detail";
    }
    row.clear(bytes);
    return this.#readAround(row, start, at, end);
  }

  /** Everything but the rows of the plain table. */
  #readAround(row: Row, start: number, at: number, end: number): LineKind {
    const { bytes } = row;
    if (isConsoleLine(bytes, at, end) || isRemark(bytes, at, end)) return this.#leaveRow("ignorable");
    const ruler = rulerOf(bytes, at, end);
    if (ruler) {
      this.#pidEnd = ruler.pidEnd;
      if (3 < ruler.columns) this.#table = "plain";
      else if (this.#table === "none" || this.#table === "plain") this.#table = "listing";
      return "ignorable";
    }
    const heading = headingOf(bytes, at, end);
    if (heading) {
      this.#table = heading;
      return this.#leaveRow("heading");
    }
    const kind = this.#readBlock(row, at, end, at - start);
    return kind === "unknown" ? this.#readListing(row, at, end, at - start) : kind;
  }

  #enterRow(indent: number, table: Table): LineKind {
    if (this.#table === "none" || table === "blocks") this.#table = table;
    this.#hasRow = true;
    this.#indent = indent;
    this.#goesOn = false;
    return "row";
  }

  #leaveRow(kind: LineKind): LineKind {
    this.#hasRow = false;
    this.#goesOn = false;
    this.#scanner.lack = "nothing";
    return kind;
  }

  /** Other text ends a table: the rows behind it must be known by themselves. */
  #leaveTable(): LineKind {
    if (this.#table !== "blocks") this.#table = "none";
    return this.#leaveRow("unknown");
  }

  /** Memory may only be missing below plain headings, or where the name says that it is a process. */
  #isPlainRow(row: Row): boolean {
    const isWhole = this.#scanner.lack !== "memory" && hasPlainUnit(row);
    return isWhole || this.#table === "plain" || isProgram(row);
  }

  #isRestOfList(bytes: Uint8Array, at: number, end: number, indent: number): boolean {
    const { listed } = this.#scanner;
    if (!this.#hasRow || this.#apart || listed === undefined || indent < this.#indent + leastIndentOfRest)
      return false;
    return this.#table === "blocks" ? !this.#block.find(bytes, at, end) : this.#table !== "plain";
  }

  #addToList(row: Row, at: number, end: number): LineKind {
    putList(row, at, end, this.#scanner.listed);
    this.#goesOn = row.bytes[end - 1] === ascii.comma;
    return "detail";
  }

  #readBlock(row: Row, at: number, end: number, indent: number): LineKind {
    const { bytes } = row;
    const block = this.#block;
    if (!block.find(bytes, at, end)) return "unknown";
    if (this.#opensBlock(bytes)) {
      row.set(field.process, block.valueFrom, block.valueTo);
      this.#keyHash = block.keyHash(bytes);
      this.#place = 1;
      this.#scanner.listed = undefined;
      this.#scanner.lack = "nothing";
      return this.#enterRow(indent, "blocks");
    }
    if (this.#table !== "blocks" || !this.#hasRow) return "unknown";
    this.#scanner.listed = block.put(row, this.#place++);
    return "detail";
  }

  #opensBlock(bytes: Uint8Array): boolean {
    const block = this.#block;
    if (block.valueFrom === block.valueTo) return false;
    if (this.#table === "blocks" && block.keyHash(bytes) === this.#keyHash) return true;
    return (
      block.isKnownFirst(bytes) || ((this.#table === "none" || this.#apart) && block.isFirstByValue(bytes))
    );
  }

  #readListing(row: Row, at: number, end: number, indent: number): LineKind {
    const { bytes } = row;
    const table = this.#table;
    const listed = table === "services" || table === "modules" ? table : undefined;
    const before = this.#scanner.listed;
    if (table !== "blocks" && this.#scanner.readListing(row, at, end, this.#pidEnd, listed)) {
      const inColumn = isInColumn(row, this.#pidEnd);
      const isBelowHeadings = table !== "none" && table !== "plain";
      if (isBelowHeadings ? isProgram(row) || inColumn : isProgram(row) && inColumn) {
        this.#enterRow(indent, "listing");
        this.#goesOn = bytes[end - 1] === ascii.comma;
        if (table === "plain") this.#table = "listing";
        return "row";
      }
    }
    this.#scanner.listed = before;
    row.clear(bytes);
    if (this.#goesOn && !this.#apart) return this.#addToList(row, at, end);
    if (table === "none" || table === "blocks" || !startsRow(bytes, at, end)) return this.#leaveTable();
    row.flaw("EV004", at, end);
    return "broken";
  }
}

/** `explorer.exe                  34`: a program, and room behind its name. */
function startsRow(bytes: Uint8Array, at: number, end: number): boolean {
  let to = at;
  while (to < end && !(isBlank(bytes[to]) && isBlank(bytes[to + 1]))) to++;
  return to < end && endsWithExe(bytes, at, to);
}
