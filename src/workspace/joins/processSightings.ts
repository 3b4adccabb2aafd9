import { canonicalAddress } from "../../core/address.ts";
import type { ProcessFacts } from "../../core/observation.ts";
import { Quadruples } from "../../core/quadruples.ts";
import { isCollectedLog } from "../captures/collectedLog.ts";
import { absent } from "../captures/columns.ts";
import { farEndsOf } from "../captures/farEnds.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
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

/** The sightings of one capture, and which of them each of its flows is. */
export interface CaptureSightings {
  readonly sightings: readonly Sighting[];
  /** Place in `sightings` for each flow, -1 where it names no process. */
  readonly ofFlow: Int32Array;
}

/** Every line of a process list is a sighting of its own; in other captures a PID is one, however many rows it has. */
export function sightingsOf(
  capture: ScannedCapture,
  host: CaptureHost,
  hosts: HostsOfAddresses,
): CaptureSightings {
  return 0 < capture.processes.length
    ? { sightings: listed(capture, host), ofFlow: new Int32Array(0) }
    : namedByRows(capture, host, hosts);
}

function listed(capture: ScannedCapture, host: CaptureHost): readonly Sighting[] {
  return capture.processes.flatMap(({ process, line }) =>
    process.pid === undefined ? [] : [{ capture, host, line, pid: process.pid, facts: process, count: 1 }],
  );
}

function namedByRows(capture: ScannedCapture, host: CaptureHost, hosts: HostsOfAddresses): CaptureSightings {
  const { columns, flows } = capture;
  // A PID means something on one host only: in a log of many hosts the near end tells which.
  const near = isCollectedLog(capture) ? farEndsOf(capture).near : undefined;
  const keys = new Quadruples();
  const ofFlow = new Int32Array(flows.count).fill(-1);
  const sightings: (Sighting & { count: number })[] = [];
  for (let flow = 0; flow < flows.count; flow++) {
    const row = flows.firstRows[flow]!;
    const pid = columns.pid[row]!;
    if (pid === absent || (pid === 0 && isIdle(columns.mannerOf(row).state))) continue;
    const nearEnd = near ? near[flow]! : absent;
    const number = keys.numberOf(pid, columns.process[row]!, nearEnd, 0);
    ofFlow[flow] = number;
    const count = flows.rowCounts[flow]!;
    const known = sightings[number];
    if (known) known.count += count;
    else {
      const address = columns.text(nearEnd);
      const name = columns.text(columns.process[row]!);
      sightings.push({
        capture,
        host: address === undefined ? host : hosts.hostOf(canonicalAddress(address)),
        line: columns.line[row]!,
        pid,
        facts: { pid, ...(name === undefined ? {} : { name }) },
        count,
      });
    }
  }
  return { sightings, ofFlow };
}

/** PID 0 on TIME_WAIT is no process: the socket was released. */
function isIdle(state: string | undefined): boolean {
  return state === undefined || state === "TIME_WAIT";
}
