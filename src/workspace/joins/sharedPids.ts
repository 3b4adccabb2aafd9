import { absent } from "../captures/columns.ts";
import { isMonitored } from "../captures/conversations.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import { whosOf } from "../captures/whos.ts";

/** How many PIDs two captures share, of how many that could be shared. One host between two boots has nearly all. */
export interface SharedPids {
  readonly shared: number;
  readonly possible: number;
}

/** PIDs that every Windows and every Unix has. */
const everywhere: ReadonlySet<number> = new Set([0, 1, 4]);

export function sharedPids(a: ScannedCapture, b: ScannedCapture): SharedPids {
  const [one, other] = [pidsOf(a), pidsOf(b)];
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  let shared = 0;
  for (const pid of few) if (many.has(pid)) shared++;
  return { shared, possible: few.size };
}

/** Two hosts have some PIDs in common by chance: one alone says nothing, and half as many may be chance. */
export function sharesClearlyMore(one: SharedPids, other: SharedPids): boolean {
  return 2 <= one.shared && one.possible <= 2 * one.shared && 2 * other.shared <= one.shared;
}

/** Whether a list of all processes lacks most PIDs of the other capture: it is of another host or another boot. */
export function isContradicted(list: ScannedCapture, other: ScannedCapture): boolean {
  // A monitor shows processes that come and go, and only those that its filter lets through.
  if (isMonitored(list) || isMonitored(other)) return false;
  const listed = pidsOf(list).size;
  const expected = pidsOf(other).size;
  if (listed < fewestOfWholeList || listed < expected || expected < fewestToMiss) return false;
  return 2 * sharedPids(list, other).shared < expected;
}

const fewestOfWholeList = 20;
const fewestToMiss = 3;

type Pids = ReadonlySet<number>;

/** Captures do not change; their PIDs are asked for more than once. */
const known = new WeakMap<ScannedCapture, Pids>();

/** The PIDs of a capture that tell its host or boot from others. */
export function pidsOf(capture: ScannedCapture): Pids {
  let pids = known.get(capture);
  if (!pids) {
    const found = new Set<number>();
    for (const row of whosOf(capture).firstRows) found.add(capture.columns.pid[row]!);
    for (const { process } of capture.processes) found.add(process.pid ?? absent);
    for (const { pid } of capture.activity?.actors ?? []) found.add(pid);
    for (const pid of [absent, ...everywhere]) found.delete(pid);
    pids = found;
    known.set(capture, pids);
  }
  return pids;
}
