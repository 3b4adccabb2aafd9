import { absent, type Columns } from "../captures/columns.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { ProcessNumbers } from "../joins/processNumbers.ts";

/** Rows of a capture that speak of the same thing. */
export interface RowsLeft {
  count: number;
  readonly firstLine: number;
}

/** The rows of a capture that name each process, by its number. Rows that were only joined to it do not name it. */
export function rowsByProcess(
  capture: ScannedCapture,
  processes: ProcessNumbers,
): ReadonlyMap<number, RowsLeft> {
  const { columns } = capture;
  const numbers = processes.of(capture);
  const rows = new Map<number, RowsLeft>();
  for (let row = 0; row < columns.count; row++) {
    const number = isNaming(columns, row) ? numbers.ofRow(row) : -1;
    const known = rows.get(number);
    if (known) known.count++;
    else if (0 <= number) rows.set(number, { count: 1, firstLine: columns.line[row]! });
  }
  return rows;
}

/** PID 0 on TIME_WAIT is no process: the socket was released. */
function isNaming(columns: Columns, row: number): boolean {
  const pid = columns.pid[row]!;
  if (pid !== 0) return pid !== absent;
  const { state } = columns.mannerOf(row);
  return state !== undefined && state !== "TIME_WAIT";
}
