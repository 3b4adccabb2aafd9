import { ascii, hasWordAt, skipBlanks, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Claim, Format, LineReader } from "../../core/format.ts";
import { textOf } from "../../core/lineBytes.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { foldedName } from "../delimited/foldedName.ts";
import { type FieldUse, putValue } from "../words/fieldUse.ts";

/** Of the properties that are read; wmic sorts them by name, and writes the host in front. */
const uses: Readonly<Record<string, FieldUse>> = {
  node: "host",
  caption: "process",
  commandline: "commandLine",
  creationdate: "started",
  executablepath: "executable",
  name: "process",
  parentprocessid: "parentPid",
  processid: "pid",
  sessionid: "sessionNumber",
};

/** The properties that may have commas of their own. */
const wide: readonly string[] = ["commandline", "executablepath", "caption"];

/** `wmic … /format:csv`: neither quotes nor escapes, so that a command line with commas has more cells than a name. */
export const wmicCsv: Format = {
  id: "wmicCsv",
  family: "tasklist",
  title: "wmic process /format:csv",
  reference: "https://learn.microsoft.com/windows/win32/wmisdk/wmic",
  vendor: "windows",
  carries: ["pid", "process"],
  marks: ["Node,"],
  claims: (bytes, start, end): Claim => (isHeader(bytes, start, end) ? "heading" : "none"),
  reader: (state) => new WmicCsvReader(state),
};

const longestHeader = 2000;
const longestLine = 1 << 15;
const mostCells = 512;

function isHeader(bytes: Uint8Array, start: number, end: number): boolean {
  if (!hasWordAt(bytes, start, end, "Node,") || longestHeader < end - start) return false;
  return namesOf(textOf(bytes, start, end)).includes("processid");
}

function namesOf(header: string): readonly string[] {
  return header.split(",").map(foldedName);
}

class WmicCsvReader implements LineReader {
  /** The header's names. */
  #names: readonly string[];
  readonly #starts = new Int32Array(mostCells + 1);

  constructor(state = "") {
    this.#names = state === "" ? [] : state.split(",");
  }

  get state(): string {
    return this.#names.join();
  }

  read(bytes: Uint8Array, start: number, wholeEnd: number, row: Row): LineKind {
    const end = trimEnd(bytes, start, Math.min(wholeEnd, start + longestLine));
    const at = skipBlanks(bytes, start, end);
    if (at === end) return "ignorable";
    if (isHeader(bytes, at, end)) {
      this.#names = namesOf(textOf(bytes, at, end));
      return "heading";
    }
    const cells = this.#split(bytes, at, end);
    if (this.#names.length === 0 || cells < this.#names.length || mostCells < cells) return "unknown";
    this.#put(row, cells - this.#names.length);
    if (row.has(field.pid) && !Number.isNaN(row.number(field.pid))) return "row";
    row.clear(bytes);
    return "unknown";
  }

  /** How many cells there are; one more than can be read at the most. */
  #split(bytes: Uint8Array, at: number, end: number): number {
    let cells = 1;
    this.#starts[0] = at;
    for (let i = at; i < end && cells < mostCells; i++)
      if (bytes[i] === ascii.comma) this.#starts[cells++] = i + 1;
    this.#starts[cells] = end + 1;
    return cells;
  }

  /** What is more than the names goes to the first property that may have commas. */
  #put(row: Row, more: number): void {
    const widest = this.#names.findIndex((name) => wide.includes(name));
    for (let i = 0; i < this.#names.length; i++) {
      const use = uses[this.#names[i]!];
      const first = widest < i ? i + more : i;
      const last = widest <= i ? i + more : i;
      if (use) putValue(row, use, this.#starts[first]!, this.#starts[last + 1]! - 1, { absent: [] });
    }
    row.subject = "process";
  }
}
