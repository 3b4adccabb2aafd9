import type { LineReference, ProcessInstance } from "../../core/caseView.ts";
import type { Deed, Sender } from "../../core/deed.ts";
import { grouped } from "../../core/grouped.ts";
import { type Instant, microsPerSecond } from "../../core/instant.ts";
import type { CaseSnapshot } from "../../workspace/case/caseStore.ts";
import { livesOf } from "../../workspace/joins/lives.ts";
import { indexOf } from "../trees/caseIndex.ts";
import { countOf, firstLines, flowsOfProcess, remoteOfFlow, spanOf } from "../trees/connectionLines.ts";
import { addressWithPort } from "../trees/endpointRow.ts";
import { autostartOf, verbOf } from "./deedWords.ts";
import { type ProcessStories, processStoriesOf } from "./processStories.ts";

/** Something that a process did, or that was done to it. Text of evidence is not escaped yet. */
export interface TimelineEntry {
  readonly time?: Instant | undefined;
  readonly last?: Instant | undefined;
  /** `loaded`, `was started by`. */
  readonly verb: string;
  /** What it was done to, or who did it. */
  readonly object?: string | undefined;
  readonly detail?: string | undefined;
  /** A place of autostart that was written, the module that sent: what is to be seen. */
  readonly remark?: string | undefined;
  readonly count: number;
  readonly place: LineReference;
}

/** What is known of one process, in the order of time; what has no time stands last, in the order of the captures. */
export function timelineOf(snapshot: CaseSnapshot, process: ProcessInstance): readonly TimelineEntry[] {
  const stories = processStoriesOf(snapshot);
  const entries = [
    ...startEntries(stories, process),
    ...stories.story(process).deeds.map((deed) => deedEntry(snapshot, process, deed)),
    ...stories.threadsOfOthersIn(process).map((deed) => threadEntry(stories, deed)),
    ...loggedEntries(snapshot, process),
  ];
  return entries.sort(byTime);
}

/** Seconds from one entry to the next, where nothing is told for longer than that. */
export function silenceBetween(before: TimelineEntry, after: TimelineEntry): number | undefined {
  const from = before.last ?? before.time;
  if (!from || !after.time) return undefined;
  const seconds = (after.time.micros - from.micros) / microsPerSecond;
  return shortestSilence <= seconds ? seconds : undefined;
}

const shortestSilence = 60;

function startEntries(stories: ProcessStories, process: ProcessInstance): readonly TimelineEntry[] {
  const making = stories.makingOf(process);
  const parent = stories.parentOf(process);
  if (!making || !parent) return [];
  const { time, place, path } = making;
  return [{ time, place, verb: "was started by", object: nameOf(parent), detail: path, count: 1 }];
}

function deedEntry(snapshot: CaseSnapshot, process: ProcessInstance, deed: Deed): TimelineEntry {
  const { time, place, count, path, newThreadId, last } = deed;
  const autostart = autostartOf(deed);
  return {
    time,
    last: last && timeOfEvent(snapshot, last),
    place,
    count,
    verb: verbOf(deed),
    object: path ?? (newThreadId === undefined ? undefined : String(newThreadId)),
    detail: deed.detail,
    remark: autostart ?? senderWords(processStoriesOf(snapshot).story(process).senders, deed),
  };
}

/** By the capture's own clock. */
function timeOfEvent({ lines }: CaseSnapshot, place: LineReference): Instant | undefined {
  const capture = lines.captureAt(place);
  const event = capture && livesOf(capture)?.eventOnLine(place.line);
  const micros = event === undefined ? undefined : capture?.activity?.events.time[event];
  return capture?.clock && micros !== undefined && !Number.isNaN(micros)
    ? { ...capture.clock, micros }
    : undefined;
}

/** Which module sent, by the sends of this process to the same far end. */
function senderWords(senders: readonly Sender[], { kind, remote }: Deed): string | undefined {
  if (kind !== "sent" || remote === undefined) return undefined;
  const own = senders.filter((sender) => sender.remote === remote);
  const words = own.map(({ how, module, count }) => {
    const what = how === "module" ? (module?.path ?? "a module without a path") : how;
    return own.length === 1 ? what : `${what} (${count})`;
  });
  return words.length === 0 ? undefined : `sent by ${words.join(", ")}`;
}

function threadEntry(
  stories: ProcessStories,
  { time, place, process, count, newThreadId }: Deed,
): TimelineEntry {
  const other = stories.processOf(process);
  return {
    time,
    place,
    count,
    verb: "got a thread from",
    object: other ? nameOf(other) : process,
    detail: newThreadId === undefined ? undefined : `Thread ${newThreadId}`,
    remark: "a thread that another process started",
  };
}

/** What captures that are no monitor's say of its connections: one entry for each far end. */
function loggedEntries(snapshot: CaseSnapshot, process: ProcessInstance): readonly TimelineEntry[] {
  const index = indexOf(snapshot);
  const number = snapshot.reading.instances.findIndex(({ instance }) => instance.id === process.id);
  const flows = flowsOfProcess(snapshot, number).filter(({ capture }) => capture.activity === undefined);
  return [...grouped(flows, remoteOfFlow)].flatMap(([id, own]) => {
    const remote = id === undefined ? undefined : index.remote(id);
    const first = firstLines(own)[0];
    if (!remote || !first) return [];
    const { first: time, last } = spanOf(own);
    const { address, port, transport, direction } = remote;
    const end = port === undefined ? address : addressWithPort(address, port);
    const place = { uri: first.capture.uri, line: first.capture.columns.line[first.row]! };
    const verb = direction === "inbound" ? "was contacted by" : "contacted";
    return [{ time, last, place, verb, object: end, detail: transport, count: countOf(own) }];
  });
}

function nameOf({ name, pid }: ProcessInstance): string {
  return name === undefined ? `PID ${pid}` : `${name} (PID ${pid})`;
}

function byTime(a: TimelineEntry, b: TimelineEntry): number {
  const [x, y] = [a.time?.micros ?? Number.POSITIVE_INFINITY, b.time?.micros ?? Number.POSITIVE_INFINITY];
  if (x !== y) return x < y ? -1 : 1;
  if (a.place.uri !== b.place.uri) return a.place.uri < b.place.uri ? -1 : 1;
  return a.place.line - b.place.line;
}
