import { scoreBeats } from "../../analysis/beacons/beacon.ts";
import { quickLook } from "../../analysis/beacons/beaconQuickLook.ts";
import { matchPeriodicService } from "../../analysis/beacons/periodicServices.ts";
import { addressScope, canonicalAddress, isOutside } from "../../core/address.ts";
import type { Beacon, LineReference } from "../../core/caseView.ts";
import { microsPerDay } from "../../core/instant.ts";
import type { Steps } from "../../core/steps.ts";
import { absent } from "../captures/columns.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import { timeSpan } from "../captures/timeSpan.ts";
import type { ProcessNumbers } from "../joins/processNumbers.ts";
import { beatPairsOf } from "./beatPairs.ts";
import { remoteId } from "./remotes.ts";

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
const pairsPerStep = 32;

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
  const pairs = yield* beatPairsOf(capture);
  const { firstRows, lastRows, times, starts, ends } = pairs;
  const context = { ...windowOf(capture), pairsTested: pairs.count };
  const rhythms: Rhythm[] = [];
  for (let pair = 0; pair < pairs.count; pair++) {
    if (pair % pairsPerStep === 0) yield;
    if (!quickLook(times, starts[pair]!, ends[pair]!)) continue;
    const verdict = scoreBeats({ times: times.slice(starts[pair], ends[pair]) }, context);
    if (verdict.kind === "too-few" || verdict.score < worthListing) continue;
    const firstRow = firstRows[pair]!;
    const described = describe(capture, firstRow, lastRows[pair]!);
    const beacon = { ...described, ...measured(verdict), ...usualOf(described, verdict) };
    rhythms.push({ firstRow, beacon: { ...beacon, pairsTested: pairs.count } });
  }
  rhythms.sort(({ beacon: a }, { beacon: b }) => b.score - a.score || (a.remote < b.remote ? -1 : 1));
  return rhythms.slice(0, mostListed);
}

type Scored = Extract<ReturnType<typeof scoreBeats>, { kind: "scored" }>;

function measured(verdict: Scored) {
  return {
    count: verdict.count,
    period: verdict.periodSeconds,
    jitter: verdict.jitterSeconds,
    score: verdict.score,
    chance: verdict.chance,
    ...(verdict.rita ? { rita: verdict.rita.score } : {}),
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
