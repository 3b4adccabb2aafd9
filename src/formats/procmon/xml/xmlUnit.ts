import type { ModuleFacts, SeenFrame } from "../../../core/deed.ts";
import { type FieldIndex, field } from "../../../core/field.ts";
import { textOf } from "../../../core/lineBytes.ts";
import type { Places, Row } from "../../../core/row.ts";
import { RewrittenBytes } from "../../cells/rewrittenBytes.ts";
import { type Cell, noCell } from "../eventFields.ts";
import type { XmlUse } from "./xmlElements.ts";
import { stackOf, type WrittenFrame } from "./xmlStack.ts";

/** A value that ends up in a field, or is a part of the event's time. */
export type UnitUse = FieldIndex | "clock" | "date";

interface UnitValue {
  readonly use: UnitUse;
  readonly from: number;
  readonly to: number;
}

/** No process has more modules, no stack more frames. */
const mostModules = 2048;
const mostFrames = 512;
/** No row has so many columns. */
const mostValues = 64;
const mostLines = 200_000;

/** A process or an event of XML while its elements are read, on however many lines they stand. */
export class XmlUnit implements Places {
  kind: "process" | "event" | undefined;
  /** How many lines above this one it begins. */
  linesAbove = 0;
  /** By which its events name a process. */
  index = "";
  readonly #text = new RewrittenBytes();
  #values: UnitValue[] = [];
  #modules: ModuleFacts[] = [];
  #frames: WrittenFrame[] = [];
  /** Values of this line. */
  readonly #noted: { readonly use: FieldIndex; readonly from: number; readonly to: number }[] = [];
  /** Where the texts of this line begin, and where the line does. */
  #lineText = 0;
  #lineStart = 0;

  constructor(written?: WrittenUnit) {
    if (!written) return;
    this.begin(written.kind, 0);
    this.linesAbove = written.linesAbove;
    this.index = written.index;
    for (const [use, text] of written.values) this.addAbove(use, text);
    this.#modules = [...written.modules];
    this.#frames = [...written.frames];
  }

  /** All that is kept of it; undefined where none is open. */
  get written(): WrittenUnit | undefined {
    const { index, kind, linesAbove } = this;
    if (!kind) return undefined;
    const values = this.#values.map(
      ({ use, from, to }) => [use, textOf(this.#text.bytes, from, to)] as const,
    );
    return { kind, linesAbove, index, values, modules: this.#modules, frames: this.#frames };
  }

  begin(kind: "process" | "event", lineStart: number): void {
    this.kind = kind;
    this.linesAbove = 0;
    this.index = "";
    this.#text.clear();
    this.#values = [];
    this.#modules = [];
    this.#frames = [];
    this.#lineText = 0;
    this.#lineStart = lineStart;
  }

  end(): void {
    this.kind = undefined;
  }

  /** Goes on to the next line. */
  startLine(lineStart: number): void {
    this.linesAbove++;
    this.#lineText = this.#text.length;
    this.#lineStart = lineStart;
    this.#noted.length = 0;
  }

  /** Whether nothing is known of it. */
  get isEmpty(): boolean {
    return this.#values.length === 0 && this.index === "";
  }

  /** Whether it has more lines than anything that ever ends. */
  get isTooLong(): boolean {
    return mostLines < this.linesAbove;
  }

  /** Notes where the line has what a field is, whose text may go on below. */
  note(use: XmlUse, from: number, to: number): void {
    const shown = use === "clock" || use === "date" ? field.time : use;
    if (typeof shown === "number" && 0 <= from) this.#noted.push({ use: shown, from, to });
  }

  /** Puts what the line has of it into the row. */
  putLine(row: Row): void {
    row.subject = this.kind;
    for (const { use, from, to } of this.#noted) row.set(use, from, to);
  }

  /** A value as it stands in the line. */
  add(use: UnitUse, line: Uint8Array, from: number, to: number): void {
    this.note(use, from, to);
    if (this.#values.length < mostValues) this.#push(use, this.#text.add(line, from, to));
  }

  /** A value that stands for `[from, to)` of the line. */
  addText(use: UnitUse, text: string, from: number, to: number): void {
    if (from < to) this.note(use, from, to);
    if (this.#values.length < mostValues) this.#push(use, this.#text.addText(text, from, to));
  }

  /** A value that stands nowhere on this line. */
  addAbove(use: UnitUse, text: string): void {
    this.addText(use, text, this.#lineStart, this.#lineStart);
  }

  addModule(module: ModuleFacts): void {
    if (this.#modules.length < mostModules) this.#modules.push(module);
  }

  addFrame(frame: WrittenFrame): void {
    if (this.#frames.length < mostFrames) this.#frames.push(frame);
  }

  has(use: UnitUse): boolean {
    return this.#values.some((value) => value.use === use);
  }

  textOf(use: UnitUse): string | undefined {
    const { from, to } = this.cell(use);
    return from < 0 ? undefined : textOf(this.#text.bytes, from, to);
  }

  cell(use: UnitUse): Cell {
    return this.#values.find((value) => value.use === use) ?? noCell;
  }

  /** Puts all of it into the row; what follows from it is the caller's. */
  put(row: Row): void {
    if (this.#modules.length !== 0) this.addAbove(field.module, this.#modules.map(({ path }) => path).join());
    row.bytes = this.#text.bytes;
    row.places = this;
    row.linesAbove = this.linesAbove;
    row.subject = this.kind;
    for (const { use, from, to } of this.#values) if (typeof use === "number") row.set(use, from, to);
    if (this.#modules.length !== 0) row.modules = this.#modules;
    if (this.#frames.length !== 0) row.frames = stackOf(this.#frames) satisfies readonly SeenFrame[];
  }

  placeOf(offset: number): number {
    return offset < this.#lineText ? this.#lineStart : this.#text.placeOf(offset);
  }

  #push(use: UnitUse, from: number): void {
    const to = this.#text.length - 1;
    if (from < to) this.#values.push({ use, from, to });
  }
}

/** What is open of a process or event between two lines. */
export interface WrittenUnit {
  readonly kind: "process" | "event";
  readonly linesAbove: number;
  readonly index: string;
  readonly values: readonly (readonly [use: UnitUse, text: string])[];
  readonly modules: readonly ModuleFacts[];
  readonly frames: readonly WrittenFrame[];
}
