import { hasWordAt, isDigit, skipBlanks, trimEnd } from "../../core/ascii.ts";
import type { Claim, Format } from "../../core/format.ts";
import { type LineKind, Row } from "../../core/row.ts";
import { RewrittenBytes } from "../cells/rewrittenBytes.ts";
import { type FlowCounters, NfdumpFlow } from "./nfdumpFlow.ts";

export const nfdump: Format = {
  id: "nfdump.text",
  family: "fwlog",
  title: "nfdump -o line, long, extended, biline (NetFlow, IPFIX)",
  reference: "https://github.com/phaag/nfdump/blob/master/man/nfdump.1",
  vendor: "nfdump",
  carries: ["time", "year", "bytes", "nat"],
  marks: ["->", "Addr:Port"],
  claims: claimOf,
  reader(state = "") {
    const flow = new NfdumpFlow(new RewrittenBytes());
    let counters: FlowCounters = state === "in" ? "in" : "out";
    return {
      get state() {
        return counters === "in" ? counters : "";
      },
      read(bytes, start, lineEnd, row): LineKind {
        const from = skipBlanks(bytes, start, lineEnd);
        const end = trimEnd(bytes, from, lineEnd);
        if (from === end) return "ignorable";
        const header = countersOfHeader(bytes, from, end);
        counters = header ?? counters;
        if (header) return "heading";
        if (isRemark(bytes, from, end)) return "ignorable";
        return flow.read(row, from, end, counters) ? "row" : "unknown";
      },
    };
  },
};

const upperD = 0x44;
const scratch = new Row();
const claimed = new NfdumpFlow(new RewrittenBytes());

function claimOf(bytes: Uint8Array, start: number, lineEnd: number): Claim {
  const from = skipBlanks(bytes, start, lineEnd);
  if (from === lineEnd) return "none";
  if (bytes[from] === upperD)
    return countersOfHeader(bytes, from, trimEnd(bytes, from, lineEnd)) ? "heading" : "none";
  if (!isDigit(bytes[from])) return "none";
  scratch.clear(bytes);
  return claimed.read(scratch, from, trimEnd(bytes, from, lineEnd), "out") ? "row" : "none";
}

/** Which way's counters come first where a row has both; a header of statistics is none. */
function countersOfHeader(bytes: Uint8Array, from: number, end: number): FlowCounters | undefined {
  if (!hasWordAt(bytes, from, end, "Date ") || longestHeader < end - from) return undefined;
  const ends = placeOf(bytes, from, end, "Dst IP Addr:Port");
  if (ends < 0 || placeOf(bytes, from, end, "Src IP Addr:Port") < 0) return undefined;
  const [ins, outs] = [placeOf(bytes, ends, end, "In "), placeOf(bytes, ends, end, "Out ")];
  return 0 <= ins && ins < outs ? "in" : "out";
}

const longestHeader = 1000;

function placeOf(bytes: Uint8Array, from: number, end: number, word: string): number {
  for (let at = from; at < end; at++) if (hasWordAt(bytes, at, end, word)) return at;
  return -1;
}

const remarks = [
  "Summary:",
  "Time window:",
  "Total flows",
  "Total records",
  "Sys:",
  "Top ",
  "Aggregated flows",
  "No match",
];

function isRemark(bytes: Uint8Array, from: number, end: number): boolean {
  return remarks.some((remark) => hasWordAt(bytes, from, end, remark));
}
