import { ascii } from "../../core/ascii.ts";
import type { Claim, Format } from "../../core/format.ts";
import { textOf } from "../../core/lineBytes.ts";
import { onDemand } from "../onDemand.ts";
import { JsonKeys } from "./jsonKeys.ts";
import { type JsonLayout, JsonReader, jsonStart } from "./jsonReader.ts";
import { JsonRecords } from "./jsonRecords.ts";
import type { JsonTable } from "./jsonTable.ts";
import { JsonTokens } from "./jsonTokens.ts";

/** Bytes in which a document's first record shows what it is. */
const mostOfClaim = 1 << 13;

/** The format that a table of keys describes. */
export function jsonFormat(table: JsonTable): Format {
  const marks = [...(table.format.marks ?? []), ...table.tellingKeys.map((key) => `"${key}"`)];
  return onDemand({ ...table.format, readsAbove: true, marks }, () => readingOf(table));
}

function readingOf(table: JsonTable): Pick<Format, "claims" | "reader"> {
  const layout = layoutOf(table);
  const records = new JsonRecords(layout.keys, layout.wanted);
  const telling = new Set(table.tellingKeys);
  return {
    claims(bytes, start, end): Claim {
      const from = jsonStart(bytes, start, end);
      if (from < 0 || from === end) return "none";
      const to = Math.min(end, from + mostOfClaim);
      if (bytes[from] === ascii.quote && tells(bytes, from, to, telling)) return "heading";
      records.clear();
      records.start(bytes, from, to);
      return records.next(bytes) === "record" || records.isKnown ? "row" : "none";
    },
    reader: (state) => new JsonReader(layout, state),
  };
}

const tokens = new JsonTokens();

/** Whether a line of a document over many lines begins with one of these keys. */
function tells(bytes: Uint8Array, from: number, to: number, telling: ReadonlySet<string>): boolean {
  tokens.start(bytes, from, to);
  return tokens.next() === "key" && telling.has(textOf(bytes, tokens.from, tokens.to));
}

function layoutOf(table: JsonTable): JsonLayout {
  const marked = [...new Set(table.records.flat())];
  const paths = {
    all: [...new Set([...Object.keys(table.keys), ...marked])],
    use: (path: string) => table.keys[path],
    mark: (path: string) => (marked.includes(path) ? 1 << marked.indexOf(path) : 0),
  };
  const wanted = table.records.map((list) => list.reduce((marks, path) => marks | paths.mark(path), 0));
  return { table, keys: new JsonKeys(paths), wanted };
}
