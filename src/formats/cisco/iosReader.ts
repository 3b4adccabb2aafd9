import { decimal, hasWordAt, isDigit, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { LineReader } from "../../core/format.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { ByteMemo } from "../cells/byteMemo.ts";
import { readLoss } from "../syslog/syslogGap.ts";
import type { FieldUse } from "../words/fieldUse.ts";
import { CiscoHead } from "./ciscoHead.ts";
import { CiscoMark } from "./ciscoMark.ts";
import { type PairUses, readPairs } from "./ciscoPairs.ts";
import { portsOf } from "./ciscoTransport.ts";
import { readAccessList } from "./iosAccess.ts";
import { readInspected } from "./iosInspect.ts";
import { setPackets } from "./iosPackets.ts";

/** One kind of message, told by what its name begins or ends with. */
interface IosMessage {
  readonly name: string;
  readonly place: "start" | "within";
  readonly read: (row: Row, from: number, end: number) => boolean;
}

/** NX-OS. https://www.cisco.com/c/en/us/support/docs/switches/nexus-7000-series-switches/118907-configure-nx7k-00.html */
const flowUses: PairUses = new Map<string, FieldUse>([
  ["src ip", "sourceAddress"],
  ["dst ip", "destinationAddress"],
  ["source ip", "sourceAddress"],
  ["destination ip", "destinationAddress"],
  ["src port", "sourcePort"],
  ["dst port", "destinationPort"],
  ["source port", "sourcePort"],
  ["destination port", "destinationPort"],
  ["src intf", "ingress"],
  ["source interface", "ingress"],
  ["protocol", "transport"],
  ["acl name", "rule"],
  ["ace action", "action"],
  ["hit-count", "repeat"],
]);

const iosMessages: readonly IosMessage[] = [
  { name: "ACCESSLOGRL", place: "within", read: () => false },
  { name: "ACCESSLOG", place: "within", read: readAccessList },
  { name: "SESS_AUDIT_TRAIL", place: "start", read: readInspected },
  { name: "DROP_PKT", place: "start", read: readInspected },
  { name: "PASS_PKT", place: "start", read: readInspected },
  { name: "LOG_SUMMARY", place: "start", read: readInspected },
  { name: "ACLLOG_", place: "start", read: readFlow },
];

/** The state after a row: a "last message repeated" below it is about that row. */
const afterRow = "r";
const longestCode = 32;
const limited = "rate-limited or missed ";

/** Reads what access lists and firewalls of IOS, IOS-XE, IOS XR and NX-OS log. */
export class IosReader implements LineReader {
  state: string;
  readonly #mark = new CiscoMark();
  readonly #head = new CiscoHead();
  readonly #code = new ByteMemo(longestCode);
  #known: IosMessage | undefined;

  constructor(state = "") {
    this.state = state;
  }

  read(bytes: Uint8Array, start: number, lineEnd: number, row: Row): LineKind {
    const end = trimEnd(bytes, start, lineEnd);
    if (end === start) return "ignorable";
    const isBelowRow = this.state === afterRow;
    const kind = this.#line(row, start, end, isBelowRow);
    const isRepetition = kind === "gap" && row.flaws[0]?.code === "FW006";
    this.state = kind === "row" || isRepetition ? afterRow : "";
    return kind;
  }

  #line(row: Row, start: number, end: number, isBelowRow: boolean): LineKind {
    const { bytes } = row;
    const mark = this.#mark;
    let first = -1;
    for (let at = start; mark.find(bytes, at, end); at = mark.text) {
      // The forwarding engine's message stands within the platform's.
      if (first < 0) first = mark.at;
      const message = this.#messageAt(bytes, mark.codeFrom, mark.codeTo);
      if (message) return this.#message(row, message, start, first, end);
    }
    if (0 <= first) return "ignorable";
    if (!isBelowRow || !readLoss(row, start, end, true))
      return this.#head.isOther(row, start, end) ? "ignorable" : "unknown";
    this.#head.read(row, start, row.from[field.lost]! - "last message repeated ".length);
    return "gap";
  }

  /** Nearly always that of the line above. */
  #messageAt(bytes: Uint8Array, from: number, to: number): IosMessage | undefined {
    if (this.#code.length === to - from && this.#code.isAt(bytes, from)) return this.#known;
    this.#code.keep(bytes, from, to);
    this.#known = messageAt(bytes, from, to);
    return this.#known;
  }

  #message(row: Row, message: IosMessage, start: number, first: number, end: number): LineKind {
    const { codeFrom, codeTo, text } = this.#mark;
    const isRead = message.read(row, text, end);
    if (!isRead) row.clear(row.bytes);
    this.#head.read(row, start, first);
    if (isRead) {
      row.set(field.code, codeFrom, codeTo);
      return "row";
    }
    if (readLimit(row, text, end)) return "gap";
    if (message.read !== readAccessList) return "ignorable";
    row.flaw("FW002", text, end);
    return "broken";
  }
}

function messageAt(bytes: Uint8Array, from: number, to: number): IosMessage | undefined {
  return iosMessages.find(({ name, place }) => {
    if (place === "start") return hasWordAt(bytes, from, to, name);
    for (let at = from; at < to; at++) if (hasWordAt(bytes, at, to, name)) return true;
    return false;
  });
}

function readFlow(row: Row, from: number, end: number): boolean {
  readPairs(row, from, end, flowUses, {});
  if (row.has(field.repeat)) setPackets(row, row.from[field.repeat]!, row.to[field.repeat]!);
  // Where a protocol has no ports, zeros stand in their place.
  if (portsOf(row) === "no ports") {
    row.set(field.sourcePort, -1, -1);
    row.set(field.destinationPort, -1, -1);
  }
  return row.has(field.sourceAddress) && row.has(field.destinationAddress);
}

/** `access-list logging rate-limited or missed 18 packets` */
function readLimit(row: Row, from: number, end: number): boolean {
  const { bytes } = row;
  for (let at = from; at < end; at++) {
    if (!hasWordAt(bytes, at, end, limited)) continue;
    const countFrom = at + limited.length;
    let to = countFrom;
    while (to < end && isDigit(bytes[to])) to++;
    if (Number.isNaN(decimal(bytes, countFrom, to))) return false;
    row.set(field.lost, countFrom, to);
    row.flaw("FW009", from, end);
    return true;
  }
  return false;
}
