import { ascii, isDigit, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Claim, Format, LineReader } from "../../core/format.ts";
import { textOf } from "../../core/lineBytes.ts";
import { type LineKind, Row } from "../../core/row.ts";
import { RewrittenBytes, unescapedText } from "../cells/rewrittenBytes.ts";
import { mayBeJson } from "../json/jsonReader.ts";
import { JsonTokens } from "../json/jsonTokens.ts";
import { readFlowTuple } from "./flowTuple.ts";

/** NSG flow logs of versions 1 and 2, and virtual network flow logs. */
export const azureFlow: Format = {
  id: "azure.flow",
  family: "fwlog",
  title: "Azure NSG and virtual network flow logs (JSON)",
  reference: "https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview#log-format",
  vendor: "azure",
  carries: ["time", "year", "zone", "direction", "bytes", "state", "rule"],
  claims: claimOf,
  reader: (state) => new AzureFlowReader(state),
};

/** Bytes in which a document shows what it is. */
const mostOfClaim = 1 << 13;
const tellingValues: ReadonlySet<string> = new Set([
  "NetworkSecurityGroupFlowEvent",
  "NetworkSecurityGroupFlowEvents",
  "FlowLogFlowEvent",
]);
const scratch = new Row();
const claimed = new JsonTokens();

function claimOf(bytes: Uint8Array, start: number, lineEnd: number): Claim {
  let from = start;
  while (from < lineEnd && bytes[from]! <= ascii.blank) from++;
  if (from === lineEnd || !mayBeJson(bytes, from, lineEnd)) return "none";
  claimed.start(bytes, from, Math.min(lineEnd, from + mostOfClaim));
  for (let token = claimed.next(); token !== "end"; token = claimed.next()) {
    if (token === "key" && isFlowTuples(bytes, claimed)) return "row";
    if (token !== "string") continue;
    if (isTuple(scratch, bytes, claimed)) return "row";
    if (tellingValues.has(textOf(bytes, claimed.from, Math.min(claimed.to, claimed.from + 40)))) return "row";
  }
  return "none";
}

function isFlowTuples(bytes: Uint8Array, { from, to }: JsonTokens): boolean {
  return to - from === flowTuples.length && textOf(bytes, from, to) === flowTuples;
}

const flowTuples = "flowTuples";
const rule = "rule";

function isTuple(row: Row, bytes: Uint8Array, { from, to, hasEscapes }: JsonTokens): boolean {
  if (!isDigit(bytes[from]) || (hasEscapes && bytes.subarray(from, to).includes(ascii.backslash)))
    return false;
  row.clear(bytes);
  return readFlowTuple(row, from, to);
}

/** Every whole tuple is a row, also of a document that was cut off. The rule above it is the state. */
class AzureFlowReader implements LineReader {
  readonly #tokens = new JsonTokens();
  readonly #rewritten = new RewrittenBytes();
  #bytes: Uint8Array = new Uint8Array(0);
  #rule: string;
  /** Where the rule stands on the line that is read; -1 where it stands above. */
  #ruleFrom = -1;
  #ruleTo = -1;

  constructor(state = "") {
    this.#rule = state;
  }

  get state(): string {
    return this.#rule;
  }

  read(bytes: Uint8Array, start: number, lineEnd: number, row: Row): LineKind {
    let from = start;
    while (from < lineEnd && bytes[from]! <= ascii.blank) from++;
    const end = trimEnd(bytes, from, lineEnd);
    if (from === end) return "ignorable";
    if (!mayBeJson(bytes, from, end)) return "unknown";
    this.#bytes = bytes;
    this.#ruleFrom = -1;
    this.#tokens.start(bytes, from, end);
    if (this.more(row)) return "row";
    row.clear(bytes);
    return "ignorable";
  }

  more(row: Row): boolean {
    const tokens = this.#tokens;
    for (let token = tokens.next(); token !== "end"; token = tokens.next()) {
      if (token === "key" && this.#isRule()) this.#readRule();
      else if (token === "string" && isTuple(row, this.#bytes, tokens)) {
        this.#putRule(row);
        return true;
      }
    }
    return false;
  }

  #isRule(): boolean {
    const { from, to } = this.#tokens;
    return to - from === rule.length && textOf(this.#bytes, from, to) === rule;
  }

  #readRule(): void {
    const tokens = this.#tokens;
    if (tokens.next() !== "string") return;
    this.#ruleFrom = tokens.from;
    this.#ruleTo = tokens.to;
    this.#rule = unescapedText(this.#bytes, tokens.from, Math.min(tokens.to, tokens.from + longestRule));
  }

  /** A rule that stands on a line above comes in bytes of its own. */
  #putRule(row: Row): void {
    if (this.#rule === "") return;
    const isPrinted = 0 <= this.#ruleFrom && this.#rule.length === this.#ruleTo - this.#ruleFrom;
    if (isPrinted) {
      row.set(field.rule, this.#ruleFrom, this.#ruleTo);
      return;
    }
    const { from, to } = this.#tokens;
    this.#rewritten.take(row, from, to);
    this.#rewritten.setText(row, field.rule, this.#rule, { start: to, end: to });
  }
}

const longestRule = 256;
