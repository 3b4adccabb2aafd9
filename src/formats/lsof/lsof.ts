import { hasWordAt, skipBlanks, trimEnd } from "../../core/ascii.ts";
import type { Claim, Format, LineReader } from "../../core/format.ts";
import { type LineKind, Row } from "../../core/row.ts";
import { isUnixConsoleLine } from "../cells/unixConsole.ts";
import { isLsofHeading, LsofScanner } from "./lsofRow.ts";

/** Files that a process has open; of these, those that are internet sockets. */
export const lsof: Format = {
  id: "lsof.unix",
  family: "netstat",
  title: "lsof",
  reference: "https://lsof.readthedocs.io/en/stable/manpage/",
  vendor: "unix",
  carries: ["pid", "process", "state"],
  marks: ["IPv4", "IPv6", "inet", "COMMAND"],
  claims: claimOf,
  reader: (state = "") => new LsofReader(state),
};

/** No row is longer; a longer line is read only so far. In bytes. */
const longestLine = 8192;

const claimant = new LsofScanner();
const claimed = new Row();

function claimOf(bytes: Uint8Array, start: number, lineEnd: number): Claim {
  const end = Math.min(lineEnd, start + longestLine);
  claimed.clear(bytes);
  claimant.hasParent = false;
  if (claimant.read(claimed, start, end)) return "row";
  return isLsofHeading(bytes, skipBlanks(bytes, start, end), end) ? "heading" : "none";
}

class LsofReader implements LineReader {
  readonly #scanner = new LsofScanner();

  constructor(state: string) {
    this.#scanner.hasParent = state === "p";
  }

  /** Whether the heading names a column for the parent's PID. */
  get state(): string {
    return this.#scanner.hasParent ? "p" : "-";
  }

  read(bytes: Uint8Array, start: number, lineEnd: number, row: Row): LineKind {
    const end = Math.min(lineEnd, start + longestLine);
    row.clear(bytes);
    if (this.#scanner.read(row, start, end)) return "row";
    const at = skipBlanks(bytes, start, end);
    if (isLsofHeading(bytes, at, end)) {
      this.#scanner.readHeading(bytes, at, end);
      return "heading";
    }
    const isKnown =
      at === end ||
      this.#scanner.isOtherFile(bytes, at, end) ||
      isUnixConsoleLine(bytes, at, trimEnd(bytes, at, end)) ||
      hasWordAt(bytes, at, end, "Output information may be incomplete");
    return isKnown ? "ignorable" : "unknown";
  }
}
