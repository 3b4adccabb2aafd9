import { textOf } from "../../core/lineBytes.ts";
import { xmlText } from "../../formats/cells/xmlText.ts";
import type { CellTest } from "./cellTest.ts";
import type { EventCells } from "./eventSource.ts";
import { columnNamed, type EventBytes, type TextShape } from "./textShape.ts";
import { ByteWord } from "./xmlText.ts";

const eventOpens = new ByteWord("<event>");
const eventEnds = new ByteWord("</event>");
const listOpens = new ByteWord("<eventlist>");
const captureOpens = new ByteWord("<procmon");
/** Children of an event that are no columns. */
const noColumns: ReadonlySet<string> = new Set(["ProcessIndex", "stack", "event"]);

/** Whether a text is one of Process Monitor's. */
export function isProcmonXml(head: Uint8Array): boolean {
  return 0 <= captureOpens.in(head.subarray(0, 1024), 0);
}

/** Where the list of events begins in some bytes: behind the list of processes, which may be long; -1 before it. */
export function endOfProcessList(bytes: Uint8Array): number {
  const at = listOpens.in(bytes, 0);
  return at < 0 ? -1 : at + listOpens.length;
}

/** `head` begins with the list of events, which lies at `first` in the file. */
export function xmlShape(head: Uint8Array, first: number): TextShape {
  const names = columnsOf(head);
  const cells = new XmlCells(names);
  return {
    form: "xml",
    columns: names.map(columnNamed),
    first,
    last: () => "left out",
    end: (within, from, limit) => {
      const at = eventEnds.in(within, from, limit);
      return at < 0 ? -1 : at + eventEnds.length;
    },
    start: (within, from, limit) => eventOpens.in(within, from, limit),
    cells: (event) => {
      cells.set(event);
      return cells;
    },
  };
}

/** The columns of the first event. */
function columnsOf(head: Uint8Array): readonly string[] {
  const end = eventEnds.in(head, 0);
  const text = textOf(head, 0, end < 0 ? head.length : end);
  const withoutStack = text.includes("<stack>") ? text.slice(0, text.indexOf("<stack>")) : text;
  const names = [...withoutStack.matchAll(/<([\p{L}_][\p{L}\p{N}_.-]*)\s*\/?>/gu)].map(([, name]) => name!);
  return [...new Set(names)].filter((name) => !noColumns.has(name));
}

const ampersand = 0x26;
const less = 0x3c;

/** The elements of one event. */
class XmlCells implements EventCells {
  readonly #opens: readonly ByteWord[];
  readonly #ends: readonly ByteWord[];
  #event: EventBytes = { bytes: new Uint8Array(0), from: 0, to: 0 };
  /** Where the text of the element stands that was found last. */
  #from = 0;
  #to = 0;

  constructor(names: readonly string[]) {
    this.#opens = names.map((name) => new ByteWord(`<${name}>`));
    this.#ends = names.map((name) => new ByteWord(`</${name}>`));
  }

  set(event: EventBytes): void {
    this.#event = event;
  }

  text(column: number): string {
    this.#find(column);
    return xmlText(textOf(this.#event.bytes, this.#from, this.#to));
  }

  meets(column: number, test: CellTest): boolean {
    this.#find(column);
    const { bytes } = this.#event;
    for (let at = this.#from; at < this.#to; at++)
      if (bytes[at] === ampersand || bytes[at] === less) return test.ofText(this.text(column));
    return test.ofBytes(bytes, this.#from, this.#to);
  }

  #find(column: number): void {
    const { bytes, from, to } = this.#event;
    const open = this.#opens[column];
    const start = open ? open.in(bytes, from, to) : -1;
    this.#from = start < 0 || !open ? to : start + open.length;
    const end = this.#ends[column]?.in(bytes, this.#from, to) ?? -1;
    this.#to = end < 0 ? to : end;
  }
}
