import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { CaseReading } from "../case/caseReading.ts";
import { sharedPids } from "../joins/sharedPids.ts";
import { capturedMicros } from "../reading/capturedTime.ts";

/** What a comparison of two snapshots assumes, and what speaks against it. */
export function snapshotCaveats(
  reading: CaseReading,
  earlier: ScannedCapture,
  later: ScannedCapture,
): readonly string[] {
  return [
    hostCaveat(reading, earlier, later),
    orderCaveat(earlier, later),
    bootCaveat(earlier, later),
  ].filter((sentence) => sentence !== undefined);
}

function hostCaveat(
  reading: CaseReading,
  earlier: ScannedCapture,
  later: ScannedCapture,
): string | undefined {
  const [a, b] = [reading.hosts.get(earlier.id)!, reading.hosts.get(later.id)!];
  if (a.host.key !== b.host.key)
    return "Nothing shows that both are of one host: write host= on their fences if they are.";
  return a.how === "neighbor" || b.how === "neighbor"
    ? "That both are of one host is assumed, since they stand side by side."
    : undefined;
}

function orderCaveat({ facts: a }: ScannedCapture, { facts: b }: ScannedCapture): string | undefined {
  const [from, to] = [a.captured, b.captured].map((text) =>
    text === undefined ? undefined : capturedMicros(text),
  );
  if (from === undefined || to === undefined)
    return "Which one is the earlier is assumed: they do not both say when they were captured.";
  return to < from ? "By their times of capture the second one is the earlier." : undefined;
}

/** After a restart of the host hardly any PID is what it was. */
function bootCaveat(earlier: ScannedCapture, later: ScannedCapture): string | undefined {
  const { shared, possible } = sharedPids(earlier, later);
  return 5 <= possible && shared * 4 < possible
    ? `Only ${shared} of ${possible} PIDs are in both: the host may have been restarted in between, and then no PID means the same.`
    : undefined;
}
