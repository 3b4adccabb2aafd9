import type { EventColumn } from "../../../core/eventFilter.ts";
import { joinedBytes, wordAt, wordBytes } from "./byteParts.ts";

/** Numbers by which configurations name columns: https://github.com/eronnen/procmon-parser, consts.py. */
const columnCodes: { readonly [Column in EventColumn]: number } = {
  "Date & Time": 40052,
  "Process Name": 40053,
  PID: 40054,
  Operation: 40055,
  Result: 40056,
  Detail: 40057,
  Sequence: 40058,
  Company: 40064,
  Description: 40065,
  "Command Line": 40066,
  User: 40067,
  "Image Path": 40068,
  Session: 40069,
  Path: 40071,
  TID: 40072,
  "Relative Time": 40076,
  Duration: 40077,
  "Time of Day": 40078,
  Version: 40081,
  "Event Class": 40082,
  "Authentication ID": 40083,
  Virtualized: 40084,
  Integrity: 40085,
  Category: 40086,
  "Parent PID": 40087,
  Architecture: 40088,
  "Completion Time": 40164,
};

const columnsByCode: ReadonlyMap<number, EventColumn> = new Map(
  (Object.keys(columnCodes) as EventColumn[]).map((column) => [columnCodes[column], column]),
);

export function codeOfColumn(column: EventColumn): number {
  return columnCodes[column];
}

export function columnOfCode(code: number): EventColumn | undefined {
  return columnsByCode.get(code);
}

/** Columns that a configuration has room for. */
export const mostColumns = 64;

/** The columns of `ColumnMap`, in their order; numbers that no column has are left out. */
export function readColumnMap(map: Uint8Array): readonly EventColumn[] {
  const count = Math.min(mostColumns, map.length >> 2);
  return Array.from({ length: count }, (_, i) => columnOfCode(wordAt(map, 4 * i))).filter(
    (column) => column !== undefined,
  );
}

export function columnMap(columns: readonly EventColumn[]): Uint8Array {
  const codes = columns.slice(0, mostColumns).map(codeOfColumn);
  return wordBytes(...codes, ...new Array<number>(mostColumns - codes.length).fill(0));
}

/** Widths in pixels, 16 bits each. */
export function columnWidths(columns: readonly EventColumn[]): Uint8Array {
  const shown = Math.min(mostColumns, columns.length);
  const used = new Uint8Array(2 * shown);
  for (const [i, column] of columns.slice(0, shown).entries()) used[2 * i] = widthOf(column);
  return joinedBytes([used, new Uint8Array(2 * (mostColumns - shown))]);
}

const wide: ReadonlySet<EventColumn> = new Set(["Path", "Detail", "Command Line", "Image Path"]);

function widthOf(column: EventColumn): number {
  return wide.has(column) ? 250 : 100;
}
