import type { PmlEvent, PmlNames, PmlTexts } from "../pmlEvent.ts";
import { ByteSpan } from "./byteSpan.ts";

/** No structure of Process Monitor's is that long: a capture that says so is nonsense. */
const longestStructure = 1 << 20;

/** The texts of an event while they are being read. */
export class EventDraft implements PmlTexts {
  path = "";
  category = "";
  detail = "";
  readonly event: PmlEvent;
  readonly names: PmlNames;
  readonly body: ByteSpan;
  /** Empty where the event has no extra detail. */
  readonly extra: ByteSpan;

  constructor(event: PmlEvent, names: PmlNames) {
    this.event = event;
    this.names = names;
    this.body = structure(event, event.detailFrom, event.detailTo);
    this.extra = structure(event, event.extraFrom, event.extraTo);
  }

  get hasExtra(): boolean {
    return this.extra.length > 0;
  }

  /** Whether bytes of it were missing. */
  get isShort(): boolean {
    return this.body.isShort || this.extra.isShort;
  }

  /** Adds a named value, unless bytes of it, or of one before it, were missing. */
  add(name: string, text: string): void {
    if (this.isShort) return;
    this.detail += this.detail === "" ? `${name}: ${text}` : `, ${name}: ${text}`;
  }

  /** The same of a text that may have lines: Process Monitor prints a semicolon for their end. */
  addLines(name: string, text: string): void {
    this.add(name, text.includes("\n") ? text.replaceAll("\n", ";") : text);
  }
}

function structure({ bytes, view }: PmlEvent, from: number, to: number): ByteSpan {
  return new ByteSpan(bytes, view, from, Math.min(to, from + longestStructure));
}

/** Reads what an operation's structures say. */
export type ReadDetail = (draft: EventDraft) => void;

/**
 * A text in a detail structure is told before it stands there: 15 bits of its characters, and one that says whether
 * they take one byte each, or two.
 */
export function toldText(span: ByteSpan, at: number, told: number): string {
  const characters = told & 0x7fff;
  return isNarrow(told) ? span.narrowText(at, characters) : span.wholeWideText(at, 2 * characters);
}

/** Bytes that a told text takes. */
export function toldSize(told: number): number {
  const characters = told & 0x7fff;
  return isNarrow(told) ? characters : 2 * characters;
}

function isNarrow(told: number): boolean {
  return (told & 0x8000) !== 0;
}
