import { hasWordAt, isBlank, skipBlanks, trimEnd } from "../../core/ascii.ts";
import type { LineReader } from "../../core/format.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { isUnixConsoleLine } from "../cells/unixConsole.ts";
import { headingOf, type SsColumns, transportAskedFor } from "./ssHeading.ts";
import { isOtherSocket, SsScanner } from "./ssRow.ts";
import { readSsTail } from "./ssTail.ts";

/** A socket may have many users; what is longer is read only so far. In bytes. */
export const longestLine = 65_536;

const columnLetters: readonly (readonly [letter: string, columns: SsColumns])[] = [
  ["-", "any"],
  ["b", "netid state"],
  ["n", "netid"],
  ["s", "state"],
  ["q", "none"],
];

/** What `ss -s` prints, and what `-i` and others print below a row, by how it begins. */
const summary = ["Total:", "TCP:", "Transport Total", "RAW\t", "UDP\t", "TCP\t", "INET\t", "FRAG\t", "*\t"];

export class SsReader implements LineReader {
  readonly #scanner = new SsScanner();
  #columns: SsColumns = "any";
  #below: "row" | "other" = "other";

  constructor(state: string) {
    if (state === "") return;
    this.#columns = columnLetters.find(([letter]) => letter === state[0])?.[1] ?? "any";
    this.#scanner.transport = state[1] === "t" ? "tcp" : state[1] === "u" ? "udp" : undefined;
    this.#below = state[2] === "r" ? "row" : "other";
  }

  /** As in `sur`: a table with states alone, of UDP, and a row above. */
  get state(): string {
    const columns = columnLetters.find(([, columns]) => columns === this.#columns)?.[0] ?? "-";
    return `${columns}${this.#scanner.transport?.[0] ?? "-"}${this.#below === "row" ? "r" : "-"}`;
  }

  read(bytes: Uint8Array, start: number, lineEnd: number, row: Row): LineKind {
    const end = Math.min(lineEnd, start + longestLine);
    row.clear(bytes);
    const reading = this.#scanner.read(row, start, end, this.#columns);
    if (reading !== "none") {
      this.#below = reading === "row" ? "row" : "other";
      return reading === "row" ? "row" : "broken";
    }
    row.clear(bytes);
    const at = skipBlanks(bytes, start, end);
    if (at < end) return this.#readOther(row, start, at, trimEnd(bytes, at, end));
    this.#below = "other";
    return "ignorable";
  }

  #readOther(row: Row, start: number, at: number, end: number): LineKind {
    const { bytes } = row;
    if (this.#below === "row" && isDetail(bytes, start, at, end))
      return readSsTail(row, at, end) ? "detail" : "ignorable";
    this.#below = "other";
    const columns = headingOf(bytes, at, end);
    if (columns !== undefined) return this.#enterHeading(columns);
    if (isUnixConsoleLine(bytes, at, end)) {
      this.#columns = "any";
      this.#scanner.transport = transportAskedFor(bytes, at, end);
      return "ignorable";
    }
    const isKnown = isOtherSocket(bytes, at, end) || summary.some((word) => hasWordAt(bytes, at, end, word));
    return isKnown ? "ignorable" : "unknown";
  }

  /** The command above the heading may have said the transport already. */
  #enterHeading(columns: SsColumns): LineKind {
    if (this.#columns !== "any") this.#scanner.transport = undefined;
    this.#columns = columns;
    return "heading";
  }
}

/** Details stand behind a tab, or begin with a word of theirs where a narrow terminal broke the row. */
function isDetail(bytes: Uint8Array, start: number, at: number, end: number): boolean {
  const isIndented = start < at && isBlank(bytes[start]) && !hasWordAt(bytes, at, end, "Netid");
  return isIndented || detailStarts.some((word) => hasWordAt(bytes, at, end, word));
}

const detailStarts = [
  "users:((",
  "timer:(",
  "uid:",
  "ino:",
  "sk:",
  "cgroup:",
  "skmem:(",
  "cubic ",
  "bbr ",
  "reno ",
];
