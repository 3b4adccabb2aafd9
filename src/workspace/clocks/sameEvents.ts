import { alignTimes } from "../../analysis/clocks/alignedTimes.ts";
import { agreement } from "../../analysis/clocks/clockOffset.ts";
import { microsPerSecond } from "../../core/instant.ts";
import type { TupleRows } from "./tupleRows.ts";

/** A row of each of two captures that are taken to be one event. */
export interface SameEvent {
  readonly row: number;
  readonly other: number;
  /** µs by which the first shows it later. */
  readonly difference: number;
}

/** What two captures both show. */
export interface SameEvents {
  /** Connections that are in both once; each is a witness of its own. */
  readonly single: readonly SameEvent[];
  /** Of connections with many rows in both, at uneven steps: they fall together in one way only. */
  readonly uneven: readonly SameEvent[];
  /** Rows of these that do not fall together with one of the other capture's. */
  readonly unmatched: number;
  /** Of connections with as many rows in both, at even steps: one step more or less would fit as well. */
  readonly even: readonly SameEvent[];
}

/** Packets sent again, and several events of one connection's beginning. */
const burst = 10 * microsPerSecond;
const mostRowsOfOne = 64;
const mostRowsOfTuple = 1 << 13;
const fewestInTurn = 3;
const mostEvents = 1 << 16;

interface Found {
  readonly single: SameEvent[];
  readonly uneven: SameEvent[];
  unmatched: number;
  readonly even: SameEvent[];
}

/** Goes through the tuples that both have. */
export function sameEvents(one: TupleRows, other: TupleRows): SameEvents {
  const found: Found = { single: [], uneven: [], unmatched: 0, even: [] };
  let a = 0;
  let b = 0;
  while (a < one.tuples.length && b < other.tuples.length && found.single.length < mostEvents) {
    const [tuple, theirs] = [one.tuples[a]!, other.tuples[b]!];
    if (tuple < theirs) a = endOf(one.tuples, a);
    else if (theirs < tuple) b = endOf(other.tuples, b);
    else {
      const [endA, endB] = [endOf(one.tuples, a), endOf(other.tuples, b)];
      compare(begun(eventsOf(one, a, endA), eventsOf(other, b, endB), one), found);
      [a, b] = [endA, endB];
    }
  }
  return found;
}

function endOf(tuples: Int32Array, from: number): number {
  let end = from + 1;
  while (end < tuples.length && tuples[end] === tuples[from]) end++;
  return end;
}

interface TimedRow {
  readonly row: number;
  readonly time: number;
}

/** The rows of one connection in the order of time, a burst counted once; none where there are too many. */
function eventsOf({ capture, rows }: TupleRows, from: number, to: number): readonly TimedRow[] {
  if (mostRowsOfTuple < to - from) return [];
  const { time } = capture.columns;
  const timed = Array.from(rows.subarray(from, to), (row) => ({ row, time: time[row]! }));
  timed.sort((x, y) => x.time - y.time);
  const events: TimedRow[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const event of timed) {
    if (burst < event.time - last) events.push(event);
    last = event.time;
  }
  return events;
}

type Pair = readonly [ours: readonly TimedRow[], theirs: readonly TimedRow[]];

/** Where one side tells only that a TCP connection was made, what the other tells of its later life is left out. */
function begun(ours: readonly TimedRow[], theirs: readonly TimedRow[], { capture }: TupleRows): Pair {
  const isTold = Math.min(ours.length, theirs.length) === 1;
  return isTold && capture.columns.mannerOf(ours[0]!.row).transport === "tcp"
    ? [ours.slice(0, 1), theirs.slice(0, 1)]
    : [ours, theirs];
}

function compare([ours, theirs]: Pair, found: Found): void {
  if (ours.length === 1 && theirs.length === 1) found.single.push(eventOf(ours[0]!, theirs[0]!));
  if (Math.min(ours.length, theirs.length) < fewestInTurn) return;
  const aligned = alignTimes(timesOf(ours), timesOf(theirs));
  if (aligned) {
    found.uneven.push(...aligned.pairs.map(([i, k]) => eventOf(ours[i]!, theirs[k]!)));
    found.unmatched += Math.min(ours.length, theirs.length) - aligned.pairs.length;
  } else if (ours.length === theirs.length && ours.length <= mostRowsOfOne) {
    const events = ours.map((event, i) => eventOf(event, theirs[i]!));
    if (agrees(events.map(({ difference }) => difference))) found.even.push(...events);
  }
}

function eventOf(ours: TimedRow, theirs: TimedRow): SameEvent {
  return { row: ours.row, other: theirs.row, difference: ours.time - theirs.time };
}

function timesOf(events: readonly TimedRow[]): Float64Array {
  return Float64Array.from(events, ({ time }) => time);
}

function agrees(differences: readonly number[]): boolean {
  return Math.max(...differences) - Math.min(...differences) <= 2 * agreement;
}
