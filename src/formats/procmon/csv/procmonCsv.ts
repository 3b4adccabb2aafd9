import { ascii, isDigit } from "../../../core/ascii.ts";
import type { Claim, Format, LineReader } from "../../../core/format.ts";
import { Row } from "../../../core/row.ts";
import { onDemand } from "../../onDemand.ts";
import { operationMarks } from "../operations.ts";
import { csvLayout, layoutOfHeading } from "./csvColumns.ts";
import { ProcmonCsvReader } from "./procmonCsvReader.ts";

/** Process Monitor's events as CSV: as it saves them, as a spreadsheet saved them again, or copied from its window. */
export const procmonCsv: Format = onDemand(
  {
    id: "procmon.csv",
    family: "procmon",
    title: "Process Monitor (CSV)",
    reference: "https://learn.microsoft.com/en-us/sysinternals/downloads/procmon",
    vendor: "sysinternals",
    carries: ["time", "direction", "bytes", "pid", "process"],
    names: ["operation", "timeofday"],
    blanks: "kept",
    marks: operationMarks,
  },
  () => {
    const scratch = new Row();
    const headless = new ProcmonCsvReader();
    return {
      claims(bytes, start, end): Claim {
        let from = start;
        while (from < end && bytes[from] === ascii.blank) from++;
        if (mayBeTime(bytes, from)) {
          scratch.clear(bytes);
          return headless.readHeadless(scratch, from, end) === "row" ? "row" : "none";
        }
        return layoutOfHeading(bytes, start, end) ? "heading" : "none";
      },
      reader: (state) => new ProcmonCsvReader(state),
    };
  },
);

/** `8:55:07`, `"14:56:51`: what a row without a heading begins with. */
function mayBeTime(bytes: Uint8Array, from: number): boolean {
  const at = bytes[from] === ascii.quote ? from + 1 : from;
  return isDigit(bytes[at]) && (isMark(bytes[at + 1]) || (isDigit(bytes[at + 1]) && isMark(bytes[at + 2])));
}

function isMark(byte: number | undefined): boolean {
  return byte === ascii.colon || byte === ascii.dot;
}

/**
 * Reads events with these columns, one a line, of which no heading tells: the same reader as for CSV. Names are those
 * of `eventColumns`.
 */
export function procmonLineReader(columns: readonly string[]): LineReader {
  return new ProcmonCsvReader(`,${csvLayout(columns, ",").names.join()}`, "pictured");
}
