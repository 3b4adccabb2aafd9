import { type ScoredBeats, scoreBeats } from "../../analysis/beacons/beacon.ts";
import { Beats } from "../../analysis/beacons/beaconBeats.ts";
import { canonicalAddress } from "../../core/address.ts";
import type { Beacon } from "../../core/caseView.ts";
import { type Instant, microsPerDay, microsPerSecond } from "../../core/instant.ts";
import { inOneGo } from "../../core/steps.ts";
import type { BeaconIntervals } from "../../pictures/intervalPicture.ts";
import { absent } from "../../workspace/captures/columns.ts";
import { type RemoteRows, remoteRowsOf } from "../../workspace/captures/remoteRows.ts";
import type { ScannedCapture } from "../../workspace/captures/scannedFile.ts";
import { timeSpan } from "../../workspace/captures/timeSpan.ts";
import { BeatPairs } from "../../workspace/case/beatPairs.ts";
import { visibleText } from "../escape.ts";
import { durationText, spanText, timeText } from "../sections/reportTime.ts";
import { counted, plural } from "../sections/table.ts";
import type { LinedCase } from "./caseTimeline.ts";
import { endpointText } from "./laneWords.ts";
import { wholeOf } from "./timelineCaptures.ts";

/** The intervals of a beacon as it was judged; undefined where its lines are not of the case any more. */
export function beaconIntervals({ lines }: LinedCase, beacon: Beacon): BeaconIntervals | undefined {
  const found = lines.captureAt(beacon.first);
  const capture = found && wholeOf(found);
  const times = capture && timesOf(capture, beacon);
  if (!capture?.clock || !times) return undefined;
  const span = timeSpan(capture);
  const windowEnd = span.last?.micros ?? 0;
  const windowStart = Math.max(span.first?.micros ?? 0, windowEnd - microsPerDay);
  const verdict = scoreBeats({ times }, { windowStart, windowEnd, pairsTested: beacon.pairsTested });
  if (verdict.kind !== "scored") return undefined;
  const { address, port } = { address: beacon.destination, port: beacon.port };
  const protocol = beacon.transport === undefined ? "" : `/${beacon.transport}`;
  return {
    title: visibleText(`${beacon.source} → ${endpointText({ address, port })}${protocol}`),
    intervals: intervalsOf(times, verdict.collapsedWithin),
    period: verdict.periodSeconds,
    jitter: verdict.jitterSeconds,
    sentences: sentencesOf(beacon, verdict, { clock: capture.clock, times, windowEnd }),
  };
}

/** The beats of the beacon's pair: of all pairs with its far end, the one that begins on its first line. */
function timesOf(capture: ScannedCapture, beacon: Beacon): Float64Array | undefined {
  const remotes = inOneGo(remoteRowsOf(capture));
  const pairs = new BeatPairs(capture, remotes);
  const remote = numberOf(capture, remotes, beacon);
  if (remote === undefined) return undefined;
  pairs.lookAt(remote);
  for (let i = 0; i < pairs.candidates; i++) {
    const { firstRow, times } = pairs.candidate(i);
    if (capture.columns.line[firstRow] === beacon.first.line) return times;
  }
  return undefined;
}

function numberOf(
  { columns: { names } }: ScannedCapture,
  remotes: RemoteRows,
  { destination, port, transport }: Beacon,
): number | undefined {
  for (let remote = 0; remote < remotes.count; remote++)
    if (
      remotes.port(remote) === (port ?? absent) &&
      !remotes.isInbound(remote) &&
      remotes.transport(remote) === transport &&
      canonicalAddress(names.text(remotes.address(remote))) === destination
    )
      return remote;
  return undefined;
}

/** Seconds between beats, retries counted with the beat before them as the score counts them. */
function intervalsOf(times: Float64Array, collapsedWithin: number): readonly number[] {
  const beats = new Beats();
  beats.collapse(times, collapsedWithin);
  return Array.from(
    { length: beats.intervals },
    (_, i) => (beats.at[i + 1]! - beats.at[i]!) / microsPerSecond,
  );
}

interface Judged {
  readonly clock: NonNullable<ScannedCapture["clock"]>;
  readonly times: Float64Array;
  readonly windowEnd: number;
}

function sentencesOf(
  beacon: Beacon,
  verdict: ScoredBeats,
  { clock, times, windowEnd }: Judged,
): readonly string[] {
  const { periodSeconds, jitterSeconds, beats, count, onBeat, missed, collapsedWithin, nextExpected } =
    verdict;
  const at = (micros: number): Instant => ({ ...clock, micros });
  const retries = count - beats;
  const next = timeText(at(nextExpected));
  return [
    `Every ${durationText(periodSeconds)} ± ${durationText(jitterSeconds)}: ${counted(onBeat)} of ${plural(beats, "beat")} keep the rhythm${missed === 0 ? ", none missed" : `, ${counted(missed)} missed`}.`,
    ...(retries === 0
      ? []
      : [
          `${plural(retries, "connection")} within ${collapsedWithin} s of a beat ${retries === 1 ? "was" : "were"} counted with it.`,
        ]),
    nextExpected <= windowEnd
      ? `One more was expected at ${next}, within the capture, and did not come.`
      : `The next is expected at ${next}.`,
    `Judged by the beats from ${spanText(at(times[0]!), at(times[times.length - 1]!))}.`,
    chanceSentence(verdict.chance, beacon.pairsTested),
    ...(beacon.usual === undefined ? [] : [`This is usual for ${visibleText(beacon.usual)}.`]),
    ...(clock.assumed.length === 0 ? [] : [`Assumed of the times: ${clock.assumed.join(", ")}.`]),
  ];
}

/** How likely it is nothing, as one would say it. */
export function chanceSentence(chance: number, pairsTested: number): string {
  const clients = pairsTested === 1 ? "a random client" : `any of ${counted(pairsTested)} random clients`;
  if (chance < 1e-12)
    return `That ${clients} would look this regular is practically excluded (less than 1 in a trillion).`;
  if (0.5 < chance) return `It is likely that ${clients} would look this regular: this may well be nothing.`;
  const odds = Number((1 / chance).toPrecision(2));
  return `The chance that ${clients} would look this regular is about 1 in ${counted(Math.round(odds))}.`;
}
