import { ascii, hasWordAt, isDigit, isLetter } from "../../core/ascii.ts";
import type { Format } from "../../core/format.ts";
import { syslogFormat } from "../syslog/syslogMessages.ts";
import { readFilterlog } from "./filterlogMessage.ts";

export const filterlog: Format = syslogFormat(
  {
    id: "pfsense.filterlog",
    family: "fwlog",
    title: "pfSense and OPNsense filter log",
    reference: "https://docs.netgate.com/pfsense/en/latest/monitoring/raw-filter-log-format.html",
    vendor: "pfsense",
    carries: ["time", "direction", "bytes", "interface", "rule"],
    marks: [",in,", ",out,", ",in/out,"],
    directionOf: "interface",
  },
  { find: findFilterlog, read: readFilterlog },
);

/** Fields before the direction, each with a comma behind it. */
const fieldsBefore = 7;

/**
 * By the direction and the version of IP, which stand at one place in every line:
 *
 *     … filterlog[72237]: 146,,,1535324496,igb1.12,match,block,in,4,0x0,,63,…
 *                         └ begins here                       └─┘
 */
function findFilterlog(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    if (bytes[at] !== ascii.comma) continue;
    const next = bytes[at + 1];
    if (next !== 0x69 && next !== 0x6f) continue;
    if (!hasWordAt(bytes, at, end, ",in,") && !hasWordAt(bytes, at, end, ",out,")) {
      if (!hasWordAt(bytes, at, end, ",in/out,")) continue;
    }
    const from = isLetter(bytes[at - 1]) ? messageStart(bytes, start, at) : -1;
    if (0 <= from) return from;
  }
  return -1;
}

/** Where the number of the rule begins, seven commas back with the one at `at`; -1 where it is something else. */
function messageStart(bytes: Uint8Array, start: number, at: number): number {
  let commas = 1;
  let from = at;
  while (start < from && commas < fieldsBefore) {
    from--;
    if (bytes[from] === ascii.comma) commas++;
    else if (bytes[from]! <= ascii.blank) break;
  }
  // The loop stops on the comma behind the rule's number, or before the line.
  while (start < from && isDigit(bytes[from - 1])) from--;
  return commas === fieldsBefore && isDigit(bytes[from]) ? from : -1;
}
