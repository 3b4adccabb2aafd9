import { canonicalAddress } from "../../core/address.ts";
import type { ProcessFacts } from "../../core/observation.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import { whosOf } from "../captures/whos.ts";
import type { CaptureHost, HostsOfAddresses } from "./hosts.ts";

/** One capture saying that a PID was there. */
export interface Sighting {
  readonly capture: ScannedCapture;
  readonly host: CaptureHost;
  readonly line: number;
  readonly pid: number;
  readonly facts: ProcessFacts;
  /** Rows of that capture that say it. */
  readonly count: number;
}

/** The sightings of one capture. */
export interface CaptureSightings {
  readonly capture: ScannedCapture;
  readonly sightings: readonly Sighting[];
  /** Whether each is one of the `Whos` of the capture's rows. */
  readonly areOfRows: boolean;
}

/** Every line of a process list is a sighting of its own; in other captures a PID is one, however many rows it has. */
export function sightingsOf(
  capture: ScannedCapture,
  host: CaptureHost,
  hosts: HostsOfAddresses,
): CaptureSightings {
  return 0 < capture.processes.length
    ? { capture, sightings: listed(capture, host), areOfRows: false }
    : { capture, sightings: namedByRows(capture, host, hosts), areOfRows: true };
}

function listed(capture: ScannedCapture, host: CaptureHost): readonly Sighting[] {
  return capture.processes.flatMap(({ process, line }) =>
    process.pid === undefined ? [] : [{ capture, host, line, pid: process.pid, facts: process, count: 1 }],
  );
}

function namedByRows(
  capture: ScannedCapture,
  host: CaptureHost,
  hosts: HostsOfAddresses,
): readonly Sighting[] {
  const { columns } = capture;
  const { count, firstRows, connections, near } = whosOf(capture);
  const sightings: Sighting[] = [];
  for (let who = 0; who < count; who++) {
    const row = firstRows[who]!;
    const pid = columns.pid[row]!;
    const address = columns.text(near(who));
    const name = columns.text(columns.process[row]!);
    sightings.push({
      capture,
      host: address === undefined ? host : hosts.hostOf(canonicalAddress(address)),
      line: columns.line[row]!,
      pid,
      facts: name === undefined ? { pid } : { pid, name },
      count: connections[who]!,
    });
  }
  return sightings;
}
