import { ascii, decimal, isWord, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { LineReader } from "../../core/format.ts";
import type { PlainRows } from "../../core/plainRows.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { readLoss } from "../syslog/syslogGap.ts";
import { SyslogHeads } from "../syslog/syslogHeads.ts";
import { AsaMessage } from "./asaMessage.ts";
import { AsaPlainRows } from "./asaPlainRows.ts";
import { isOtherCode } from "./asaWords.ts";
import { CiscoHead } from "./ciscoHead.ts";
import { CiscoMark } from "./ciscoMark.ts";
import { isFtdEvent, readFtdEvent } from "./ftdEvent.ts";

const facilities = ["ASA", "FTD", "PIX", "FWSM", "NGIPS"];
const codeLength = 6;
/** The state after a row: a "last message repeated" below it is about that row. */
const afterRow = "r";

/** Reads the messages of Cisco's firewalls: ASA, Firepower Threat Defense, PIX and the Firewall Services Module. */
export class AsaReader implements LineReader {
  state: string;
  ownsIgnored = false;
  readonly #mark = new CiscoMark();
  readonly #heads = new SyslogHeads();
  readonly #head = new CiscoHead(this.#heads);
  readonly #message = new AsaMessage();
  readonly #plain = new AsaPlainRows(this.#heads);

  constructor(state = "") {
    this.state = state;
  }

  read(bytes: Uint8Array, start: number, lineEnd: number, row: Row): LineKind {
    const end = trimEnd(bytes, start, lineEnd);
    this.ownsIgnored = false;
    if (end === start) return "ignorable";
    const isBelowRow = this.state === afterRow;
    this.state = "";
    const code = this.#codeOf(bytes, start, end);
    if (Number.isNaN(code)) return this.#other(row, start, end, isBelowRow);
    this.ownsIgnored = true;
    if (isOtherCode(code)) return "ignorable";
    const kind = this.#read(row, code, start, end);
    if (kind === "row") this.state = afterRow;
    return kind;
  }

  readPlain(bytes: Uint8Array, start: number, end: number, rows: PlainRows): number {
    const to = this.#plain.read(bytes, start, end, rows);
    if (rows.count !== 0) this.state = afterRow;
    return to;
  }

  /** The number of the line's message, or NaN where it has none of these firewalls'. */
  #codeOf(bytes: Uint8Array, start: number, end: number): number {
    const mark = this.#mark;
    for (let at = start; mark.find(bytes, at, end); at = mark.text) {
      const isOurs = facilities.some((name) => isWord(bytes, mark.at + 1, mark.facilityTo, name));
      if (isOurs && mark.codeTo - mark.codeFrom === codeLength)
        return decimal(bytes, mark.codeFrom, mark.codeTo);
    }
    return Number.NaN;
  }

  #read(row: Row, code: number, start: number, lineEnd: number): LineKind {
    const { at, codeFrom, codeTo, text } = this.#mark;
    this.#head.read(row, start, at);
    const end = row.has(field.repeat) ? repeatedEnd(row.bytes, text, lineEnd) : lineEnd;
    const kind = this.#readMessage(row, code, text, end);
    if (kind === "ignorable") row.clear(row.bytes);
    else row.set(field.code, codeFrom, codeTo);
    if (kind === "broken") row.flaw("FW002", text, end);
    return kind;
  }

  #readMessage(row: Row, code: number, from: number, end: number): "row" | "broken" | "ignorable" {
    if (isFtdEvent(code)) return readFtdEvent(row, code, from, end) ? "row" : "broken";
    return this.#message.read(row, code, from, end);
  }

  #other(row: Row, start: number, end: number, isBelowRow: boolean): LineKind {
    if (!isBelowRow || !readLoss(row, start, end, true))
      return this.#head.isOther(row, start, end) ? "ignorable" : "unknown";
    this.state = afterRow;
    this.#head.read(row, start, row.from[field.lost]! - "last message repeated ".length);
    return "gap";
  }
}

/** Without the bracket that closes a repeated message. */
function repeatedEnd(bytes: Uint8Array, from: number, end: number): number {
  return bytes[end - 1] === ascii.rightBracket ? trimEnd(bytes, from, end - 1) : end;
}
