import { ascii, isWord, skipBlanks } from "../../../core/ascii.ts";
import type { LineReader } from "../../../core/format.ts";
import type { LineKind, Row } from "../../../core/row.ts";
import { EventFields, putEvent } from "../eventFields.ts";
import { ProcessNames, type WrittenNames } from "./processNames.ts";
import { structureAt } from "./xmlElements.ts";
import { type WrittenLeaf, XmlLeaf } from "./xmlLeaf.ts";
import { XmlParts } from "./xmlParts.ts";
import { type WrittenUnit, XmlUnit } from "./xmlUnit.ts";

/**
 * Reads processes and events, each told as a row of its first line when it ends; a line may hold parts of one, or
 * many.
 */
export class ProcmonXmlReader implements LineReader {
  readonly #parts = new XmlParts();
  readonly #fields = new EventFields();
  readonly #leaf: XmlLeaf;
  readonly #unit: XmlUnit;
  readonly #names: ProcessNames;
  #bytes: Uint8Array = new Uint8Array(0);
  /** What the line read last had, beside units. */
  #seen: "nothing" | "tags" | "heading" = "nothing";

  constructor(state = "") {
    const written = state === "" ? undefined : (JSON.parse(state) as WrittenState);
    this.#unit = new XmlUnit(written?.unit);
    this.#leaf = new XmlLeaf(this.#unit, written?.leaf);
    this.#names = new ProcessNames(written?.names);
  }

  get state(): string {
    const [unit, leaf, names] = [this.#unit.written, this.#leaf.written, this.#names.written];
    if (!unit && !leaf && !names) return "";
    return JSON.stringify({
      ...(unit ? { unit } : {}),
      ...(leaf ? { leaf } : {}),
      ...(names ? { names } : {}),
    } satisfies WrittenState);
  }

  read(bytes: Uint8Array, start: number, end: number, row: Row): LineKind {
    this.#bytes = bytes;
    this.#unit.startLine(start);
    this.#leaf.startLine();
    const from = skipBlanks(bytes, start, end);
    if (from === end && !this.#leaf.isOpen) return this.#unit.kind ? "part" : "ignorable";
    this.#parts.start(this.#leaf.isOpen ? start : from, end);
    this.#seen = "nothing";
    return this.#next(row) ? "row" : this.#endOfLine(row);
  }

  more(row: Row): boolean {
    row.clear(this.#bytes);
    if (this.#next(row)) return true;
    this.#endOfLine(row);
    return false;
  }

  /** The process or event that the last line leaves open, as far as it goes. */
  finish(row: Row): boolean {
    if (!this.#unit.kind || this.#unit.isEmpty) return false;
    row.clear(this.#bytes);
    this.#tell(row);
    row.flaw("EV004", 0, 0);
    return true;
  }

  /** Goes on to the end of the next process or event, and says whether there is one on this line. */
  #next(row: Row): boolean {
    const parts = this.#parts;
    for (;;) {
      const part = parts.next(this.#bytes);
      if (part === "end") return false;
      const isTag = part !== "text" || this.#bytes[parts.from] === ascii.less;
      if (isTag && this.#seen === "nothing") this.#seen = "tags";
      if (part === "text") this.#leaf.addText(parts.from, parts.to);
      else {
        if (part === "open" && this.#open(row)) return true;
        if (part === "close" && this.#close(row)) return true;
      }
    }
  }

  /** Whether a unit that was open ends here without its own end. */
  #open(row: Row): boolean {
    const { from, to } = this.#parts;
    const structure = structureAt(this.#bytes, from, to);
    if (structure === "procmon") this.#seen = "heading";
    if (structure === "process" || structure === "event") {
      if (this.#unit.kind && !this.#unit.isEmpty) {
        // The same tag opens the next one when it is asked for more.
        this.#parts.at = from - 1;
        this.#tell(row);
        row.flaw("EV004", 0, 0);
        return true;
      }
      this.#begin(structure, from);
    } else if (structure) this.#leaf.enterPart(structure);
    else {
      if (!this.#unit.kind && isWord(this.#bytes, from, to, firstColumn)) this.#begin("event", from);
      this.#leaf.open(this.#bytes, from, to);
    }
    return false;
  }

  #begin(kind: "process" | "event", from: number): void {
    this.#unit.begin(kind, from);
    this.#leaf.enter(kind);
  }

  /** Whether a unit ends here. */
  #close(row: Row): boolean {
    const { from, to } = this.#parts;
    const structure = structureAt(this.#bytes, from, to);
    if (!structure) {
      this.#leaf.close(this.#bytes);
      return false;
    }
    if (structure !== this.#unit.kind) {
      this.#leaf.leavePart(structure);
      return false;
    }
    if (this.#unit.isEmpty) {
      this.#unit.end();
      this.#leaf.leave();
      return false;
    }
    this.#tell(row);
    return true;
  }

  #tell(row: Row): void {
    const unit = this.#unit;
    this.#leaf.leave();
    if (unit.kind === "process") this.#names.add(unit);
    else this.#names.complete(unit);
    unit.put(row);
    if (unit.kind === "event") {
      this.#fields.putTime(row, unit.cell("clock"), unit.cell("date"));
      putEvent(row);
    }
    unit.end();
  }

  /** What a line is on which no unit ends. */
  #endOfLine(row: Row): LineKind {
    if (this.#unit.kind) {
      const isOurs = this.#seen !== "nothing" || this.#leaf.isOpen;
      if (!isOurs || this.#unit.isTooLong) {
        this.#unit.end();
        this.#leaf.leave();
        return isOurs ? "broken" : "unknown";
      }
      this.#leaf.endLine(this.#bytes);
      this.#unit.putLine(row);
      return "part";
    }
    return this.#seen === "heading" ? "heading" : this.#seen === "tags" ? "ignorable" : "unknown";
  }
}

/** By which an event of an excerpt is known that begins below its own tag. */
const firstColumn = "Time_of_Day";

interface WrittenState {
  readonly unit?: WrittenUnit;
  readonly leaf?: WrittenLeaf;
  readonly names?: WrittenNames;
}
