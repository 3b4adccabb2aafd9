import { decimal } from "./ascii.ts";
import type { ModuleFacts, SeenFrame } from "./deed.ts";
import type { Direction, EventType } from "./direction.ts";
import { type FieldIndex, field, fieldCount } from "./field.ts";
import type { IssueCode } from "./issue.ts";
import { textOf } from "./lineBytes.ts";
import type { Span } from "./span.ts";

/** What a reader says of one line. */
export type LineKind =
  /** A connection, a process: one observation starts here. */
  | "row"
  /** More of the row above: an owner, a wrapped rest. Its fields are added to that row's. */
  | "detail"
  /** A part of a row that is told when it ends, on a line below: its fields are told there again. */
  | "part"
  /** Evidence that is missing: lost events, a rate limit. `lost` may say how many. */
  | "gap"
  /** Names the columns or opens a new snapshot. */
  | "heading"
  /** Known, and no evidence: a blank, a rule, a prompt, another program's line. */
  | "ignorable"
  /** Looked like evidence of this format and is not: its flaws say why. */
  | "broken"
  | "unknown";

/** What an observation can be of. */
export type Subject = "connection" | "process" | "file" | "event";

/** Something wrong with one line, seen while it was read. */
export interface Flaw {
  readonly code: IssueCode;
  readonly from: number;
  readonly to: number;
}

/** Where in a line the bytes of a row belong that are not the line's own. */
export interface Places {
  placeOf(offset: number): number;
}

/**
 * One line as a reader leaves it: the byte span of every field, and what cannot be cut from the text.
 * There is one Row for a whole capture, filled again for every line, so that a million lines make no
 * objects: copy what you keep.
 */
export class Row {
  bytes: Uint8Array = new Uint8Array(0);
  /** Set where `bytes` are not the line's own, as where the line escapes what it means. */
  places: Places | undefined = undefined;
  /** Byte span of each field in `bytes`; -1 where the line does not have it. */
  readonly from = new Int32Array(fieldCount).fill(-1);
  readonly to = new Int32Array(fieldCount).fill(-1);
  /** Microseconds since 1970, NaN where the line has no time. The clock's own reading where its zone is unknown. */
  time = Number.NaN;
  /** Digits of the fraction of a second as printed. */
  timeDigits = 0;
  /** Nanoseconds beyond the microseconds, where so many digits are printed. */
  timeNanos = 0;
  /** Minutes east of UTC as printed, NaN where the line does not say. */
  utcOffset = Number.NaN;
  /** False for syslog's `Mar  3 10:00:01`; the time is then of the year 1972, a leap year. */
  hasYear = true;
  hasDate = true;
  /** False where a spreadsheet left only minutes and seconds of a time; they are then of the first hour of the day. */
  hasHour = true;
  direction: Direction = "unknown";
  eventType: EventType | undefined = undefined;
  /** Which of the two rows of one connection this is, where its event type says something else: that it was allowed. */
  part: "start" | "end" | undefined = undefined;
  /** The transport that all rows of a capture have, where no word of the line says it: `ss -t`, `Get-NetUDPEndpoint`. */
  transport: "tcp" | "udp" | undefined = undefined;
  /** What the row is of, where the fields of its first line do not say it yet. */
  subject: Subject | undefined = undefined;
  /** How many lines above this one the row began, where only this line tells that it is one: a header above a message. */
  linesAbove = 0;
  /** Modules that its process had loaded, where the row describes them. */
  modules: readonly ModuleFacts[] | undefined = undefined;
  /** Frames of the event's stack, the innermost first, where the row has one. */
  frames: readonly SeenFrame[] | undefined = undefined;
  readonly flaws: Flaw[] = [];

  clear(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.places = undefined;
    this.from.fill(-1);
    this.time = Number.NaN;
    this.timeDigits = 0;
    this.timeNanos = 0;
    this.utcOffset = Number.NaN;
    this.hasYear = true;
    this.hasDate = true;
    this.hasHour = true;
    this.direction = "unknown";
    this.eventType = undefined;
    this.part = undefined;
    this.transport = undefined;
    this.subject = undefined;
    this.linesAbove = 0;
    this.modules = undefined;
    this.frames = undefined;
    if (this.flaws.length !== 0) this.flaws.length = 0;
  }

  set(index: FieldIndex, from: number, to: number): void {
    this.from[index] = from;
    this.to[index] = to;
  }

  has(index: FieldIndex): boolean {
    return 0 <= this.from[index]!;
  }

  /** The place in the line of an offset in `bytes`. */
  placeOf(offset: number): number {
    return this.places ? this.places.placeOf(offset) : offset;
  }

  /** Where a field that the line has stands in it. */
  placeOfField(index: FieldIndex): Span {
    return { start: this.placeOf(this.from[index]!), end: this.placeOf(this.to[index]!) };
  }

  /** The field's text, or undefined where the line does not have it. */
  text(index: FieldIndex): string | undefined {
    return this.has(index) ? textOf(this.bytes, this.from[index]!, this.to[index]!) : undefined;
  }

  /** The field as a decimal number, or NaN. */
  number(index: FieldIndex): number {
    return this.has(index) ? decimal(this.bytes, this.from[index]!, this.to[index]!) : Number.NaN;
  }

  /** What the row is of: that of its reader, else what its fields make it. */
  get kind(): Subject {
    if (this.subject) return this.subject;
    if (this.has(field.file)) return "file";
    const hasEnd = this.has(field.transport) || this.has(field.sourceAddress) || this.has(field.ingress);
    return hasEnd || this.transport ? "connection" : "process";
  }

  flaw(code: IssueCode, from: number, to: number): void {
    this.flaws.push({ code, from, to });
  }
}
