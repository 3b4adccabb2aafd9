import { skipBlanks, trimEnd } from "../../core/ascii.ts";
import type { Claim, Format } from "../../core/format.ts";
import { Row } from "../../core/row.ts";
import { tellingNames } from "../delimited/tellingNames.ts";
import { onDemand } from "../onDemand.ts";
import { TableHeadings } from "./tableHeading.ts";
import { TableReader } from "./tableReader.ts";
import type { TextTable } from "./textTable.ts";

/** No row by which a format is known is longer, in bytes. */
const longestClaim = 4096;

/** The format that a table with headings describes. */
export function tableFormat(table: TextTable): Format {
  const names = tellingNames(table.headings, table.defaults ? table.format.marks : []);
  return onDemand({ ...table.format, ...names }, () => readingOf(table));
}

function readingOf(table: TextTable): Pick<Format, "claims" | "reader"> {
  const headings = new TableHeadings(table);
  const byDefault = new TableReader(table, headings);
  const scratch = new Row();
  return {
    claims(bytes, start, lineEnd): Claim {
      const end = trimEnd(bytes, start, Math.min(lineEnd, start + longestClaim));
      const at = skipBlanks(bytes, start, end);
      if (at === end) return "none";
      if (headings.find(bytes, start, end)) return "heading";
      if (!table.defaults) return "none";
      scratch.clear(bytes);
      return byDefault.readByDefault(scratch, at, end) === "row" ? "row" : "none";
    },
    reader: (state) => new TableReader(table, headings, state),
  };
}
