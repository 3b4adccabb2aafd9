import { grouped } from "../../core/grouped.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { CaseReading } from "../case/caseReading.ts";
import { capturedMicros } from "../reading/capturedTime.ts";
import { snapshotSubject } from "./snapshotRows.ts";

/** Two snapshots of one host, of which one follows the other. */
export interface SnapshotStep {
  readonly earlier: ScannedCapture;
  readonly later: ScannedCapture;
}

/**
 * Each snapshot with the one before it, of the same host and the same kind of thing: by the times at which they were
 * captured, where all of them say that, else in the order of the case.
 */
export function snapshotSteps(reading: CaseReading): readonly SnapshotStep[] {
  const snapshots = reading.captures.filter((capture) => snapshotSubject(capture) !== undefined);
  const ofHosts = grouped(
    snapshots,
    (capture) => `${snapshotSubject(capture)} ${reading.hosts.get(capture.id)!.host.key}`,
  );
  return [...ofHosts.values()].flatMap((captures) => {
    const inOrder = inOrderOfCapture(captures);
    return inOrder.slice(1).map((later, i) => ({ earlier: inOrder[i]!, later }));
  });
}

function inOrderOfCapture(captures: readonly ScannedCapture[]): readonly ScannedCapture[] {
  const timed = captures.flatMap((capture) => {
    const { captured } = capture.facts;
    const micros = captured === undefined ? undefined : capturedMicros(captured);
    return micros === undefined ? [] : [{ capture, micros }];
  });
  if (timed.length < captures.length) return captures;
  return timed.sort((a, b) => a.micros - b.micros).map(({ capture }) => capture);
}
