import { ascii, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Claim, Format, LineReader } from "../../core/format.ts";
import { textOf } from "../../core/lineBytes.ts";
import { type LineKind, Row } from "../../core/row.ts";
import { RewrittenBytes } from "../cells/rewrittenBytes.ts";
import { readEpochTime } from "../cells/writtenTime.ts";
import { JsonTokens } from "../json/jsonTokens.ts";
import { MixedReader } from "../mixedReader.ts";

/** `journalctl -o json`, whose messages are lines of other formats: the firewall's among those of all programs. */
export function journaldJson(formats: () => readonly Format[]): Format {
  return {
    id: "journald.json",
    family: "fwlog",
    title: "The journal as JSON, with lines of other formats in it",
    reference: "https://systemd.io/JOURNAL_EXPORT_FORMATS/#journal-json-format",
    vendor: "systemd",
    carries: ["time", "year", "zone", "direction", "bytes", "interface", "rule"],
    marks: ['"MESSAGE"'],
    claims(bytes, start, end): Claim {
      const reader = new JournaldReader(formats());
      scratch.clear(bytes);
      return reader.read(bytes, start, end, scratch) === "row" ? "row" : "none";
    },
    reader: (state) => new JournaldReader(formats(), state),
  };
}

const scratch = new Row();
const leftBrace = 0x7b;

/** The keys of an entry that are read, by what they are. */
const keys: ReadonlyMap<string, "message" | "time" | "host"> = new Map([
  ["MESSAGE", "message"],
  ["__REALTIME_TIMESTAMP", "time"],
  ["_HOSTNAME", "host"],
]);

const longestKey = 32;

class JournaldReader implements LineReader {
  readonly #tokens = new JsonTokens();
  readonly #inner: MixedReader;
  readonly #rewritten = new RewrittenBytes();
  /** Where values of the line read last begin and end; -1 where it has none. */
  readonly #from = { message: -1, time: -1, host: -1 };
  readonly #to = { message: -1, time: -1, host: -1 };

  constructor(formats: readonly Format[], state = "") {
    this.#inner = new MixedReader(formats, state);
  }

  get state(): string {
    return this.#inner.state;
  }

  read(bytes: Uint8Array, start: number, lineEnd: number, row: Row): LineKind {
    let from = start;
    while (from < lineEnd && bytes[from]! <= ascii.blank) from++;
    const end = trimEnd(bytes, from, lineEnd);
    if (from === end) return "ignorable";
    if (bytes[from] !== leftBrace) return "unknown";
    this.#find(bytes, from, end);
    if (this.#from.time < 0) return "unknown";
    // Messages that are no text come as numbers.
    if (0 <= this.#from.message) return this.#readMessage(row, bytes);
    if (!this.#tokens.isCut) return "ignorable";
    row.flaw("EV004", end, end);
    return "broken";
  }

  #find(bytes: Uint8Array, from: number, end: number): void {
    const tokens = this.#tokens;
    this.#from.message = this.#from.time = this.#from.host = -1;
    tokens.start(bytes, from, end);
    for (let token = tokens.next(); token !== "end"; token = tokens.next()) {
      if (token !== "key") continue;
      const name = longestKey < tokens.to - tokens.from ? "" : textOf(bytes, tokens.from, tokens.to);
      const key = keys.get(name);
      if (key === undefined || tokens.next() !== "string") continue;
      this.#from[key] = tokens.from;
      this.#to[key] = tokens.to;
    }
  }

  #readMessage(row: Row, bytes: Uint8Array): LineKind {
    const rewritten = this.#rewritten;
    rewritten.clear();
    const message = rewritten.addUnescaped(bytes, this.#from.message, this.#to.message);
    const messageEnd = rewritten.length - 1;
    const time = rewritten.add(bytes, this.#from.time, this.#to.time);
    const timeEnd = rewritten.length - 1;
    const host = this.#from.host < 0 ? -1 : rewritten.add(bytes, this.#from.host, this.#to.host);
    const hostEnd = rewritten.length - 1;
    row.clear(rewritten.bytes);
    const kind = this.#inner.read(rewritten.bytes, message, messageEnd, row);
    row.places = rewritten;
    if (kind !== "row" && kind !== "gap") {
      row.clear(bytes);
      return "ignorable";
    }
    if (Number.isNaN(row.time) || !row.hasYear) this.#putTime(row, time, timeEnd);
    if (0 <= host && !row.has(field.host)) row.set(field.host, host, hostEnd);
    return kind;
  }

  /** Microseconds since 1970. */
  #putTime(row: Row, from: number, to: number): void {
    row.hasYear = true;
    readEpochTime(row, from, to);
  }
}
