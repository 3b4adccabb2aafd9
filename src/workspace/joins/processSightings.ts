import { canonicalAddress } from "../../core/address.ts";
import type { ProcessFacts } from "../../core/observation.ts";
import { absent } from "../captures/columns.ts";
import { eventRolesOf, roleOfEvent } from "../captures/eventRoles.ts";
import { rowNumbersOf } from "../captures/rowNumbers.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import { type Whos, whosOf } from "../captures/whos.ts";
import type { CaptureHost, HostsOfAddresses } from "./hosts.ts";
import { type Life, type Lives, livesOf } from "./lives.ts";

/** One capture saying that a PID was there. */
export interface Sighting {
  readonly capture: ScannedCapture;
  readonly host: CaptureHost;
  readonly line: number;
  readonly pid: number;
  readonly facts: ProcessFacts;
  /** Rows of that capture that say it. */
  readonly count: number;
  /** Of a capture of Process Monitor: from when until when. */
  readonly life?: Life;
  /** The life that its sockets are those of. */
  readonly shown?: Life;
}

/** The sightings of one capture. */
export interface CaptureSightings {
  readonly capture: ScannedCapture;
  readonly sightings: readonly Sighting[];
  /** The place of the sighting of each of the `Whos` of the capture's rows; -1 where each row has its own. */
  readonly ofWho?: Int32Array;
  /** The same of rows whose PID and name were several processes'. */
  readonly ofRow?: Int32Array;
}

/** Every line of a process list is a sighting of its own; in other captures a PID is one, however many rows it has. */
export function sightingsOf(
  capture: ScannedCapture,
  host: CaptureHost,
  hosts: HostsOfAddresses,
  shown: ReadonlyMap<string, Life> = new Map(),
): CaptureSightings {
  const lives = livesOf(capture);
  if (lives) return monitored(capture, host, lives);
  if (0 < capture.processes.length) return { capture, sightings: listed(capture, host) };
  const sightings = namedByRows(capture, host, hosts).map((sighting) => {
    const life = shown.get(`${capture.id} ${sighting.pid}`);
    return life ? { ...sighting, shown: life } : sighting;
  });
  return { capture, sightings, ofWho: Int32Array.from(sightings.keys()) };
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

/** A sighting for each life; what is counted are its connections. */
function monitored(capture: ScannedCapture, host: CaptureHost, lives: Lives): CaptureSightings {
  const whos = whosOf(capture);
  const ofWho = livesOfWhos(capture, whos, lives);
  const counts = new Uint32Array(lives.all.length);
  for (const [who, life] of ofWho.entries())
    if (0 <= life) counts[life] = counts[life]! + whos.connections[who]!;
  const ofRow = ofWho.includes(-1) ? livesOfRows(capture, whos, ofWho, lives) : undefined;
  if (ofRow) addRows(capture, ofRow, counts);
  const sightings = lives.all.map((life, i): Sighting => {
    const { pid, facts, line } = life;
    return { capture, host, line, pid, facts, count: counts[i]!, life };
  });
  return { capture, sightings, ofWho, ...(ofRow ? { ofRow } : {}) };
}

/** The life of each PID and name; -1 where there are several. */
function livesOfWhos({ columns, activity }: ScannedCapture, whos: Whos, lives: Lives): Int32Array {
  const byKey = new Map<string, number>();
  for (const [actor, { pid, name }] of activity!.actors.entries()) {
    const key = `${pid} ${name ?? ""}`;
    const isOnly = lives.isOne(actor) && !byKey.has(key);
    byKey.set(key, isOnly ? lives.ofEvent(actor, 0) : -1);
  }
  return Int32Array.from(whos.firstRows, (row) => {
    const name = columns.text(columns.process[row]!) ?? "";
    return byKey.get(`${columns.pid[row]} ${name}`) ?? -1;
  });
}

/** The life of each row whose PID and name are of several; -1 for the others. */
function livesOfRows(capture: ScannedCapture, whos: Whos, ofWho: Int32Array, lives: Lives): Int32Array {
  const { count } = capture.columns;
  const { callerOf } = rowNumbersOf(capture);
  const ofRow = new Int32Array(count).fill(absent);
  for (let row = 0; row < count; row++) {
    const who = whos.ofCaller[callerOf[row]!]!;
    if (who < 0 || ofWho[who] !== -1) continue;
    ofRow[row] = lives.ofRow(row);
  }
  return ofRow;
}

function addRows(capture: ScannedCapture, ofRow: Int32Array, counts: Uint32Array): void {
  const roles = eventRolesOf(capture);
  for (const [row, life] of ofRow.entries())
    if (0 <= life && (!roles || (roles[row]! & roleOfEvent.counted) !== 0)) counts[life] = counts[life]! + 1;
}
