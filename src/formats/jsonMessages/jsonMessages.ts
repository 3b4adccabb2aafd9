import { trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Claim, Format, LineReader } from "../../core/format.ts";
import { type LineKind, Row } from "../../core/row.ts";
import { RewrittenBytes } from "../cells/rewrittenBytes.ts";
import { readWrittenTime } from "../cells/writtenTime.ts";
import { JsonKeys } from "../json/jsonKeys.ts";
import { jsonStart } from "../json/jsonReader.ts";
import { JsonRecords, type RecordValue } from "../json/jsonRecords.ts";
import { MixedReader } from "../mixedReader.ts";

/**
 * Lines of other formats as values of JSON: `journalctl -o json`, CloudWatch's events, Docker's logs, what Splunk and
 * Filebeat export. What no other format knows is another program's line.
 */
export function jsonMessages(formats: () => readonly Format[]): Format {
  let claiming: { readonly reader: JsonMessageReader; readonly row: Row } | undefined;
  return {
    id: "json.message",
    family: "fwlog",
    title: "Lines of other formats in JSON: the journal, CloudWatch, Docker, Splunk",
    reference: "https://systemd.io/JOURNAL_EXPORT_FORMATS/#journal-json-format",
    vendor: "json",
    carries: ["time", "year", "zone", "direction", "bytes", "interface", "rule"],
    readsAbove: true,
    marks: messageKeys.map((key) => `"${key}"`),
    claims(bytes, start, end): Claim {
      // A message may be JSON with a message: who asks within needs one of its own.
      const { reader, row } = claiming ?? { reader: new JsonMessageReader(formats()), row: new Row() };
      claiming = undefined;
      row.clear(bytes);
      reader.forget();
      const isRow = reader.read(bytes, start, end, row) === "row";
      const claim = isRow ? "row" : reader.endsInRow(row) ? "heading" : "none";
      claiming = { reader, row };
      return claim;
    },
    reader: (state) => new JsonMessageReader(formats(), state),
  };
}

const messageKeys = ["MESSAGE", "message", "@message", "log", "_raw"];
/** The journal's is of microseconds, CloudWatch's of milliseconds. */
const timeKeys = ["__REALTIME_TIMESTAMP", "@timestamp", "timestamp", "time", "_time"];
const hostKeys = ["_HOSTNAME", "host.name", "hostname", "host"];

/** What stands beside a message where it is one; any JSON may have a `message`. */
const envelopes = [
  ["MESSAGE", "__REALTIME_TIMESTAMP"],
  ["message", "timestamp"],
  ["message", "@timestamp"],
  ["log", "stream"],
  ["@message"],
  ["_raw"],
];
const marked = [...new Set(envelopes.flat())];

const uses = new Map([
  ...messageKeys.map((key) => [key, "description"] as const),
  ...timeKeys.map((key) => [key, "time"] as const),
  ...hostKeys.map((key) => [key, "host"] as const),
]);
const keys = new JsonKeys({
  all: [...new Set([...uses.keys(), ...marked])],
  use: (path) => uses.get(path),
  mark: (path) => (marked.includes(path) ? 1 << marked.indexOf(path) : 0),
});
const wanted = envelopes.map((paths) =>
  paths.reduce((marks, path) => marks | (1 << marked.indexOf(path)), 0),
);

/** Where a value lies in the bytes of the row. */
interface Placed {
  readonly from: number;
  readonly to: number;
}

class JsonMessageReader implements LineReader {
  readonly #records: JsonRecords;
  readonly #inner: MixedReader;
  readonly #rewritten = new RewrittenBytes();
  #bytes: Uint8Array = new Uint8Array(0);
  #end = 0;

  constructor(formats: readonly Format[], state = "") {
    const [records, inner] = state === "" ? ["", ""] : (JSON.parse(state) as readonly string[]);
    this.#records = new JsonRecords(keys, wanted, records);
    this.#inner = new MixedReader(formats, inner);
  }

  get state(): string {
    return JSON.stringify([this.#records.state, this.#inner.state]);
  }

  read(bytes: Uint8Array, start: number, end: number, row: Row): LineKind {
    this.#end = trimEnd(bytes, start, end);
    const from = jsonStart(bytes, start, this.#end);
    if (from < 0) return "unknown";
    if (from === this.#end) {
      this.#records.passLine();
      return "ignorable";
    }
    if (bytes[from] === leftBrace && bytes[from + 1] === quote) this.#records.clear();
    this.#bytes = bytes;
    this.#records.start(bytes, from, this.#end);
    const kind = this.#next(row);
    if (kind !== "ignorable" || !this.#records.tokens.isCut) return kind;
    row.flaw("EV004", this.#end, this.#end);
    this.#records.clear();
    return "broken";
  }

  more(row: Row): boolean {
    row.clear(this.#bytes);
    return this.#next(row) === "row";
  }

  forget(): void {
    this.#records.clear();
    this.#inner.reset();
  }

  /** Whether the line read last has a row as message whose record goes on below. */
  endsInRow(row: Row): boolean {
    return this.#readMessage(row) === "row";
  }

  #next(row: Row): LineKind {
    while (this.#records.next(this.#bytes) === "record") {
      const kind = this.#readMessage(row);
      row.linesAbove = this.#records.linesAbove;
      if (kind === "row" || kind === "gap") return kind;
      row.clear(this.#bytes);
    }
    this.#records.carry(this.#bytes);
    return "ignorable";
  }

  #readMessage(row: Row): LineKind {
    this.#rewritten.clear();
    const placed: { description?: Placed; time?: Placed; host?: Placed } = {};
    for (let i = 0; i < this.#records.count; i++) {
      const value = this.#records.value(i);
      placed[value.key.use as keyof typeof placed] ??= this.#place(value);
    }
    const { description: message, host, time } = placed;
    const { bytes } = this.#rewritten;
    row.clear(bytes);
    const kind = message
      ? this.#inner.read(bytes, message.from, endOfLine(bytes, message), row)
      : "ignorable";
    if (row.bytes === bytes) row.places = this.#rewritten;
    else if (row.places) row.places = undefined;
    if (kind !== "row" && kind !== "gap") return "ignorable";
    if (time && row.bytes === bytes && (Number.isNaN(row.time) || !row.hasYear)) putTime(row, time);
    if (host && row.bytes === bytes && !row.has(field.host)) row.set(field.host, host.from, host.to);
    return kind;
  }

  #place({ from, hasEscapes, text, to }: Readonly<RecordValue>): Placed {
    const rewritten = this.#rewritten;
    const start =
      text !== undefined
        ? rewritten.addText(text, this.#end, this.#end)
        : hasEscapes
          ? rewritten.addUnescaped(this.#bytes, from, to)
          : rewritten.add(this.#bytes, from, to);
    return { from: start, to: rewritten.length - 1 };
  }
}

const leftBrace = 0x7b;
const quote = 0x22;

/** Docker's lines end with their line break. */
function endOfLine(bytes: Uint8Array, { from, to }: Placed): number {
  let end = to;
  while (from < end && (bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d)) end--;
  return end;
}

function putTime(row: Row, { from, to }: Placed): void {
  row.hasYear = true;
  readWrittenTime(row, from, to);
}
