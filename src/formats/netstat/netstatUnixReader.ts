import { ascii, skipBlanks, trimEnd } from "../../core/ascii.ts";
import type { LineReader } from "../../core/format.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { isUnixConsoleLine } from "../cells/unixConsole.ts";
import { isOtherRow, opensOtherLines, opensOtherTable, translatedTitle } from "./netstatUnixWords.ts";
import type { SocketTable } from "./socketTable.ts";

/** No row is longer; a longer line is read only so far. In bytes. */
export const longestLine = 4096;

/** What stands above the next line. */
const places = [
  ["-", "nothing"],
  ["h", "heading"],
  ["r", "row"],
  ["s", "sockets"],
  ["o", "other table"],
] as const satisfies readonly (readonly [letter: string, place: string])[];
type Place = (typeof places)[number][1];

/** Reads what netstat of any Unix prints: the table of sockets, and beside it what is no connection. */
export class NetstatUnixReader implements LineReader {
  readonly #table: SocketTable;
  #place: Place = "nothing";

  constructor(table: SocketTable, state: string) {
    this.#table = table;
    if (state === "") return;
    this.#place = places.find(([letter]) => letter === state[0])?.[1] ?? "nothing";
    this.#table.state = state.slice(1);
  }

  /** As in `r` and what the table remembers. */
  get state(): string {
    const letter = places.find(([, place]) => place === this.#place)?.[0] ?? "-";
    return `${letter}${this.#table.state}`;
  }

  read(bytes: Uint8Array, start: number, lineEnd: number, row: Row): LineKind {
    const end = Math.min(lineEnd, start + longestLine);
    row.clear(bytes);
    const reading = this.#table.read(row, start, end);
    if (reading !== "none") {
      this.#place = reading === "row" ? "row" : "sockets";
      return reading === "row" ? "row" : "broken";
    }
    const kind = this.#readOther(bytes, start, end, row);
    if (this.#place === "row") this.#place = "sockets";
    return kind;
  }

  #readOther(bytes: Uint8Array, start: number, lineEnd: number, row: Row): LineKind {
    const at = skipBlanks(bytes, start, lineEnd);
    const end = trimEnd(bytes, at, lineEnd);
    if (at === end) return this.#endOther();
    row.clear(bytes);
    if (this.#place === "row" && this.#table.readRest(row, at, end)) {
      row.flaw("EV016", at, end);
      return "detail";
    }
    if (this.#table.readHeading(bytes, at, end)) return this.#enter("heading", "heading");
    const title = this.#place === "nothing" ? "none" : translatedTitle(bytes, at, end);
    if (title === "sockets") return this.#enter("heading", "heading");
    if (title === "other" || opensOtherTable(bytes, at, end)) return this.#enterOther();
    if (opensOtherLines(bytes, at, end)) return this.#enter("other table", "ignorable");
    if (isUnixConsoleLine(bytes, at, end)) return this.#enter("nothing", "ignorable");
    const isBelow = this.#place === "other table" && bytes[at] !== ascii.hash;
    return isBelow || isOtherRow(bytes, at, end) ? "ignorable" : "unknown";
  }

  /** A blank line ends another table: what follows in a note is not of it. */
  #endOther(): LineKind {
    if (this.#place === "other table") this.#place = "sockets";
    return "ignorable";
  }

  #enter(place: Place, kind: LineKind): LineKind {
    this.#place = place;
    return kind;
  }

  /** Other tables belong to the sockets above them; where none are above, they are what was captured. */
  #enterOther(): LineKind {
    return this.#enter("other table", this.#place === "nothing" ? "heading" : "ignorable");
  }
}
