import type { EventColumn } from "../../../core/eventFilter.ts";
import type { EventHead } from "./eventHead.ts";
import { namedNumbers } from "./networkNumbers.ts";
import { PmlCells, type PmlTables } from "./pmlCells.ts";

/** What an event itself says. */
const ownColumns = [
  ...([
    "Date & Time",
    "Process Name",
    "PID",
    "Operation",
    "Path",
    "Result",
    "Detail",
    "Duration",
    "TID",
  ] as const),
  ...(["Event Class", "Category"] as const),
] as const satisfies readonly EventColumn[];

/** What the table says of its process. */
const processColumns = [
  ...(["Image Path", "Command Line", "Company", "Description", "Version", "User", "Session"] as const),
  ...(["Integrity", "Parent PID", "Authentication ID", "Virtualized", "Architecture"] as const),
] as const satisfies readonly EventColumn[];

/** What its path shows by a name; empty where it shows the number itself. */
const numberColumns = ["Local Address", "Local Port", "Remote Address", "Remote Port"] as const;

/** The columns of an event's line, in their order; no heading names them. */
export const pmlColumns: readonly string[] = [...ownColumns, ...processColumns, ...numberColumns];

const networkClass = 5;
const noNumbers = numberColumns.map(() => ',""').join("");

/** Writes events of a capture as lines, as Process Monitor would export them in these columns. */
export class PmlLines {
  readonly #tables: PmlTables;
  readonly #cells: PmlCells;
  /** By the index of the process: a capture has many events of each. */
  readonly #processes = new Map<number, string>();

  constructor(tables: PmlTables) {
    this.#tables = tables;
    this.#cells = new PmlCells(tables);
  }

  textOf(head: EventHead): string {
    const cells = this.#cells;
    cells.take(head);
    let text = "";
    for (const column of ownColumns) text += `"${quoted(cells.text(column))}",`;
    return text + this.#processText(head.processIndex) + this.#numbersText(head);
  }

  #numbersText(head: EventHead): string {
    if (head.eventClass !== networkClass) return noNumbers;
    return namedNumbers(head, this.#tables.names)
      .map((text) => `,"${text}"`)
      .join("");
  }

  #processText(index: number): string {
    const known = this.#processes.get(index);
    if (known !== undefined) return known;
    const text = processColumns.map((column) => `"${quoted(this.#cells.text(column))}"`).join();
    this.#processes.set(index, text);
    return text;
  }
}

/** An event is one line: its own line breaks are shown by their pictures. */
function quoted(text: string): string {
  if (!/["\r\n]/.test(text)) return text;
  return text.replaceAll('"', '""').replaceAll("\r", "␍").replaceAll("\n", "␊");
}
