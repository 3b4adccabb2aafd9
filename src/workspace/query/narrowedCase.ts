import { findingsOf } from "../../analysis/detectors/allDetectors.ts";
import type { CaptureSummary, CaseView, ProcessInstance, RemoteEndpoint } from "../../core/caseView.ts";
import type { Deed } from "../../core/deed.ts";
import type { Steps } from "../../core/steps.ts";
import { isMonitored } from "../captures/conversations.ts";
import { rowCount, type ScannedCapture } from "../captures/scannedFile.ts";
import { timeSpan } from "../captures/timeSpan.ts";
import type { CaseReading } from "../case/caseReading.ts";
import type { ViewedCase } from "../case/loadCase.ts";
import { remoteEndpoints } from "../case/remotes.ts";
import type { ProcessNumbers } from "../joins/processNumbers.ts";
import type { WhereContext } from "./matchingRows.ts";
import { narrowedBeacons } from "./narrowedBeacons.ts";
import { narrowedCapture } from "./narrowedCapture.ts";
import { narrowedJoins } from "./narrowedJoins.ts";
import { rowsByProcess } from "./rowsByProcess.ts";
import type { Where } from "./whereTerm.ts";

/** A case of which only the rows that meet a question are left. */
export interface NarrowedCase extends ViewedCase {
  readonly matching: number;
  /** Rows of the whole case. */
  readonly rows: number;
}

/**
 * Leaves the rows of a case that meet a question. Counts, times and lists are those of these rows. What the whole
 * case tells is not asked again: whose a capture is, which process a row is of, what is regular. So a rhythm and a
 * finding are judged by all rows, and left where one of their rows is.
 */
export function* narrowedCase(
  { reading, view }: ViewedCase,
  where: Where,
  zone: WhereContext["zone"],
): Steps<NarrowedCase> {
  const context: WhereContext = { reading, ...(zone ? { zone } : {}) };
  const captures: ScannedCapture[] = [];
  for (const capture of reading.captures) {
    const narrowed = yield* narrowedCapture(capture, where, context);
    if (0 < rowCount(narrowed)) captures.push(narrowed);
    yield;
  }
  const remotes = yield* remoteEndpoints(captures, reading.processes);
  const left = yield* processesLeft(captures, reading);
  const facts = {
    captures: summariesLeft(view.captures, captures),
    processes: view.processes.flatMap((process, number) =>
      left.has(number) ? [narrowedProcess(process, left.get(number)!, () => remotes.ofProcess(number))] : [],
    ),
    remotes: remotes.remotes,
    joins: yield* narrowedJoins(reading, view.joins, captures),
    ...activityLeft(view, left, remotes.remotes, reading),
    beacons: yield* narrowedBeacons(view.beacons, captures),
    listed: listedLeft(view, remotes.remotes, left, reading),
    places: placesLeft(view, remotes.remotes),
  };
  const found = new Set(findingsOf(facts).map(({ id }) => id));
  const narrowed: CaseView = { ...facts, findings: view.findings.filter(({ id }) => found.has(id)) };
  return {
    reading: { ...reading, captures, view: facts, remotes },
    view: narrowed,
    matching: captures.reduce((sum, capture) => sum + rowCount(capture), 0),
    rows: reading.captures.reduce((sum, capture) => sum + rowCount(capture), 0),
  };
}

/** Values of which a remote or a process is left. */
function listedLeft(
  { listed }: CaseView,
  remotes: readonly RemoteEndpoint[],
  left: ReadonlyMap<number, number>,
  { processes: { instances } }: CaseReading,
): CaseView["listed"] {
  if (listed.length === 0) return listed;
  const ids = new Set(remotes.map(({ id }) => id));
  for (const number of left.keys()) ids.add(instances[number]!.id);
  return listed.filter((value) => [...value.remotes, ...value.processes].some((id) => ids.has(id)));
}

function placesLeft({ places }: CaseView, remotes: readonly RemoteEndpoint[]): CaseView["places"] {
  if (places.length === 0) return places;
  const left = new Set(remotes.map(({ address }) => address));
  return places.filter(({ address }) => left.has(address));
}

/** Deeds and senders of which the process or the remote is left. */
function activityLeft(
  { deeds, senders }: CaseView,
  left: ReadonlyMap<number, number>,
  remotes: readonly RemoteEndpoint[],
  { processes: { instances } }: CaseReading,
): Pick<CaseView, "deeds" | "senders"> {
  if (deeds.length === 0 && senders.length === 0) return { deeds, senders };
  const processes = new Set([...left.keys()].map((number) => instances[number]!.id));
  const ids = new Set(remotes.map(({ id }) => id));
  const isLeft = ({ process, remote }: Pick<Deed, "process" | "remote">) =>
    processes.has(process) || (remote !== undefined && ids.has(remote));
  return { deeds: deeds.filter(isLeft), senders: senders.filter(isLeft) };
}

function summariesLeft(
  summaries: readonly CaptureSummary[],
  captures: readonly ScannedCapture[],
): readonly CaptureSummary[] {
  const left = new Map(captures.map((capture) => [capture.id, capture]));
  return summaries.flatMap(({ first: _first, last: _last, ...summary }) => {
    const capture = left.get(summary.id);
    return capture ? [{ ...summary, rows: rowCount(capture), ...timeSpan(capture) }] : [];
  });
}

function narrowedProcess(
  process: ProcessInstance,
  connections: number,
  remotes: () => readonly string[],
): ProcessInstance {
  return {
    ...process,
    connections,
    get remotes() {
      return remotes();
    },
  };
}

/** The processes that rows are of or lists have, by their number, and how many rows name each. */
function* processesLeft(
  captures: readonly ScannedCapture[],
  { processes, instances }: CaseReading,
): Steps<ReadonlyMap<number, number>> {
  const left = new Map<number, number>();
  const monitored = new Map<number, number>();
  const listed = new Set<string>();
  for (const capture of captures) {
    for (const { line } of capture.processes) listed.add(`${capture.id} ${line}`);
    countRows(capture, processes, isMonitored(capture) ? monitored : left);
    yield;
  }
  // What a monitor shows are connections that tables and logs may show too.
  for (const [number, count] of monitored) left.set(number, Math.max(count, left.get(number) ?? 0));
  for (const [number, { sightings }] of instances.entries()) {
    const isListed = sightings.some(
      ({ capture, line, life }) =>
        0 < capture.processes.length && listed.has(`${capture.id} ${life?.entryLine ?? line}`),
    );
    if (isListed && !left.has(number)) left.set(number, 0);
  }
  return left;
}

/** Rows that were joined to a process or name it. */
function countRows(capture: ScannedCapture, processes: ProcessNumbers, counts: Map<number, number>): void {
  const numbers = processes.of(capture);
  for (let row = 0; row < capture.columns.count; row++) {
    const number = numbers.ofRow(row);
    if (0 <= number && !counts.has(number)) counts.set(number, 0);
  }
  for (const [number, { connections }] of rowsByProcess(capture, processes))
    counts.set(number, counts.get(number)! + connections.count);
}
