import type { Join } from "../../core/caseView.ts";
import type { Steps } from "../../core/steps.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { CaseReading } from "../case/caseReading.ts";
import type { FlowSocketJoin } from "../joins/flowSocketJoins.ts";
import { joinLogsWithEvents } from "../joins/logEventJoins.ts";
import type { Sighting } from "../joins/processSightings.ts";
import { RowJoins } from "../joins/rowJoins.ts";
import { type RowsLeft, rowsByProcess } from "./rowsByProcess.ts";

/**
 * The joins of which one side is left, and those that lead on from a socket that is: of `203.0.113.77` the log's
 * lines, their socket, and its PID's line in the process list. Counts and first lines are those of the rows left.
 */
export function* narrowedJoins(
  reading: CaseReading,
  joins: readonly Join[],
  captures: readonly ScannedCapture[],
): Steps<readonly Join[]> {
  const explained = yield* explainedRows(reading, captures);
  const left = new LeftLines(reading, captures);
  yield;
  const led = new Set<string>();
  const kept: Join[] = [];
  // The view has the joins in this order.
  for (const [i, join] of reading.flowJoins.entries()) {
    const own = explained.get(join);
    const { socket } = join;
    if (!own && !left.has(socket.capture.id, socket.line)) continue;
    led.add(`${socket.capture.id} ${socket.pid}`);
    const line = own && { left: { ...joins[i]!.left, line: own.firstLine }, count: own.count };
    kept.push({ ...joins[i]!, ...line });
  }
  for (const [i, { numbered, named }] of reading.nameJoins.entries()) {
    const own = left.naming(numbered);
    const isLed = led.has(`${numbered.capture.id} ${numbered.pid}`);
    if (!own && !isLed && !left.has(named.capture.id, named.line)) continue;
    const join = joins[reading.flowJoins.length + i]!;
    const line = own && !isLed ? own.firstLine : join.left.line;
    kept.push({ ...join, left: { ...join.left, line }, count: own?.count ?? join.count });
  }
  const events = joins.slice(reading.flowJoins.length + reading.nameJoins.length);
  return [...kept, ...(yield* eventJoinsLeft(reading, events, captures))];
}

/** Joins with a monitor's events, whose views stand in this order: those of logs, then those of sockets. */
function* eventJoinsLeft(
  reading: CaseReading,
  joins: readonly Join[],
  captures: readonly ScannedCapture[],
): Steps<readonly Join[]> {
  const { flowEventJoins, socketEventJoins, indexes } = reading;
  if (joins.length === 0) return [];
  const byId = new Map(captures.map((capture) => [capture.id, capture]));
  const logs = captures.filter(({ family }) => family === "fwlog");
  const found = yield* joinLogsWithEvents(logs, indexes, reading.addresses, reading.processes);
  const left = new Map(found.map((join) => [join.key, join]));
  const ofLogs = flowEventJoins.flatMap((join, i) => {
    const own = left.get(join.key);
    if (!own) return hasLine(byId.get(join.events.id), joins[i]!.right.line) ? [joins[i]!] : [];
    const line = own.log.columns.line[own.firstRow]!;
    return [{ ...joins[i]!, left: { ...joins[i]!.left, line }, count: own.count }];
  });
  const ofSockets = socketEventJoins.flatMap(({ events, socket }, i) => {
    const join = joins[flowEventJoins.length + i]!;
    const isLeft =
      hasLine(byId.get(events.id), join.left.line) || hasLine(byId.get(socket.capture.id), socket.line);
    return isLeft ? [join] : [];
  });
  return [...ofLogs, ...ofSockets];
}

/** Whether a row that starts on a line is left. */
function hasLine(capture: ScannedCapture | undefined, line: number): boolean {
  return capture !== undefined && 0 <= capture.columns.rowOn(line);
}

const rowsPerStep = 1 << 15;

function* explainedRows(
  { flowJoins }: CaseReading,
  captures: readonly ScannedCapture[],
): Steps<ReadonlyMap<FlowSocketJoin, RowsLeft>> {
  const explained = new Map<FlowSocketJoin, RowsLeft>();
  const rowJoins = new RowJoins(flowJoins);
  // One place in front for rows without a port.
  const hasSocket = new Uint8Array(65_537);
  for (const { socket } of flowJoins) hasSocket[socket.port + 1] = 1;
  const logs = new Set(flowJoins.map(({ flows }) => flows));
  for (const { narrowedFrom } of captures) {
    if (!narrowedFrom || !logs.has(narrowedFrom.capture)) continue;
    const { capture, rows } = narrowedFrom;
    const { sourcePort, destinationPort, line } = capture.columns;
    for (const [i, row] of rows.entries()) {
      if (i % rowsPerStep === 0) yield;
      if (hasSocket[sourcePort[row]! + 1] === 0 && hasSocket[destinationPort[row]! + 1] === 0) continue;
      for (const join of rowJoins.ofRow({ capture, row })) {
        const known = explained.get(join);
        if (known) known.count++;
        else explained.set(join, { count: 1, firstLine: line[row]! });
      }
    }
  }
  return explained;
}

/** Says which lines are left, by the capture's id. */
class LeftLines {
  readonly #lines = new Set<string>();
  /** Rows by the process that they name. */
  readonly #named = new Map<string, RowsLeft>();
  readonly #processOf: ReadonlyMap<Sighting, number>;

  constructor({ processes, instances }: CaseReading, captures: readonly ScannedCapture[]) {
    this.#processOf = new Map(
      instances.flatMap(({ sightings }, number) => sightings.map((sighting) => [sighting, number] as const)),
    );
    for (const capture of captures) {
      for (const { line } of capture.processes) this.#lines.add(`${capture.id} ${line}`);
      if (capture.family === "netstat")
        for (const line of capture.columns.line.subarray(0, capture.columns.count))
          this.#lines.add(`${capture.id} ${line}`);
      for (const [number, rows] of rowsByProcess(capture, processes))
        this.#named.set(`${capture.id} ${number}`, rows);
    }
  }

  /** Of socket tables and process lists. */
  has(capture: string, line: number): boolean {
    return this.#lines.has(`${capture} ${line}`);
  }

  /** The rows that name the process of a sighting, in its capture. */
  naming(sighting: Sighting): RowsLeft | undefined {
    return this.#named.get(`${sighting.capture.id} ${this.#processOf.get(sighting)}`);
  }
}
