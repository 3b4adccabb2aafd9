import type { ProcessFacts } from "../../core/observation.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { CaseReading } from "../case/caseReading.ts";
import { type Socket, socketsOf } from "../joins/sockets.ts";

/** What a snapshot is of: sockets, or processes. */
export type SnapshotSubject = "sockets" | "processes";

/** One row of a snapshot, as far as it is compared. */
export interface SnapshotRow {
  /** 0-based line of the document. */
  readonly line: number;
  /** Rows of two snapshots that agree in it are of the same thing: both ends, or the PID. */
  readonly key: string;
  /** In one line, as people read it. */
  readonly label: string;
  /** What else is compared, by its name. */
  readonly facts: ReadonlyMap<string, string>;
}

/** What a capture is a snapshot of; undefined where it is none: a log is no state of anything. */
export function snapshotSubject({
  family,
  columns,
  processes,
  activity,
}: ScannedCapture): SnapshotSubject | undefined {
  if (activity) return undefined;
  if (family === "netstat" && 0 < columns.count) return "sockets";
  return family === "tasklist" && 0 < processes.length ? "processes" : undefined;
}

export function snapshotRows(reading: CaseReading, capture: ScannedCapture): readonly SnapshotRow[] {
  if (snapshotSubject(capture) === "processes")
    return capture.processes.flatMap(({ line, process }) => processRow(line, process));
  return socketsOf(capture, reading.hosts.get(capture.id)!.host).map((socket) => socketRow(reading, socket));
}

function socketRow({ processes }: CaseReading, socket: Socket): SnapshotRow {
  const { capture, row, line, transport, port, foreign, foreignPort, pid } = socket;
  const local = `${socket.address ?? everyAddress(socket)}:${port}`;
  const far = foreign === undefined ? "*" : `${foreign}:${foreignPort ?? "*"}`;
  const key = `${transport ?? ""} ${local} → ${far}`.trim();
  const name = socket.process ?? processes.ofRow(capture, row)?.name;
  return {
    line,
    key,
    label: key,
    facts: factsOf({
      state: capture.columns.mannerOf(row).state,
      PID: pid === undefined ? undefined : String(pid),
      process: name,
    }),
  };
}

function everyAddress({ hears }: Socket): string {
  return hears === "ipv4" ? "0.0.0.0" : "[::]";
}

/** What stays while a process lives; memory and time of the CPU change by themselves. */
function processRow(line: number, process: ProcessFacts): readonly SnapshotRow[] {
  const { pid, name, executable, commandLine, parentPid, user, services, started } = process;
  if (pid === undefined) return [];
  const facts = factsOf({
    process: name,
    started,
    parent: parentPid === undefined ? undefined : `PID ${parentPid}`,
    executable,
    "command line": commandLine,
    user,
    services: services && [...services].sort().join(", "),
  });
  return [
    { line, key: `PID ${pid}`, label: name === undefined ? `PID ${pid}` : `PID ${pid} ${name}`, facts },
  ];
}

function factsOf(facts: { readonly [name: string]: string | undefined }): ReadonlyMap<string, string> {
  return new Map(Object.entries(facts).filter((fact): fact is [string, string] => fact[1] !== undefined));
}
