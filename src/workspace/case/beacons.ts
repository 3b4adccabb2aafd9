import { type ScoredBeats, scoreBeats } from "../../analysis/beacons/beacon.ts";
import { matchPeriodicService } from "../../analysis/beacons/periodicServices.ts";
import { ritaScore } from "../../analysis/beacons/rita.ts";
import { addressScope, canonicalAddress, isOutside } from "../../core/address.ts";
import type { Beacon, LineReference } from "../../core/caseView.ts";
import { type Instant, microsPerDay } from "../../core/instant.ts";
import type { Steps } from "../../core/steps.ts";
import { absent } from "../captures/columns.ts";
import { FarEnd } from "../captures/farEnds.ts";
import { remoteRowsOf } from "../captures/remoteRows.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import { timeSpan } from "../captures/timeSpan.ts";
import type { ProcessNumbers } from "../joins/processNumbers.ts";
import { BeatPairs } from "./beatPairs.ts";
import { type HostSpans, hostSpansOf } from "./hostSpans.ts";
import { Leading } from "./leading.ts";
import { remoteId } from "./remoteId.ts";

/** Below this nothing is listed: it would only be noise. */
const worthListing = 0.5;
const mostListed = 2000;

/** A pair that keeps a rhythm; its process is what other captures tell. */
interface Rhythm {
  readonly firstRow: number;
  readonly beacon: Omit<Beacon, "process">;
}

/** Captures do not change; their rhythms are asked for whenever another capture has. */
const known = new WeakMap<ScannedCapture, readonly Rhythm[]>();
const rowsPerStep = 1 << 13;
/** Beats to be scored; a pair costs as much as some more of them. */
const beatsPerStep = 1 << 11;
const beatsOfPair = 16;

/** The pairs of a capture that keep a rhythm, the most regular first. */
export function* beaconsOf(capture: ScannedCapture, processes: ProcessNumbers): Steps<readonly Beacon[]> {
  const rhythms = known.get(capture) ?? (yield* rhythmsOf(capture));
  known.set(capture, rhythms);
  return rhythms.map(({ firstRow, beacon }) => {
    const process = processes.ofRow(capture, firstRow)?.id;
    return process === undefined ? beacon : { ...beacon, process };
  });
}

function* rhythmsOf(capture: ScannedCapture): Steps<readonly Rhythm[]> {
  if (!capture.clock || capture.family === "netstat") return [];
  const pairs = yield* lookThrough(capture);
  const ends = { capture, end: new FarEnd(capture) };
  const regular = yield* mostRegular(ends, pairs);
  const rhythms: Rhythm[] = [];
  const spans = hostSpansOf(capture, nearsOf(ends, regular));
  for (const pair of regular) {
    const { firstRow, verdict } = pair;
    const described = describe(ends, pair);
    const when = windowsOf(ends, pair, spans);
    const beacon = { ...described, ...measured(verdict), ...when, ...usualOf(described, verdict) };
    rhythms.push({ firstRow, beacon: { ...beacon, pairsTested: pairs.tested } });
    yield;
  }
  return rhythms;
}

/** The pairs that are worth a full score. */
function* lookThrough(capture: ScannedCapture): Steps<BeatPairs> {
  const remotes = yield* remoteRowsOf(capture);
  const pairs = new BeatPairs(capture, remotes);
  yield;
  for (let remote = 0, due = 0; remote < remotes.count; remote++) {
    // Remotes have one row or a hundred thousand.
    if (due <= remotes.starts[remote]!) {
      due = remotes.starts[remote]! + rowsPerStep;
      yield;
    }
    pairs.lookAt(remote);
  }
  return pairs;
}

/** A pair with its score. */
interface ScoredPair {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly times: Float64Array;
  readonly verdict: ScoredBeats;
  /** The id of the remote. */
  readonly remote: string;
}

/** What of many pairs is to be listed; nothing is made of the others. */
function* mostRegular(ends: CaptureEnds, pairs: BeatPairs): Steps<readonly ScoredPair[]> {
  const context = { ...windowOf(ends.capture), pairsTested: pairs.tested };
  const best = new Leading<ScoredPair>(mostListed, isMoreRegular);
  for (let i = 0, due = 0, work = 0; i < pairs.candidates; i++) {
    const { firstRow, lastRow, times } = pairs.candidate(i);
    work += times.length + beatsOfPair;
    if (due <= work) {
      due = work + beatsPerStep;
      yield;
    }
    const verdict = scoreBeats({ times }, context);
    if (verdict.kind === "too-few" || verdict.score < worthListing) continue;
    // Of a hundred thousand that are as regular, most need no id.
    if (best.last && verdict.score < best.last.verdict.score) continue;
    best.offer({ firstRow, lastRow, times, verdict, remote: remoteOf(ends, firstRow) });
  }
  return best.list();
}

