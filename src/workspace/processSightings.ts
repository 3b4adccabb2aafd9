import { canonicalAddress } from "../core/address.ts";
import type { ProcessFacts } from "../core/observation.ts";
import { Tuples } from "../core/tuples.ts";
import { absent } from "./columns.ts";
import { farEndReader } from "./farEnds.ts";
import { type CaptureHost, type HostsOfAddresses, isCollectedLog } from "./hosts.ts";
import type { ScannedCapture } from "./scannedFile.ts";

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

/** The sightings of one capture, and which of them a row is. */
export interface CaptureSightings {
  readonly sightings: readonly Sighting[];
  readonly ofRow: (row: number) => Sighting | undefined;
}

/** Every line of a process list is a sighting of its own; in other captures a PID is one, however many rows it has. */
export function sightingsOf(
  capture: ScannedCapture,
  host: CaptureHost,
  hosts: HostsOfAddresses,
): CaptureSightings {
  return 0 < capture.processes.length
    ? { sightings: listed(capture, host), ofRow: () => undefined }
    : namedByRows(capture, host, hosts);
}

function listed(capture: ScannedCapture, host: CaptureHost): readonly Sighting[] {
  return capture.processes.flatMap(({ process, line }) =>
    process.pid === undefined ? [] : [{ capture, host, line, pid: process.pid, facts: process, count: 1 }],
  );
}

function namedByRows(capture: ScannedCapture, host: CaptureHost, hosts: HostsOfAddresses): CaptureSightings {
  const { columns, flows } = capture;
  const keys = new Tuples(3);
  const keyOf = keyReader(capture);
  const sightings: (Sighting & { count: number })[] = [];
  for (let flow = 0; flow < flows.count; flow++) {
    const start = flows.starts[flow]!;
    const row = flows.rows[start]!;
    const pid = columns.pid[row]!;
    if (pid === absent || isIdle(columns.mannerOf(row).state, pid)) continue;
    const known = keys.size;
    const number = keys.numberOf(keyOf(row));
    const count = flows.starts[flow + 1]! - start;
    if (number < known) sightings[number]!.count += count;
    else {
      const name = columns.text(columns.process[row]!);
      const near = columns.text(keys.at(number, 2));
      sightings.push({
        capture,
        host: near === undefined ? host : hosts.hostOf(canonicalAddress(near)),
        line: columns.line[row]!,
        pid,
        facts: { pid, ...(name === undefined ? {} : { name }) },
        count,
      });
    }
  }
  return {
    sightings,
    ofRow: (row) => (columns.pid[row] === absent ? undefined : sightings[keys.find(keyOf(row))]),
  };
}

/** PID and name of a row; in a log of many hosts also its near end, for a PID means something on one host only. */
function keyReader(capture: ScannedCapture): (row: number) => Int32Array {
  const { columns } = capture;
  const farEndOf = isCollectedLog(capture) ? farEndReader(capture) : undefined;
  const tuple = new Int32Array(3);
  return (row) => {
    tuple[0] = columns.pid[row]!;
    tuple[1] = columns.process[row]!;
    tuple[2] = farEndOf?.(row)?.near ?? absent;
    return tuple;
  };
}

/** PID 0 on TIME_WAIT is no process: the socket was released. */
function isIdle(state: string | undefined, pid: number): boolean {
  return pid === 0 && (state === undefined || state === "TIME_WAIT");
}
