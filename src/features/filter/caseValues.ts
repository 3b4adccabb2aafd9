import { canonicalAddress } from "../../core/address.ts";
import { microsPerDay, wallText } from "../../core/instant.ts";
import { isMeantAsAddress } from "../../core/observe.ts";
import { absent } from "../../workspace/captures/columns.ts";
import type { ScannedCapture } from "../../workspace/captures/scannedFile.ts";
import type { CaseSnapshot } from "../../workspace/case/caseStore.ts";
import type { End, WhereKey } from "../../workspace/query/whereKeys.ts";
import { indexOf } from "../trees/caseIndex.ts";

/** How many rows have each value. */
export type ValueCounts = ReadonlyMap<string, number>;

/** The values that the rows of a case have, by keys. Each is counted when it is first asked for. */
export class CaseValues {
  readonly #snapshot: CaseSnapshot;
  readonly #known = new Map<string, Map<string, number>>();

  constructor(snapshot: CaseSnapshot) {
    this.#snapshot = snapshot;
  }

  of(key: WhereKey): ValueCounts {
    let counts = this.#known.get(key.name);
    if (!counts) {
      counts = new Map();
      this.#count(key, counts);
      counts.delete("");
      this.#known.set(key.name, counts);
    }
    return counts;
  }

  /** The names of the processes that have this PID. */
  namesOfPid(pid: string): readonly string[] {
    const own = this.#snapshot.view.processes.filter((process) => String(process.pid) === pid);
    return [...new Set(own.flatMap(({ name }) => name ?? []))];
  }

  #count({ kind, columns }: WhereKey, counts: Map<string, number>): void {
    const { captures } = this.#snapshot.reading;
    switch (columns.kind) {
      case "ends":
        for (const capture of captures) countEnds(capture, columns.ends, kind === "address", counts);
        break;
      case "ports":
        for (const capture of captures) countPorts(capture, columns.ends, counts);
        break;
      case "manner":
        for (const capture of captures)
          for (const [manner, rows] of rowsOfManners(capture).entries())
            add(counts, columns.of(capture.columns.manners[manner]!)?.toLowerCase(), rows);
        break;
      case "direction":
        for (const { direction, count } of this.#snapshot.view.remotes) add(counts, direction, count);
        break;
      case "process":
        this.#countProcesses(columns.of, counts);
        break;
      case "capture":
        for (const capture of this.#snapshot.view.captures)
          add(counts, this.#ofCapture(columns.of, capture), capture.rows);
        break;
      case "time":
        for (const capture of this.#snapshot.view.captures) countDays(capture, counts);
        break;
      case "line":
        break;
      default:
        columns satisfies never;
    }
  }

  #countProcesses(
    of: Extract<WhereKey["columns"], { readonly kind: "process" }>["of"],
    counts: Map<string, number>,
  ): void {
    const index = indexOf(this.#snapshot);
    for (const [number, instance] of this.#snapshot.reading.processes.instances.entries())
      for (const value of of(instance))
        if (value !== undefined) add(counts, String(value), index.connectionsOf(number));
  }

  #ofCapture(
    of: "hosts" | "path" | "format",
    { uri, host, format }: CaseSnapshot["view"]["captures"][number],
  ): string | undefined {
    if (of === "hosts") return host.name;
    if (of === "format") return format;
    return this.#snapshot.reading.files.find(({ entry }) => entry.uri === uri)?.entry.path;
  }
}

export function caseValuesOf(snapshot: CaseSnapshot): CaseValues {
  const values = known.get(snapshot) ?? new CaseValues(snapshot);
  known.set(snapshot, values);
  return values;
}

const known = new WeakMap<CaseSnapshot, CaseValues>();

function add(counts: Map<string, number>, value: string | undefined, rows: number): void {
  if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + rows);
}

function countEnds(
  { columns }: ScannedCapture,
  ends: readonly End[],
  wantsAddresses: boolean,
  counts: Map<string, number>,
): void {
  const rows = new Uint32Array(columns.names.size);
  for (const end of ends)
    for (let row = 0; row < columns.count; row++) {
      const id = columns[end][row]!;
      if (id !== absent) rows[id] = rows[id]! + 1;
    }
  for (const [id, count] of rows.entries()) {
    if (count === 0) continue;
    const text = canonicalAddress(columns.names.text(id));
    if (isMeantAsAddress(text) === wantsAddresses) add(counts, text, count);
  }
}

function countPorts({ columns }: ScannedCapture, ends: readonly End[], counts: Map<string, number>): void {
  const rows = new Uint32Array(65_536);
  for (const end of ends) {
    const ports = end === "source" ? columns.sourcePort : columns.destinationPort;
    for (let row = 0; row < columns.count; row++) {
      const port = ports[row]!;
      if (port !== absent) rows[port] = rows[port]! + 1;
    }
  }
  for (const [port, count] of rows.entries()) if (count !== 0) add(counts, String(port), count);
}

function rowsOfManners({ columns }: ScannedCapture): Uint32Array {
  const rows = new Uint32Array(columns.manners.length);
  for (let row = 0; row < columns.count; row++) {
    const manner = columns.manner[row]!;
    rows[manner] = rows[manner]! + 1;
  }
  return rows;
}

const mostDays = 40;

/** The days that a capture spans. */
function countDays(
  { first, last, rows }: CaseSnapshot["view"]["captures"][number],
  counts: Map<string, number>,
): void {
  if (!first || !last) return;
  for (let day = 0; day < mostDays; day++) {
    const micros = (Math.floor(first.micros / microsPerDay) + day) * microsPerDay;
    if (last.micros < micros) break;
    add(counts, wallText(micros, 0).slice(0, 10), rows);
  }
}
