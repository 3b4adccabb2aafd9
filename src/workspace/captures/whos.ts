import { Quadruples } from "../../core/quadruples.ts";
import { isCollectedLog } from "./collectedLog.ts";
import { absent } from "./columns.ts";
import { FarEnd } from "./farEnds.ts";
import type { ScannedCapture } from "./scannedFile.ts";

/** The processes that rows of a capture name: one PID and one name, and in a log of many hosts one near end. */
export interface Whos {
  readonly count: number;
  /** Of each row, -1 where it names none. */
  readonly ofRow: Int32Array;
  /** Of each process. */
  readonly firstRows: readonly number[];
  readonly rowCounts: readonly number[];
  /** The near end's name, -1 where the whole capture is of one host. */
  readonly near: (who: number) => number;
}

export function whosOf(capture: ScannedCapture): Whos {
  let whos = known.get(capture);
  if (!whos) {
    whos = findWhos(capture);
    known.set(capture, whos);
  }
  return whos;
}

/** Captures do not change; their processes are asked for more than once. */
const known = new WeakMap<ScannedCapture, Whos>();

function findWhos(capture: ScannedCapture): Whos {
  const { columns } = capture;
  const { pid, process, count } = columns;
  // A PID means something on one host only: in a log of many hosts the near end tells which.
  const end = isCollectedLog(capture) ? new FarEnd(capture) : undefined;
  const keys = new Quadruples();
  const ofRow = new Int32Array(count).fill(-1);
  const firstRows: number[] = [];
  const rowCounts: number[] = [];
  for (let row = 0; row < count; row++) {
    if (pid[row] === absent || (pid[row] === 0 && isIdle(columns.mannerOf(row).state))) continue;
    const near = end?.look(row) ? end.near : absent;
    const who = keys.numberOf(pid[row]!, process[row]!, near, 0);
    if (who === firstRows.length) {
      firstRows.push(row);
      rowCounts.push(0);
    }
    rowCounts[who]!++;
    ofRow[row] = who;
  }
  return { count: keys.size, ofRow, firstRows, rowCounts, near: (who) => keys.at(who, 2) };
}

/** PID 0 on TIME_WAIT is no process: the socket was released. */
function isIdle(state: string | undefined): boolean {
  return state === undefined || state === "TIME_WAIT";
}
