import type { Claim, Format } from "../../core/format.ts";
import { Row } from "../../core/row.ts";
import { KeyValueReader, type OwnReadingOf } from "./keyValueReader.ts";
import type { KeyValueTable } from "./keyValueTable.ts";

/** How far into a line the first pair may begin, behind all that syslog and relays put there. */
const longestLead = 300;
/** One of so many keys has to be known: others may have put theirs in front. */
const firstKeys = 4;

const nothing: OwnReadingOf = () => ({});

/** Makes a format of its table, and of what it reads beside its pairs. */
export function keyValueFormat(table: KeyValueTable, ownOf: OwnReadingOf = nothing): Format {
  const { id, family, title, reference, vendor, carries } = table;
  let claimant: KeyValueReader | undefined;
  const row = new Row();
  const claims = (bytes: Uint8Array, start: number, end: number): Claim => {
    claimant ??= new KeyValueReader(table, ownOf);
    if (!claimant.pairs.startsKnown(bytes, start, Math.min(end, start + longestLead), firstKeys))
      return "none";
    row.clear(bytes);
    claimant.state = "";
    const kind = claimant.read(bytes, start, end, row);
    return kind === "row" || kind === "broken" ? "row" : "none";
  };
  const reader = (state?: string) => new KeyValueReader(table, ownOf, state);
  return { id, family, title, reference, vendor, carries, claims, reader };
}
