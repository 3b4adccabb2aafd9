import type { Claim, Format } from "../../core/format.ts";
import { Row } from "../../core/row.ts";
import { keyOfMark } from "./keyMarks.ts";
import { KeyValueReader, type OwnReadingOf } from "./keyValueReader.ts";
import type { KeyValueTable } from "./keyValueTable.ts";

const nothing: OwnReadingOf = () => ({});

/** Makes a format of its table, and of what it reads beside its pairs. */
export function keyValueFormat(table: KeyValueTable, ownOf: OwnReadingOf = nothing): Format {
  const { id, family, title, reference, vendor, carries } = table;
  const marks = table.words ?? table.known.map(([mark = ""]) => keyOfMark(mark) + table.syntax.assign);
  let claimant: KeyValueReader | undefined;
  const row = new Row();
  const claims = (bytes: Uint8Array, start: number, end: number): Claim => {
    claimant ??= new KeyValueReader(table, ownOf);
    row.clear(bytes);
    claimant.state = "";
    const kind = claimant.read(bytes, start, end, row);
    return kind === "row" || kind === "broken" ? "row" : "none";
  };
  const reader = (state?: string) => new KeyValueReader(table, ownOf, state);
  return { id, family, title, reference, vendor, carries, marks, claims, reader };
}
