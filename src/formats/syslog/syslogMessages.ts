import { ascii, hasWordAt, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Claim, Format, LineReader } from "../../core/format.ts";
import { type LineKind, Row } from "../../core/row.ts";
import { readLoss, readRepetition } from "./syslogGap.ts";
import { SyslogPrefix } from "./syslogPrefix.ts";

/** How the messages of one product are told and read, whatever stands before them in a line. */
export interface SyslogMessages {
  /**
   * Where a message begins in `[start, end)`, or -1. Told by a mark of the message's own, so that the words of
   * relays, collectors and greps before it need not be known.
   */
  readonly find: (bytes: Uint8Array, start: number, end: number) => number;
  /**
   * Reads the message that begins at `from` into a row that has time and host of what stands before it. What is
   * between `said` and `from` stands before the mark and is not syslog's: a rule's own words.
   */
  readonly read: (row: Row, from: number, end: number, said: number) => LineKind;
  /** Reads a time as only this product writes it; -1 where there is none. Asked where syslog's is not there. */
  readonly readTime?: (row: Row, from: number, end: number) => number;
}

/** The state after a row: a "last message repeated" below it is about that row. */
const afterRow = "r";

/** A format whose lines need nothing of the lines above them. */
export function syslogFormat(table: Omit<Format, "claims" | "reader">, messages: SyslogMessages): Format {
  const claimed = new Row();
  const claims = (bytes: Uint8Array, start: number, end: number): Claim => {
    // JSON around a message is another format, which reads the message in it.
    if (bytes[start] === leftBrace) return "none";
    const from = messages.find(bytes, start, end);
    if (from < 0) return "none";
    claimed.clear(bytes);
    return messages.read(claimed, from, trimEnd(bytes, from, end), from) === "row" ? "row" : "none";
  };
  return { ...table, claims, reader: (state) => new SyslogReader(messages, state) };
}

/** Reads one product's messages out of syslog, the journal, or a file that has nothing around them. */
export class SyslogReader implements LineReader {
  state: string;
  ownsIgnored = false;
  readonly #messages: SyslogMessages;
  readonly #prefix = new SyslogPrefix();

  constructor(messages: SyslogMessages, state = "") {
    this.#messages = messages;
    this.state = state;
  }

  read(bytes: Uint8Array, start: number, end: number, row: Row): LineKind {
    let from = start;
    while (from < end && bytes[from]! <= ascii.blank) from++;
    const to = trimEnd(bytes, from, end);
    this.ownsIgnored = false;
    if (to <= from) return "ignorable";
    if (bytes[from] === leftBrace) return "unknown";
    const isBelowRow = this.state === afterRow;
    const message = this.#messages.find(bytes, from, to);
    this.ownsIgnored = 0 <= message;
    const kind = message < 0 ? this.#other(row, from, to, isBelowRow) : this.#message(row, from, message, to);
    const isRepetition = kind === "gap" && row.flaws[0]?.code === "FW006";
    this.state = kind === "row" || isRepetition ? afterRow : "";
    return kind;
  }

  #message(row: Row, from: number, message: number, end: number): LineKind {
    if (message === from) return this.#messages.read(row, message, end, message);
    let said = this.#prefix.read(row, from, message);
    const { hasHost, hostFrom, hostTo, hasTag, isProgram, tagFrom } = this.#prefix.names;
    if (this.#prefix.isThere && hasHost) row.set(field.host, hostFrom, hostTo);
    if (hasTag && !isProgram) said = tagFrom;
    if (Number.isNaN(row.time)) said = Math.max(said, this.#messages.readTime?.(row, from, message) ?? said);
    const isRepeated = said < message && readRepetition(row, said, message) !== said;
    return this.#messages.read(row, message, isRepeated ? repeatedEnd(row.bytes, message, end) : end, said);
  }

  /** Another program's line, or one that says that lines are missing. */
  #other(row: Row, from: number, end: number, isBelowRow: boolean): LineKind {
    const { bytes } = row;
    const message = this.#prefix.read(row, from, end);
    if (!this.#prefix.isThere)
      return 0 <= (this.#messages.readTime?.(row, from, end) ?? -1) ? "ignorable" : "unknown";
    const { hasHost, hostFrom, hostTo, hasTag } = this.#prefix.names;
    // On some systems "last message repeated" has neither host nor tag: its first word is taken for the host.
    const isHostOfIt = hasHost && !hasWordAt(bytes, hostFrom, end, "last message");
    const said = hasTag || isHostOfIt || !hasHost ? message : hostFrom;
    if (!readLoss(row, said, end, isBelowRow)) return "ignorable";
    if (isHostOfIt) row.set(field.host, hostFrom, hostTo);
    return "gap";
  }
}

/** Without the bracket that closes a repeated message. */
function repeatedEnd(bytes: Uint8Array, from: number, end: number): number {
  return bytes[end - 1] === ascii.rightBracket ? trimEnd(bytes, from, end - 1) : end;
}

const leftBrace = 0x7b;
