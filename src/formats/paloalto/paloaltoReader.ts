import { ascii, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { LineReader } from "../../core/format.ts";
import { textOf } from "../../core/lineBytes.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { FieldSpans } from "../cells/fieldSpans.ts";
import { SyslogReader } from "../syslog/syslogMessages.ts";
import { type FieldUse, putValue, type Writing } from "../words/fieldUse.ts";
import { forgetPortsOfOthers } from "../words/portsOfOthers.ts";
import { isPaloaltoHeading, paloaltoColumns } from "./paloaltoColumns.ts";
import { findPaloalto, meaningOf, putPart, readPaloalto } from "./paloaltoMessage.ts";

const fields = new FieldSpans();
const writing: Writing = { absent: ["-", "0.0.0.0", "n/a", "N/A"] };
const longestHeading = 8192;

/** Reads logs of syslog, whose columns are known, and exports of the web interface, which name theirs. */
export class PaloaltoReader implements LineReader {
  readonly #syslog: SyslogReader;
  #heading: string;
  #columns: readonly (FieldUse | undefined)[] = [];

  constructor(state = "") {
    const cut = state.indexOf("\n");
    this.#syslog = new SyslogReader(
      { find: findPaloalto, read: readPaloalto },
      cut < 0 ? state : state.slice(0, cut),
    );
    this.#heading = cut < 0 ? "" : state.slice(cut + 1);
    if (this.#heading !== "") this.#setColumns(new TextEncoder().encode(this.#heading));
  }

  get state(): string {
    return this.#heading === "" ? this.#syslog.state : `${this.#syslog.state}\n${this.#heading}`;
  }

  read(bytes: Uint8Array, start: number, end: number, row: Row): LineKind {
    if (isPaloaltoHeading(bytes, start, end))
      return this.#readHeading(bytes, start, trimEnd(bytes, start, end));
    const isExport = this.#heading !== "" && start < end && findPaloalto(bytes, start, end) <= start;
    return isExport ? this.#readExport(bytes, start, end, row) : this.#syslog.read(bytes, start, end, row);
  }

  #readHeading(bytes: Uint8Array, start: number, end: number): LineKind {
    if (longestHeading < end - start) return "unknown";
    this.#heading = textOf(bytes, start, end);
    this.#syslog.state = "";
    this.#setColumns(bytes.subarray(start, end));
    return "heading";
  }

  #setColumns(heading: Uint8Array): void {
    this.#columns = paloaltoColumns(heading, 0, heading.length);
  }

  #readExport(bytes: Uint8Array, start: number, end: number, row: Row): LineKind {
    fields.split(bytes, start, trimEnd(bytes, start, end), ascii.comma);
    if (fields.count < 3) return "unknown";
    const count = Math.min(fields.count, this.#columns.length);
    for (let number = 0; number < count; number++) {
      const use = this.#columns[number];
      if (use !== undefined) putValue(row, use, fields.from[number]!, fields.to[number]!, writing);
    }
    if (!row.has(field.sourceAddress) || !row.has(field.destinationAddress)) return "ignorable";
    row.eventType = meaningOf(row.text(field.action) ?? "");
    putPart(row);
    forgetPortsOfOthers(row);
    if (fields.count < this.#columns.length) row.flaw("FW003", start, end);
    return "row";
  }
}
