import type { LineReference } from "../../core/caseView.ts";
import { grouped } from "../../core/grouped.ts";
import { absent } from "../captures/columns.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { FlowSocketJoin } from "../joins/flowSocketJoins.ts";
import { livesOf } from "../joins/lives.ts";
import type { InstanceSightings } from "../joins/processInstances.ts";
import type { RowJoins, RowPlace } from "../joins/rowJoins.ts";
import type { ProcessNameJoin } from "../joins/socketProcessJoins.ts";
import type { CaseReading } from "./caseReading.ts";

/** A process that a line speaks of. */
export interface ProcessOnLine extends InstanceSightings {
  /** Place among the processes of the case. */
  readonly number: number;
  /** What led to it, where the line does not name it itself. */
  readonly join?: FlowSocketJoin;
}

/** Says which processes single lines speak of. */
export class CaseProcesses {
  readonly #reading: CaseReading;
  readonly #joins: RowJoins;
  readonly #nameJoins: ReadonlyMap<string, readonly ProcessNameJoin[]>;
  /** Lines of process lists. */
  #listed: ReadonlyMap<string, number> | undefined;
  #byPid: ReadonlyMap<number, readonly number[]> | undefined;

  constructor(reading: CaseReading, joins: RowJoins) {
    this.#reading = reading;
    this.#joins = joins;
    this.#nameJoins = grouped(reading.nameJoins, ({ numbered }) => `${numbered.capture.id} ${numbered.pid}`);
  }

  get all(): readonly InstanceSightings[] {
    return this.#reading.instances;
  }

  /** The process that a row names by its PID. */
  named({ capture, row }: RowPlace): ProcessOnLine | undefined {
    if (capture.columns.pid[row] === absent) return undefined;
    return this.#numbered(this.#reading.processes.of(capture).ofRow(row));
  }

  /**
   * The process of a row: the one it names, else those whose sockets explain it, the best fit first, else the one that
   * a monitor saw.
   */
  ofRow(place: RowPlace): readonly ProcessOnLine[] {
    const named = this.named(place);
    if (named) return [named];
    const processes = new Map<number, ProcessOnLine>();
    for (const join of this.#joins.ofRow(place)) {
      const process = this.named({ capture: join.socket.capture, row: join.socket.row });
      if (process && !processes.has(process.number)) processes.set(process.number, { ...process, join });
    }
    if (0 < processes.size) return [...processes.values()];
    const joined = this.#numbered(this.#reading.processes.of(place.capture).ofRow(place.row));
    return joined ? [joined] : [];
  }

  /** Whether a socket is of the process that the row names; else it is the other end's, on another host. */
  isOwnSocket(place: RowPlace, { socket }: FlowSocketJoin): boolean {
    const named = this.named(place);
    const owner = named && this.named({ capture: socket.capture, row: socket.row });
    return owner === undefined || owner.number === named?.number;
  }

  /** The process that a line of a process list describes. */
  listedAt({ uri, line }: LineReference): ProcessOnLine | undefined {
    this.#listed ??= listedLines(this.#reading.instances);
    return this.#numbered(this.#listed.get(`${uri}#${line}`) ?? -1);
  }

  /** The process of the monitored event that starts on a line, or above it where the line only continues one. */
  ofEventOn(capture: ScannedCapture, line: number): ProcessOnLine | undefined {
    const lives = livesOf(capture);
    const event = lives?.eventOnLine(line) ?? -1;
    const actor = capture.activity?.events.actor[event];
    if (!lives || actor === undefined) return undefined;
    return this.#numbered(this.#reading.processes.ofLife(capture, lives.ofEvent(actor, event)));
  }

  /** The line of a process list that names the process of a row, and why it is that one. */
  nameOf(place: RowPlace): ProcessNameJoin | undefined {
    const process = this.named(place);
    if (!process) return undefined;
    const joins = this.#nameJoins.get(`${place.capture.id} ${process.instance.pid}`) ?? [];
    return joins.find(({ numbered }) => process.sightings.includes(numbered));
  }

  /** Other processes with a PID: of another host, or before or after it on the same one. */
  withSamePid({ instance, number }: ProcessOnLine): readonly InstanceSightings[] {
    this.#byPid ??= grouped(this.#reading.instances.keys(), (at) => this.all[at]!.instance.pid);
    const numbers = this.#byPid.get(instance.pid) ?? [];
    return numbers.filter((other) => other !== number).map((other) => this.all[other]!);
  }

  /** Every line that speaks of a process: its lines in process lists, then the rows of each capture. */
  *linesOf({ number, sightings }: ProcessOnLine): Generator<LineReference> {
    for (const { capture, line } of sightings)
      if (0 < capture.processes.length) yield { uri: capture.uri, line };
    for (const capture of this.#reading.captures)
      for (const row of this.#rowsOf(capture, number))
        yield { uri: capture.uri, line: capture.columns.line[row]! };
  }

  *#rowsOf(capture: ScannedCapture, number: number): Generator<number> {
    const { flows, columns } = capture;
    const numbers = this.#reading.processes.of(capture);
    if (numbers.isByRow) {
      for (let row = 0; row < columns.count; row++) if (numbers.ofRow(row) === number) yield row;
      return;
    }
    for (let flow = 0; flow < flows.count; flow++) {
      if (this.#reading.processes.ofFlow(capture, flow) !== number) continue;
      for (const row of flows.rowsOf(flow))
        if (this.ofRow({ capture, row }).some((process) => process.number === number)) yield row;
    }
  }

  #numbered(number: number): ProcessOnLine | undefined {
    const found = this.#reading.instances[number];
    return found && { ...found, number };
  }
}

function listedLines(instances: readonly InstanceSightings[]): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const [number, { sightings }] of instances.entries())
    for (const { capture, line } of sightings)
      if (0 < capture.processes.length) lines.set(`${capture.uri}#${line}`, number);
  return lines;
}
