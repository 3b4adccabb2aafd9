import { canonicalAddress } from "../../core/address.ts";
import type { Beacon, ProcessInstance, RemoteEndpoint } from "../../core/caseView.ts";
import { defangAddress } from "../defang.ts";
import { markdownCell, markdownIndicator, markdownSentence } from "../escape.ts";
import { isOutsideRemote } from "../outside.ts";
import type { ReportInput } from "../reportInput.ts";
import { ordered } from "./order.ts";
import { durationText, rounded } from "./reportTime.ts";

/** `203[.]0[.]113[.]77` in code. */
export function remoteText(remote: RemoteEndpoint): string {
  return isOutsideRemote(remote)
    ? markdownCell(defangAddress(canonicalAddress(remote.address)))
    : markdownIndicator(remote.address);
}

/** `12000/udp`; the port is ours where the connection came in. */
export function portText(remote: Pick<RemoteEndpoint, "port" | "transport">): string {
  const port = remote.port === undefined ? "" : String(remote.port);
  const transport = remote.transport === undefined ? "" : markdownSentence(remote.transport);
  return [port, transport].filter((part) => part !== "").join("/");
}

/** `explorer.exe` (PID 3416), or with an unknown name `PID 3416`. */
export function processText(process: ProcessInstance): string {
  return process.name === undefined
    ? `PID ${process.pid}`
    : `${markdownIndicator(process.name)} (PID ${process.pid})`;
}

export function hostText(process: ProcessInstance): string {
  return process.host.name === undefined ? "unknown host" : markdownIndicator(process.host.name);
}

/** The processes with these ids, in their order in the report. */
export function processesNamed(input: ReportInput, ids: readonly string[]): readonly ProcessInstance[] {
  return ordered(
    input.view.processes.filter(({ id }) => ids.includes(id)),
    (process) => [
      process.host.name ?? "",
      process.pid,
      process.name ?? "",
      ...input.placeKeys(process.evidence),
    ],
  );
}

/** `every 59.5 s ± 1.2 s; chance 0.0004 (131 pairs tested)` */
export function beaconText(beacon: Beacon): string {
  if (beacon.score === undefined || beacon.period === undefined) return `too few to call (${beacon.count})`;
  const jitter = beacon.jitter === undefined ? "" : ` ± ${durationText(beacon.jitter)}`;
  const chance =
    beacon.chance === undefined
      ? ""
      : `; chance ${rounded(beacon.chance)} (${beacon.pairsTested.toLocaleString("en-US")} tested)`;
  const usual = beacon.usual === undefined ? "" : `; usual for ${markdownSentence(beacon.usual)}`;
  return `every ${durationText(beacon.period)}${jitter}, score ${rounded(beacon.score)}${chance}${usual}`;
}
