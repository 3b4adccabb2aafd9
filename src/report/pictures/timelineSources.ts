import type { RemoteEndpoint } from "../../core/caseView.ts";
import { grouped } from "../../core/grouped.ts";
import type { Steps } from "../../core/steps.ts";
import { absent } from "../../workspace/captures/columns.ts";
import { placesOfRow } from "../../workspace/captures/remoteRows.ts";
import type { ViewedCase } from "../../workspace/case/loadCase.ts";
import { isOutsideRemote } from "../outside.ts";
import type { LaneRows } from "./laneRows.ts";
import type { PlacedCapture } from "./timelineCaptures.ts";

/** What lanes stand for. */
export const laneKinds = ["remote", "process"] as const;
export type LaneKind = (typeof laneKinds)[number];

/** A lane before it is drawn: whose it is, and how to come by its rows. */
export interface LaneSource {
  /** Place among the remotes or processes of the view; -1 for rows whose process nothing tells. */
  readonly place: number;
  readonly parts: () => readonly LaneRows[];
}

/** More remotes are not asked where they lie: they come in order of how busy they are. */
const mostSorted = 50_000;
const rowsPerStep = 1 << 15;

/** Places of captures on the timeline, by the captures' ids. */
export type CapturePlaces = ReadonlyMap<string, { readonly place: number; readonly placed: PlacedCapture }>;

/** Far ends: those of findings first, then regular ones, those outside, the rest; of these the busiest. */
export function* remoteSources(
  { view, reading }: ViewedCase,
  places: CapturePlaces,
  cited: ReadonlySet<string>,
): Steps<readonly LaneSource[]> {
  const { parts } = reading.remotes.columns;
  const timed = Uint8Array.from(parts.captures, ({ capture }) =>
    places.has(capture.id) && capture.clock ? 1 : 0,
  );
  const regular = new Set(
    view.beacons.filter(({ usual }) => usual === undefined).map(({ remote }) => remote),
  );
  const ranks: LaneSource[][] = [[], [], [], []];
  for (const [place, remote] of reading.remotes.remotes.entries()) {
    if (place % 1024 === 1023) yield;
    const own = (): readonly LaneRows[] => partsOfRemote(remote.number, parts, places);
    let isTimed = false;
    for (let part = parts.starts[remote.number]!; part < parts.starts[remote.number + 1]!; part++)
      isTimed ||= timed[parts.capture[part]!] === 1;
    if (!isTimed) continue;
    const isShort = reading.remotes.remotes.length <= mostSorted;
    ranks[rankOf(remote, { cited, regular, isShort })]!.push({ place, parts: own });
  }
  return ranks.flat();
}

interface Ranking {
  readonly cited: ReadonlySet<string>;
  readonly regular: ReadonlySet<string>;
  readonly isShort: boolean;
}

function rankOf(remote: RemoteEndpoint, { cited, regular, isShort }: Ranking): 0 | 1 | 2 | 3 {
  if (cited.size + regular.size === 0 && !isShort) return 2;
  if (cited.has(remote.id)) return 0;
  if (regular.has(remote.id)) return 1;
  return isShort && isOutsideRemote(remote) ? 2 : 3;
}

function partsOfRemote(
  number: number,
  parts: ViewedCase["reading"]["remotes"]["columns"]["parts"],
  places: CapturePlaces,
): readonly LaneRows[] {
  return parts.of(number).flatMap(({ of: { capture, rows }, remote }) => {
    const known = places.get(capture.id);
    if (!known || !capture.clock) return [];
    const { columns } = capture;
    return [
      {
        capture: known.place,
        time: columns.time,
        shift: known.placed.shift,
        isInOrder: columns.isInOrder,
        rows: rows.rows,
        start: rows.starts[remote]! * placesOfRow,
        end: rows.starts[remote + 1]! * placesOfRow,
        stride: placesOfRow,
      },
    ];
  });
}

/** Processes with times: those of findings first, then the busiest; rows of no process last. */
export function* processSources(
  { view, reading }: ViewedCase,
  places: CapturePlaces,
  cited: ReadonlySet<string>,
): Steps<readonly LaneSource[]> {
  const gathered: { readonly process: number; readonly part: LaneRows }[] = [];
  for (const capture of reading.captures) {
    const known = places.get(capture.id);
    if (!known || !capture.clock || capture.columns.count === 0) continue;
    const numbers = reading.processes.of(capture);
    const { count, time, isInOrder } = capture.columns;
    const { starts, rows } = yield* groupedRows(count, reading.processes.instances.length, (row) =>
      numbers.ofRow(row),
    );
    for (let slot = 0; slot + 1 < starts.length; slot++) {
      const [start, end] = [starts[slot]!, starts[slot + 1]!];
      const { place, placed } = known;
      const part = { capture: place, time, shift: placed.shift, isInOrder, rows, start, end, stride: 1 };
      if (start < end) gathered.push({ process: slot - 1, part });
    }
  }
  const byProcess = grouped(gathered, ({ process }) => process);
  const withDeeds = new Set(view.deeds.map(({ process }) => process));
  // A filtered case has only some of the processes.
  const numberOf = new Map(reading.processes.instances.map(({ id }, number) => [id, number]));
  const sources = view.processes.flatMap(({ id }, place) => {
    const number = numberOf.get(id);
    const parts = (number === undefined ? undefined : byProcess.get(number))?.map(({ part }) => part) ?? [];
    const rows = parts.reduce((sum, { start, end }) => sum + end - start, 0);
    const rank = cited.has(id) ? 0 : 1;
    return parts.length === 0 && !withDeeds.has(id) ? [] : [{ place, rank, rows, parts: () => parts }];
  });
  sources.sort((a, b) => a.rank - b.rank || b.rows - a.rows || a.place - b.place);
  const nobodys = byProcess.get(absent)?.map(({ part }) => part) ?? [];
  return [...sources, ...(nobodys.length === 0 ? [] : [{ place: -1, parts: () => nobodys }])];
}

/** Rows by what they belong to; the first slot is of those that belong to nothing. */
function* groupedRows(
  count: number,
  groups: number,
  groupOf: (row: number) => number,
): Steps<{ readonly starts: Uint32Array; readonly rows: Uint32Array }> {
  const slots = new Uint32Array(count);
  const starts = new Uint32Array(groups + 2);
  for (let row = 0; row < count; row++) {
    const slot = Math.max(-1, groupOf(row)) + 1;
    slots[row] = slot;
    starts[slot + 1] = starts[slot + 1]! + 1;
    if (row % rowsPerStep === 0) yield;
  }
  for (let slot = 0; slot <= groups; slot++) starts[slot + 1] = starts[slot + 1]! + starts[slot]!;
  const next = starts.slice();
  const rows = new Uint32Array(count);
  for (let row = 0; row < count; row++) {
    const slot = slots[row]!;
    rows[next[slot]!] = row;
    next[slot] = next[slot]! + 1;
  }
  return { starts, rows };
}
