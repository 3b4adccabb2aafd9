import { Triples } from "../../core/triples.ts";
import { isCollectedLog } from "./collectedLog.ts";
import { absent } from "./columns.ts";
import { type RowNumbers, rowNumbersOf } from "./rowNumbers.ts";
import type { ScannedCapture } from "./scannedFile.ts";

/**
 * The processes that rows of a capture name: one PID and one name, and in a log of many hosts one near end. Of some
 * rows of a capture `ofCaller` is theirs, all else the whole capture's.
 */
export interface Whos {
  readonly count: number;
  /** Of each caller of the capture's `RowNumbers`, -1 where it names none. */
  readonly ofCaller: Int32Array;
  /** Of each process. */
  readonly firstRows: readonly number[];
  /** Of each process, two rows that speak of one connection counted once. */
  readonly connections: readonly number[];
  /** The near end's name, -1 where the whole capture is of one host. */
  readonly near: (who: number) => number;
}

export function whosOf(capture: ScannedCapture): Whos {
  let whos = known.get(capture);
  if (!whos) {
    whos = capture.narrowedFrom ? narrowedWhos(capture, capture.narrowedFrom.capture) : findWhos(capture);
    known.set(capture, whos);
  }
  return whos;
}

/** Captures do not change; their processes are asked for more than once. */
const known = new WeakMap<ScannedCapture, Whos>();

/** Some rows of a capture name the same processes under the same numbers. */
function narrowedWhos(part: ScannedCapture, whole: ScannedCapture): Whos {
  const whos = whosOf(whole);
  const ofWhole = rowNumbersOf(whole).callers;
  const ofCaller = eachCaller(rowNumbersOf(part), (near, pid, process) => {
    const caller = ofWhole.find(near, pid, process);
    return caller < 0 ? -1 : whos.ofCaller[caller]!;
  });
  return { ...whos, ofCaller };
}

/** Callers come in the order of their first rows, and so do the processes that they are folded to. */
function findWhos(capture: ScannedCapture): Whos {
  const numbers = rowNumbersOf(capture);
  // A PID means something on one host only: in a log of many hosts the near end tells which.
  const tellsHosts = isCollectedLog(capture);
  const keys = new Triples();
  const ofCaller = eachCaller(numbers, (near, pid, process) =>
    pid === absent ? -1 : keys.numberOf(pid, process, tellsHosts ? near : absent),
  );
  const firstRows: number[] = [];
  const connections: number[] = [];
  for (let caller = 0; caller < ofCaller.length; caller++) {
    const who = ofCaller[caller]!;
    if (who < 0) continue;
    if (who === firstRows.length) firstRows.push(numbers.firstRows[caller]!);
    connections[who] = (connections[who] ?? 0) + numbers.connectionsOfCaller(caller);
  }
  return { count: keys.size, ofCaller, firstRows, connections, near: (who) => keys.at(who, 2) };
}

function eachCaller(
  { callers }: RowNumbers,
  whoOf: (near: number, pid: number, process: number) => number,
): Int32Array {
  return Int32Array.from({ length: callers.size }, (_, caller) =>
    whoOf(callers.at(caller, 0), callers.at(caller, 1), callers.at(caller, 2)),
  );
}
