import { scoreBeats } from "../../analysis/beacons/beacon.ts";
import { quickLook } from "../../analysis/beacons/beaconQuickLook.ts";
import { matchPeriodicService } from "../../analysis/beacons/periodicServices.ts";
import { addressScope, canonicalAddress, isOutside } from "../../core/address.ts";
import type { Beacon, LineReference } from "../../core/caseView.ts";
import { microsPerDay } from "../../core/instant.ts";
import type { Steps } from "../../core/steps.ts";
import { absent } from "../captures/columns.ts";
import { remoteRowsOf } from "../captures/remoteRows.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import { timeSpan } from "../captures/timeSpan.ts";
import type { ProcessNumbers } from "../joins/processNumbers.ts";
import { BeatPairs } from "./beatPairs.ts";
import { remoteId } from "./remoteId.ts";

/** Below this nothing is listed: it would only be noise. */
const worthListing = 0.5;
const mostListed = 2000;

/** A pair that keeps a rhythm; its process is what other captures tell. */
interface Rhythm {
  readonly firstRow: number;
  readonly beacon: Omit<Beacon, "process"> & { readonly score: number };
}

/** Captures do not change; their rhythms are asked for whenever another capture has. */
const known = new WeakMap<ScannedCapture, readonly Rhythm[]>();
const rowsPerStep = 1 << 14;

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
  const { pairsTested, candidates } = yield* lookThrough(capture);
  const context = { ...windowOf(capture), pairsTested };
  const rhythms: Rhythm[] = [];
  for (const { firstRow, lastRow, times } of candidates) {
    const verdict = scoreBeats({ times }, context);
    yield;
    if (verdict.kind === "too-few" || verdict.score < worthListing) continue;
    const described = describe(capture, firstRow, lastRow);
    const beacon = { ...described, ...measured(verdict), ...usualOf(described, verdict) };
    rhythms.push({ firstRow, beacon: { ...beacon, pairsTested } });
  }
  rhythms.sort(({ beacon: a }, { beacon: b }) => b.score - a.score || (a.remote < b.remote ? -1 : 1));
  return rhythms.slice(0, mostListed);
}

interface Candidate {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly times: Float64Array;
}

/** The pairs that are worth a full score, and how many were looked at. */
function* lookThrough(
  capture: ScannedCapture,
): Steps<{ readonly pairsTested: number; readonly candidates: readonly Candidate[] }> {
  const remotes = yield* remoteRowsOf(capture);
  const pairs = new BeatPairs(capture, remotes);
  const candidates: Candidate[] = [];
  let pairsTested = 0;
  for (let remote = 0, due = 0; remote < remotes.count; remote++) {
    // Remotes have one row or a hundred thousand.
    if (due <= remotes.starts[remote]!) {
      due = remotes.starts[remote]! + rowsPerStep;
      yield;
    }
    pairs.visit(remote, (pair, times, from, to) => {
      pairsTested++;
      if (quickLook(times, from, to)) candidates.push({ ...pair, times: times.slice(from, to) });
    });
  }
  return { pairsTested, candidates };
}

type Scored = Extract<ReturnType<typeof scoreBeats>, { kind: "scored" }>;

function measured(verdict: Scored) {
  const { rita } = verdict;
  return {
    count: verdict.count,
    period: verdict.periodSeconds,
    jitter: verdict.jitterSeconds,
    score: verdict.score,
    chance: verdict.chance,
    ...(rita ? { rita: rita.score } : {}),
  };
}

function describe(capture: ScannedCapture, firstRow: number, lastRow: number) {
  const { columns } = capture;
  const destination = canonicalAddress(columns.text(columns.destination[firstRow]!) ?? "");
  const port = columns.destinationPort[firstRow]!;
  const { transport } = columns.mannerOf(firstRow);
  return {
    remote: remoteId(destination, port === absent ? undefined : port, transport, "outbound"),
    source: canonicalAddress(columns.text(columns.source[firstRow]!) ?? ""),
    destination,
    ...(port === absent ? {} : { port }),
    ...(transport === undefined ? {} : { transport }),
    first: reference(capture, firstRow),
    last: reference(capture, lastRow),
  };
}

/** The well-known service of this port, unless its period is not one that the service has. */
function usualOf(
  { transport, port, destination }: Pick<Beacon, "transport" | "port" | "destination">,
  verdict: Scored,
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
function windowOf(capture: ScannedCapture): { readonly windowStart: number; readonly windowEnd: number } {
  const { first, last } = timeSpan(capture);
  const windowEnd = last?.micros ?? 0;
  return { windowStart: Math.max(first?.micros ?? 0, windowEnd - microsPerDay), windowEnd };
}
