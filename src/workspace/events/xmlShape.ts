import { textOf } from "../../core/lineBytes.ts";
import { xmlText } from "../../formats/cells/xmlText.ts";
import type { CellOf, EventTaker } from "./eventSource.ts";
import { columnNamed, type TextShape } from "./textShape.ts";
import { indexOfBytes } from "./xmlText.ts";

const eventOpens = bytesOf("<event>");
const eventEnds = bytesOf("</event>");
const listOpens = bytesOf("<eventlist>");
/** Children of an event that are no columns. */
const noColumns: ReadonlySet<string> = new Set(["ProcessIndex", "stack", "event"]);

/** Whether a text is one of Process Monitor's. */
export function isProcmonXml(head: Uint8Array): boolean {
  return 0 <= indexOfBytes(head.subarray(0, 1024), bytesOf("<procmon"), 0);
}

/** Where the list of events begins in some bytes: behind the list of processes, which may be long; -1 before it. */
export function endOfProcessList(bytes: Uint8Array): number {
  const at = indexOfBytes(bytes, listOpens, 0);
  return at < 0 ? -1 : at + listOpens.length;
}

/** `head` begins with the list of events, which lies at `first` in the file. */
export function xmlShape(head: Uint8Array, first: number): TextShape {
  const names = columnsOf(head);
  const opens = names.map((name) => bytesOf(`<${name}>`));
  const ends = names.map((name) => bytesOf(`</${name}>`));
  let current: Parameters<EventTaker>[0] = 0;
  let bytes: Uint8Array = new Uint8Array(0);
  let to = 0;
  const cellOf: CellOf = (column) => {
    const open = opens[column];
    const start = open ? indexOfBytes(bytes, open, current) : -1;
    if (!open || start < 0 || to <= start) return "";
    const from = start + open.length;
    const end = indexOfBytes(bytes, ends[column]!, from);
    return xmlText(textOf(bytes, from, end < 0 || to < end ? to : end));
  };
  return {
    form: "xml",
    columns: names.map(columnNamed),
    first,
    isLastWhole: false,
    end: (within, from, limit) => {
      const at = indexOfBytes(within.subarray(0, limit), eventEnds, from);
      return at < 0 ? -1 : at + eventEnds.length;
    },
    start: (within, from, limit) => indexOfBytes(within.subarray(0, limit), eventOpens, from),
    cells: (event) => {
      ({ bytes, from: current, to } = event);
      return cellOf;
    },
  };
}

/** The columns of the first event. */
function columnsOf(head: Uint8Array): readonly string[] {
  const end = indexOfBytes(head, eventEnds, 0);
  const text = textOf(head, 0, end < 0 ? head.length : end);
  const withoutStack = text.includes("<stack>") ? text.slice(0, text.indexOf("<stack>")) : text;
  const names = [...withoutStack.matchAll(/<([\p{L}_][\p{L}\p{N}_.-]*)\s*\/?>/gu)].map(([, name]) => name!);
  return [...new Set(names)].filter((name) => !noColumns.has(name));
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
