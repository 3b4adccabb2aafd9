import { ascii, trimEnd } from "../../core/ascii.ts";
import type { Claim, Format } from "../../core/format.ts";
import { Row } from "../../core/row.ts";
import { onDemand } from "../onDemand.ts";
import { DelimitedLayouts } from "./delimitedLayout.ts";
import { DelimitedReader } from "./delimitedReader.ts";
import type { DelimitedTable } from "./delimitedTable.ts";
import { tellingNames } from "./tellingNames.ts";

/** The format that a table of columns describes. */
export function delimitedFormat(table: DelimitedTable): Format {
  const names = tellingNames(table.headers, table.defaults ? table.format.marks : []);
  return onDemand({ ...table.format, ...names }, () => readingOf(table));
}

function readingOf(table: DelimitedTable): Pick<Format, "claims" | "reader"> {
  const layouts = new DelimitedLayouts(table);
  const byDefault = new DelimitedReader(table, layouts);
  const scratch = new Row();
  return {
    claims(bytes, start, end): Claim {
      let from = start;
      while (from < end && bytes[from] === ascii.blank) from++;
      if (from === end) return "none";
      if (layouts.layoutOfHeader(bytes, from, trimEnd(bytes, from, end))) return "heading";
      if (layouts.defaults.length === 0) return "none";
      scratch.clear(bytes);
      const kind = byDefault.readByDefault(scratch, from, end);
      return kind === "row" || kind === "gap" ? "row" : "none";
    },
    reader: (state) => new DelimitedReader(table, layouts, state),
  };
}
