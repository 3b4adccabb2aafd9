import { decimal, hasWordAt, skipBlanks, skipWord, trimEnd } from "../../src/core/ascii.ts";
import { field } from "../../src/core/field.ts";
import type { Format, LineReader } from "../../src/core/format.ts";
import type { LineKind, Row } from "../../src/core/row.ts";

/**
 * The smallest format with everything that documents must cope with: a heading that rows count from, details
 * that belong to a row above, gaps and broken rows.
 *
 *     LINKS
 *     LINK 192.0.2.1 192.0.2.2 4711
 *       owner.exe
 *     LOST 3
 */
export const plainFormat: Format = {
  id: "plain.links",
  family: "netstat",
  title: "Links",
  reference: "https://example.com/links",
  vendor: "plain",
  carries: ["pid"],
  claims: (bytes, start, end) => {
    const at = skipBlanks(bytes, start, end);
    if (hasWordAt(bytes, at, end, "LINKS")) return "heading";
    return hasWordAt(bytes, at, end, "LINK ") ? "row" : "none";
  },
  reader: (state) => new PlainReader(state),
};

class PlainReader implements LineReader {
  /** Whether details may follow. */
  state: "" | "row";

  constructor(state = "") {
    this.state = state === "row" ? "row" : "";
  }

  read(bytes: Uint8Array, start: number, end: number, row: Row): LineKind {
    const at = skipBlanks(bytes, start, end);
    if (at === end) return "ignorable";
    if (hasWordAt(bytes, at, end, "LINKS")) return this.#after("", "heading");
    if (hasWordAt(bytes, at, end, "LINK ")) return this.#after("row", readLink(bytes, at + 5, end, row));
    if (hasWordAt(bytes, at, end, "LOST ")) {
      row.set(field.lost, at + 5, trimEnd(bytes, at + 5, end));
      return this.#after("", "gap");
    }
    if (at === start || this.state === "") return this.#after("", "unknown");
    row.set(field.process, at, trimEnd(bytes, at, end));
    return "detail";
  }

  #after(state: "" | "row", kind: LineKind): LineKind {
    this.state = state;
    return kind;
  }
}

function readLink(bytes: Uint8Array, start: number, end: number, row: Row): LineKind {
  let at = start;
  for (const index of [field.sourceAddress, field.destinationAddress, field.pid]) {
    const from = skipBlanks(bytes, at, end);
    at = skipWord(bytes, from, end);
    if (from < at) row.set(index, from, at);
  }
  const [from, to] = row.has(field.pid) ? [row.from[field.pid]!, row.to[field.pid]!] : [start, end];
  const isPid = row.has(field.pid) && !Number.isNaN(decimal(bytes, from, to));
  if (!isPid) row.flaw("NET015", from, to);
  return isPid ? "row" : "broken";
}