function isMoreRegular(
  { verdict: a, remote }: ScoredPair,
  { verdict: b, remote: other }: ScoredPair,
): boolean {
  return a.score === b.score ? remote < other : b.score < a.score;
}

function measured(verdict: ScoredBeats) {
  const { rita } = verdict;
  return {
    count: verdict.count,
    period: verdict.periodSeconds,
    jitter: verdict.jitterSeconds,
    score: verdict.score,
    chance: verdict.chance,
    beats: verdict.beats,
    onBeat: verdict.onBeat,
    missed: verdict.missed,
    ...(rita ? { rita: rita.score, ritaOf: rita.of } : {}),
  };
}

/** The near ends of pairs, by their names. */
function nearsOf({ end }: CaptureEnds, pairs: readonly ScoredPair[]): ReadonlySet<number> {
  return new Set(
    pairs.map(({ firstRow }) => {
      end.look(firstRow);
      return end.near;
    }),
  );
}

/** What the scores look at, and when the next beat is due. */
function windowsOf(
  { capture, end }: CaptureEnds,
  { firstRow, times, verdict }: ScoredPair,
  spans: HostSpans,
): Pick<Beacon, "window" | "hostUp" | "next"> {
  const at = instantsOf(capture);
  const { windowStart, windowEnd } = windowOf(capture);
  end.look(firstRow);
  const up = lastDay(spans.first(end.near), spans.last(end.near));
  const rita = ritaScore({ times }, up);
  return {
    window: { first: at(windowStart), last: at(windowEnd) },
    hostUp: {
      first: at(up.windowStart),
      last: at(up.windowEnd),
      ...(rita ? { rita: rita.score } : {}),
    },
    next: at(verdict.nextExpected),
  };
}

function describe({ capture, end }: CaptureEnds, { firstRow, lastRow, remote }: ScoredPair) {
  const { columns } = capture;
  end.look(firstRow);
  const { transport } = columns.mannerOf(firstRow);
  return {
    remote,
    source: canonicalAddress(columns.text(end.near) ?? ""),
    destination: canonicalAddress(columns.text(end.address) ?? ""),
    ...(end.port === absent ? {} : { port: end.port }),
    ...(transport === undefined ? {} : { transport }),
    first: reference(capture, firstRow),
    last: reference(capture, lastRow),
  };
}

/** A capture, and who tells its far ends. */
interface CaptureEnds {
  readonly capture: ScannedCapture;
  readonly end: FarEnd;
}

function remoteOf({ capture: { columns }, end }: CaptureEnds, row: number): string {
  end.look(row);
  const port = end.port === absent ? undefined : end.port;
  const destination = canonicalAddress(columns.text(end.address) ?? "");
  return remoteId(destination, port, columns.mannerOf(row).transport, "outbound");
}

/** The well-known service of this port, unless its period is not one that the service has. */
function usualOf(
  { transport, port, destination }: Pick<Beacon, "transport" | "port" | "destination">,
  verdict: ScoredBeats,
) {
  if (transport === undefined || port === undefined) return {};
  const reach = isOutside(addressScope(destination)) ? "external" : "internal";
  const match = matchPeriodicService({ transport, port, reach, periodSeconds: verdict.periodSeconds });
  return match && match.period !== "unusual" ? { usual: match.service.name } : {};
}

function reference(capture: ScannedCapture, row: number): LineReference {
  return { uri: capture.uri, line: capture.columns.line[row]! };
}

/** RITA's window: the last 24 hours of the whole log, not of the pair. */
function windowOf(capture: ScannedCapture) {
  const { first, last } = timeSpan(capture);
  return lastDay(first?.micros ?? 0, last?.micros ?? 0);
}

/** In UTC where no row prints an offset, and the zone is known. */
function instantsOf({ clock }: ScannedCapture): (micros: number) => Instant {
  const isKnown = !clock!.assumed.includes("zone");
  return (micros) => ({ ...(isKnown ? { utcOffset: 0 } : {}), ...clock!, micros });
}

function lastDay(first: number, last: number): { readonly windowStart: number; readonly windowEnd: number } {
  return { windowStart: Math.max(first, last - microsPerDay), windowEnd: last };
}
