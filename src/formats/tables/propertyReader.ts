import { isBlank, skipBlanks, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { LineReader } from "../../core/format.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { isConsoleLine } from "../cells/windowsConsole.ts";
import { foldedName } from "../delimited/foldedName.ts";
import { putUses, type ValueUse } from "../words/fieldUse.ts";
import { PropertyLine } from "./propertyLine.ts";
import type { PropertyList } from "./propertyList.ts";

/** No value is longer; a longer line is read only so far. In bytes. */
const longestLine = 1 << 15;

/** Reads blocks of properties: a block's first line is a row, the others say more of it. */
export class PropertyReader implements LineReader {
  readonly #list: PropertyList;
  readonly #uses: ReadonlyMap<string, ValueUse>;
  readonly #line = new PropertyLine();
  /** The name that opens a block; empty before the first. */
  #first = "";
  /** Lines of the block above. */
  #place = 0;
  /** The name of the line above, where its mark stands, and whether its value ended in a blank. */
  #name = "";
  #width = 0;
  #endsBlank = false;
  /** Whether blank lines lie between the line above and this one. */
  #apart = false;
  ownsDetail = false;

  constructor(list: PropertyList, state = "") {
    this.#list = list;
    this.#uses = new Map(Object.entries(list.properties).map(([name, use]) => [foldedName(name), use]));
    const [first = "", name = "", place, width, blank, apart] = state.split(" ");
    this.#first = first;
    this.#name = name;
    this.#place = Number(place ?? 0);
    this.#width = Number(width ?? 0);
    this.#endsBlank = blank === "1";
    this.#apart = apart === "1";
  }

  get state(): string {
    const flags = [this.#endsBlank, this.#apart].map(Number);
    return [this.#first, this.#name, this.#place, this.#width, ...flags].join(" ");
  }

  read(bytes: Uint8Array, start: number, wholeEnd: number, row: Row): LineKind {
    const lineEnd = Math.min(wholeEnd, start + longestLine);
    const at = skipBlanks(bytes, start, lineEnd);
    const end = trimEnd(bytes, at, lineEnd);
    if (at === end) {
      this.#apart = true;
      return "ignorable";
    }
    this.ownsDetail = !this.#apart;
    const kind = this.#readLine(row, at, end, at - start);
    if (kind === "unknown") this.#first = "";
    this.#endsBlank = isBlank(bytes[lineEnd - 1]);
    this.#apart = false;
    return kind;
  }

  #readLine(row: Row, at: number, end: number, indent: number): LineKind {
    const { bytes } = row;
    const line = this.#line;
    if (this.#first !== "" && !this.#apart && this.#width < indent) return this.#putRest(row, at, end);
    if (!line.find(bytes, at, end, this.#list.mark)) {
      return isConsoleLine(bytes, at, end) || isRule(bytes, at, end) ? "ignorable" : "unknown";
    }
    const opens = line.name === this.#first || (this.#apart && this.#opens(bytes));
    if (opens || (this.#first === "" && this.#opens(bytes))) return this.#open(row);
    if (this.#first === "") return "unknown";
    this.#put(row);
    return "detail";
  }

  #opens(bytes: Uint8Array): boolean {
    const isAligned = this.#line.hasRoom || this.#list.mark === "=";
    return isAligned && this.#list.opens(this.#line.name, this.#line, bytes);
  }

  #open(row: Row): LineKind {
    this.#first = this.#line.name;
    this.#place = 0;
    row.subject = this.#list.subject;
    row.transport = this.#list.transport;
    this.#put(row);
    return "row";
  }

  /** The rest of a value that did not fit the screen stands under the value; words are parted where they can be. */
  #putRest(row: Row, at: number, end: number): LineKind {
    if (this.#uses.get(this.#name) !== "commandLine") return "ignorable";
    row.set(field.commandLine, this.#endsBlank ? at - 1 : at, end);
    return "detail";
  }

  #put(row: Row): void {
    const { name, valueFrom, valueTo, width } = this.#line;
    const { writing, finish } = this.#list;
    this.#name = name;
    this.#width = width;
    const use = this.#uses.get(name);
    if (use) putUses(row, use, valueFrom, valueTo, writing);
    finish?.(row, name, this.#place++);
  }
}

/** `=====` around the blocks of NirSoft's tools. */
function isRule(bytes: Uint8Array, at: number, end: number): boolean {
  for (let i = at; i < end; i++) if (bytes[i] !== equals && bytes[i] !== asterisk) return false;
  return true;
}

const equals = 0x3d;
const asterisk = 0x2a;
