import { absent, type Columns } from "../captures/columns.ts";
import { CountedOnce } from "../captures/countedOnce.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { ProcessNumbers } from "../joins/processNumbers.ts";

/** Rows of a capture that speak of the same thing. */
export interface RowsLeft {
  count: number;
  readonly firstLine: number;
}

/** Rows that name a process. */
export interface NamingRows extends RowsLeft {
  /** The same rows, two that speak of one connection counted once. */
  readonly connections: CountedOnce;
}

/** The rows of a capture that name each process, by its number. Rows that were only joined to it do not name it. */
export function rowsByProcess(
  capture: ScannedCapture,
  processes: ProcessNumbers,
): ReadonlyMap<number, NamingRows> {
  const { columns } = capture;
  const numbers = processes.of(capture);
  const rows = new Map<number, NamingRows>();
  for (let row = 0; row < columns.count; row++) {
    const number = isNaming(columns, row) ? numbers.ofRow(row) : -1;
    if (number < 0) continue;
    const known = rows.get(number) ?? newRows(capture, row);
    known.count++;
    known.connections.add(row);
    rows.set(number, known);
  }
  return rows;
}

function newRows(capture: ScannedCapture, row: number): NamingRows {
  return { count: 0, firstLine: capture.columns.line[row]!, connections: new CountedOnce(capture) };
}

/** PID 0 on TIME_WAIT is no process: the socket was released. */
function isNaming(columns: Columns, row: number): boolean {
  const pid = columns.pid[row]!;
  if (pid !== 0) return pid !== absent;
  const { state } = columns.mannerOf(row);
  return state !== undefined && state !== "TIME_WAIT";
}
