import { indexOfByte } from "../../../core/ascii.ts";
import { field } from "../../../core/field.ts";
import { textOf } from "../../../core/lineBytes.ts";
import { xmlText } from "../../cells/xmlText.ts";
import { fileTimeText } from "./fileTime.ts";
import { XmlElements, type XmlSection, type XmlUse } from "./xmlElements.ts";
import { moduleOfLocation } from "./xmlStack.ts";
import type { XmlUnit } from "./xmlUnit.ts";

/** What an element's text may hold, in characters: Windows' environment blocks have 32 thousand. */
const longestText = 1 << 18;

/** What of a module or a frame was read so far. */
type PartTexts = { [Name in PartUse]?: string };
type PartUse = "path" | "company" | "version" | "description" | "address" | "location";

/** The element that is open, and what it is a part of. Its text may go on over several lines. */
export class XmlLeaf {
  readonly #unit: XmlUnit;
  readonly #elements = new XmlElements();
  #section: XmlSection = "none";
  #use: XmlUse | undefined;
  /** Of the lines above. */
  #above = "";
  /** Where its text stands on this line; negative where it has none yet. */
  #from = -1;
  #to = -1;
  #part: PartTexts = {};

  constructor(unit: XmlUnit, written?: WrittenLeaf) {
    this.#unit = unit;
    if (!written) return;
    this.#section = written.section;
    this.#use = written.use;
    this.#above = written.above;
    this.#part = { ...written.part };
  }

  /** Undefined outside of processes and events. */
  get written(): WrittenLeaf | undefined {
    if (this.#section === "none") return undefined;
    const use = this.#use === undefined ? {} : { use: this.#use };
    return { section: this.#section, ...use, above: this.#above, part: this.#part };
  }

  /** Whether an element is open that has text. */
  get isOpen(): boolean {
    return this.#use !== undefined;
  }

  enter(section: "process" | "event"): void {
    this.#section = section;
    this.#forget();
    this.#part = {};
  }

  leave(): void {
    this.#section = "none";
    this.#forget();
    this.#part = {};
  }

  /** A list opens, or one of its parts. */
  enterPart(name: string): void {
    this.#forget();
    if (this.#section === "none" || (name !== "module" && name !== "frame")) return;
    this.#section = name;
    this.#part = {};
  }

  /** A list ends, or one of its parts, which is then whole. */
  leavePart(name: string): void {
    this.#forget();
    const { path = "", address = "", location = "", company, version, description } = this.#part;
    if (name === "module" && this.#section === "module") {
      const facts = { ...(company ? { company } : {}), ...(version ? { version } : {}) };
      if (path !== "") this.#unit.addModule({ path, ...facts, ...(description ? { description } : {}) });
      this.#section = "process";
    }
    if (name === "frame" && this.#section === "frame") {
      this.#unit.addFrame({ address, path: path === "" ? moduleOfLocation(location) : path });
      this.#section = "event";
    }
  }

  open(bytes: Uint8Array, from: number, to: number): void {
    this.#forget();
    if (this.#section !== "none") this.#use = this.#elements.useOf(this.#section, bytes, from, to);
  }

  startLine(): void {
    this.#from = -1;
    this.#to = -1;
  }

  addText(from: number, to: number): void {
    if (this.#use === undefined) return;
    if (this.#from < 0) this.#from = from;
    this.#to = to;
  }

  close(bytes: Uint8Array): void {
    const use = this.#use;
    if (use !== undefined && use !== "passed over") this.#put(use, bytes);
    this.#forget();
  }

  /** Keeps what the line has of an element that goes on below. */
  endLine(bytes: Uint8Array): void {
    if (this.#use === undefined || this.#use === "passed over") return;
    if (this.#above.length < longestText)
      this.#above += `${this.#from < 0 ? "" : textOf(bytes, this.#from, this.#to)}\n`;
    this.#unit.note(this.#use, this.#from, this.#to);
  }

  #put(use: Exclude<XmlUse, "passed over">, bytes: Uint8Array): void {
    const [from, to] = this.#from < 0 ? [0, 0] : [this.#from, this.#to];
    const isPlain = this.#above === "" && indexOfByte(bytes, ampersand, from, to) < 0;
    if (isPlain && (typeof use === "number" || use === "clock" || use === "date")) {
      if (from < to) this.#unit.add(use, bytes, from, to);
      return;
    }
    const text = xmlText(this.#above + textOf(bytes, from, to));
    if (typeof use === "number" || use === "clock" || use === "date") this.#unit.addText(use, text, from, to);
    else if (use === "index") this.#unit.index = text;
    else if (use === "created" || use === "finished") this.#putFileTime(use, text, from, to);
    else this.#part[use] = text;
  }

  #putFileTime(use: "created" | "finished", digits: string, from: number, to: number): void {
    const text = fileTimeText(digits);
    if (text !== undefined)
      this.#unit.addText(use === "created" ? field.started : field.ended, text, from, to);
  }

  #forget(): void {
    this.#use = undefined;
    this.#above = "";
    this.#from = -1;
    this.#to = -1;
  }
}

const ampersand = 0x26;

/** What is open of an element between two lines. */
export interface WrittenLeaf {
  readonly section: XmlSection;
  readonly use?: XmlUse;
  readonly above: string;
  readonly part: PartTexts;
}
