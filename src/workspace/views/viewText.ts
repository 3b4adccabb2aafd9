import type { Format } from "../../core/format.ts";
import { LineBytes } from "../../core/lineBytes.ts";
import { Row } from "../../core/row.ts";
import type { OriginPart } from "../document/lineOrigins.ts";
import { longestLineFrom } from "../reading/byteLines.ts";
import type { DocumentKind } from "../reading/container.ts";
import { EvidenceReader } from "../reading/evidenceReader.ts";

/** Lines of one capture, or of one document, that a view is to show. */
export interface WantedPart {
  readonly uri: string;
  /** Lines that are shown only if they add to the row above; absent where none. */
  readonly maybe?: ReadonlySet<number>;
  readonly kind: DocumentKind;
  readonly latest: number;
  /** What a reader knows above the first of them. */
  readonly state: string;
  readonly formats: readonly Format[];
}

/** The text of a view, and whose lines these are. */
export interface ViewText {
  readonly text: string;
  readonly parts: readonly OriginPart[];
}

export interface ViewLimits {
  readonly lines: number;
  /** UTF-16 units. */
  readonly chars: number;
}

/** Begins every line of a view that is no evidence. */
const note = "⋯ ";

/** Puts a view together, line by line. */
export class ViewTextBuilder {
  readonly #limits: ViewLimits;
  readonly #lines: string[] = [];
  readonly #parts: OriginPart[] = [];
  #chars = 0;
  #open: OpenPart | undefined;

  constructor(limits: ViewLimits) {
    this.#limits = limits;
  }

  get isFull(): boolean {
    return this.#limits.lines <= this.#lines.length || this.#limits.chars <= this.#chars;
  }

  /** Words of ours: never evidence, and never read as such. */
  note(words: string): void {
    this.#close();
    this.#lines.push(note + words);
  }

  begin(part: WantedPart): void {
    this.#close();
    this.#open = new OpenPart(part, this.#lines.length);
  }

  /** The next line of the part begun last. */
  add(line: number, text: string): "more" | "enough" {
    if (this.isFull) return "enough";
    for (const [own, shown] of this.#open?.take(line, text) ?? []) this.#push(own, shown);
    return "more";
  }

  finish(): ViewText {
    this.#close();
    return { text: this.#lines.join("\n"), parts: this.#parts };
  }

  #push(line: number, text: string): void {
    // A CR within a line would be a line break in an editor.
    const shown = text.includes("\r") ? text.replaceAll("\r", "␍") : text;
    this.#open!.lines.push(line);
    this.#lines.push(shown);
    this.#chars += shown.length + 1;
  }

  #close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (!open || open.lines.length === 0) return;
    const { uri, kind, latest, state } = open.part;
    this.#parts.push({ first: open.first, uri, lines: Uint32Array.from(open.lines), state, kind, latest });
  }
}

/** A part that is being filled. Lines that only may belong to a row are kept back until a reader has said so. */
class OpenPart {
  readonly part: WantedPart;
  readonly first: number;
  readonly lines: number[] = [];
  readonly #reader: EvidenceReader;
  readonly #bytes = new LineBytes();
  readonly #row = new Row();
  #kept: (readonly [line: number, text: string])[] = [];

  constructor(part: WantedPart, first: number) {
    this.part = part;
    this.first = first;
    const { kind, formats, state } = part;
    this.#reader = new EvidenceReader({ kind, formats, blanks: "repair", state });
  }

  /** The lines that are to be shown now. */
  take(line: number, text: string): readonly (readonly [line: number, text: string])[] {
    const { maybe } = this.part;
    if (!maybe) return [[line, text]];
    const role = this.#roleOf(text);
    if (!maybe.has(line)) {
      this.#kept = [];
      return [[line, text]];
    }
    this.#kept.push([line, text]);
    if (role !== "detail") return [];
    const details = this.#kept;
    this.#kept = [];
    return details;
  }

  #roleOf(text: string) {
    this.#bytes.set(text.slice(0, longestLineFrom(text.charCodeAt(0))));
    return this.#reader.read(this.#bytes.bytes, 0, this.#bytes.length, this.#row);
  }
}
