import { ascii, isLetter, skipBlanks } from "../../core/ascii.ts";
import type { Format } from "../../core/format.ts";
import { keyValueFormat } from "../keyValues/keyValueFormat.ts";
import type { KeyValueTable } from "../keyValues/keyValueTable.ts";
import { checkpointTable } from "./checkpointKeys.ts";
import { checkpointReading } from "./checkpointReading.ts";
import { readFwLogHead } from "./fwLogHead.ts";

const carries: KeyValueTable["carries"] = [
  "time",
  "year",
  "zone",
  "direction",
  "bytes",
  "interface",
  "rule",
  "nat",
];

/** `key:"value"; ` in brackets, and `fw log`, which has neither brackets nor quotes. */
const colons: KeyValueTable = {
  ...checkpointTable,
  id: "checkpoint.fw1",
  title: "Check Point (syslog of the Log Exporter, fw log)",
  reference: "https://support.checkpoint.com/results/sk/sk122323",
  carries,
  syntax: { assign: ":", between: ";[]" },
  known: [...checkpointTable.known, ["rule", "src"]],
};

/** RFC 5424's structured data, and pairs of quoted values behind semicolons. */
const structured: KeyValueTable = {
  ...checkpointTable,
  id: "checkpoint.structured",
  title: "Check Point (RFC 5424 structured data)",
  reference: "https://support.checkpoint.com/results/sk/sk122323",
  carries,
  syntax: { assign: "=", between: " ,[]" },
};

/** OPSEC LEA, and the Log Exporter's forms for Splunk and others. */
const pipes: KeyValueTable = {
  ...checkpointTable,
  id: "checkpoint.lea",
  title: "Check Point (LEA, and the Log Exporter's form for Splunk)",
  reference: "https://support.checkpoint.com/results/sk/sk122323",
  carries,
  syntax: { assign: "=", between: "|" },
};

/** The ways in which Check Point's logs are written; the fields are the same. */
export const checkpointFormats: readonly Format[] = [
  keyValueFormat(
    colons,
    checkpointReading((row, from, end, start) => {
      const bracket = bracketOfPairs(row.bytes, start, end, ascii.colon);
      return 0 <= bracket ? bracket : readFwLogHead(row, from, end);
    }),
  ),
  keyValueFormat(structured, (numberOf) => {
    let between = "";
    const reading = checkpointReading((row, from, end, start) => {
      const bracket = bracketOfPairs(row.bytes, start, end, ascii.equals);
      const pairs = 0 <= bracket ? bracket : from;
      between = separatorOf(row.bytes, pairs, end);
      return pairs;
    })(numberOf);
    return { ...reading, between: () => between };
  }),
  keyValueFormat(
    pipes,
    checkpointReading((_row, from) => from),
  ),
];

const farthestBracket = 300;

/**
 * Behind the bracket that the first pair follows; -1 where there is none. Structured data has an id in front of it.
 *
 *     [action:"Accept"; …        [sd@2620 action="Accept" …
 *      └                                  └
 */
function bracketOfPairs(bytes: Uint8Array, start: number, end: number, assign: number): number {
  const last = Math.min(end, start + farthestBracket);
  for (let at = start; at < last; at++) {
    if (bytes[at] !== ascii.leftBracket || !isLetter(bytes[at + 1])) continue;
    let to = at + 1;
    while (to < last && bytes[to] !== assign && bytes[to] !== ascii.rightBracket) to++;
    if (bytes[to] === assign && bytes[to + 1] === ascii.quote) return at + 1;
  }
  return -1;
}

/** Semicolons, or blanks; where no value is quoted, blanks may stand in values too. */
function separatorOf(bytes: Uint8Array, from: number, end: number): string {
  let isQuoted = false;
  let hasQuotes = false;
  for (let at = from; at < end; at++) {
    if (bytes[at] === ascii.quote) {
      isQuoted = !isQuoted;
      hasQuotes = true;
    } else if (bytes[at] === semicolon && !isQuoted && isKeyAt(bytes, at + 1, end)) return ";[]";
  }
  return hasQuotes ? structured.syntax.between : "next-key";
}

function isKeyAt(bytes: Uint8Array, from: number, end: number): boolean {
  let at = skipBlanks(bytes, from, end);
  while (at < end && (isLetter(bytes[at]) || bytes[at] === ascii.underscore || bytes[at] === ascii.slash))
    at++;
  return bytes[at] === ascii.equals;
}

const semicolon = 0x3b;
