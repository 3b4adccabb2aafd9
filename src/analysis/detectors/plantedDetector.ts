import type { ProcessInstance } from "../../core/caseView.ts";
import type { Deed } from "../../core/deed.ts";
import type { Confidence, Finding, FindingSeverity } from "../../core/finding.ts";
import { grouped } from "../../core/grouped.ts";
import { imagePlace, isOfProgram, isUserWritable, placeWords } from "../windows/imagePlace.ts";
import { baseName, pathKey } from "../windows/windowsPath.ts";
import { techniques } from "./attack.ts";
import { citations } from "./citations.ts";
import { isBefore, secondsBetween } from "./deedOrder.ts";
import type { CaseFacts, Detector } from "./detector.ts";
import { droppedPath } from "./droppedDetector.ts";
import { placedText, processText, remoteText } from "./factTexts.ts";
import { graver, gravestFirst } from "./gravity.ts";
import { type CaseStories, deedsOf, isMicrosofts, type ProcessStory, storiesOf } from "./processStory.ts";

const mostFindings = 40;
/** Loads of one process that are looked at. */
const mostLoads = 200;
/** Seconds between a thread's making and its first load. */
const freshly = 1;
/** Seconds after its start in which a process makes threads and loads libraries as a matter of course. */
const starting = 5;

export const plantedDetector: Detector = {
  id: "planted-module",
  title: "A module was planted in a running process",
  question:
    "Did a process load a module that another process wrote, or by a thread that was made for it, from a place that users can write to?",
  *examine(facts) {
    const findings = [...plantedIn(facts)].map(([story, modules]) => findingOf(story, modules));
    yield* gravestFirst(findings, mostFindings);
  },
};

type Several = readonly [Planted, ...Planted[]];
const plantedOfFacts = new WeakMap<CaseFacts, ReadonlyMap<ProcessStory, Several>>();

function plantedIn(facts: CaseFacts): ReadonlyMap<ProcessStory, Several> {
  const known = plantedOfFacts.get(facts);
  if (known) return known;
  const stories = storiesOf(facts);
  const writes = writesOf(facts.deeds);
  const planted = new Map<ProcessStory, Several>();
  for (const story of stories.active()) {
    const foreign = deedsOf(story, "image loaded")
      .filter((deed) => isForeign(story, deed))
      .slice(0, mostLoads);
    const threads = foreign.length === 0 ? [] : deedsOf(story, "thread created");
    const loads = foreign.flatMap((deed) => plantedModule(story, deed, { threads, writes, stories }));
    if (0 < loads.length) planted.set(story, loads as unknown as Several);
  }
  plantedOfFacts.set(facts, planted);
  return planted;
}

/** Of a process: loads and threads that this question tells of, so that no other has to. */
export function toldAsPlanted(facts: CaseFacts, story: ProcessStory): ReadonlySet<Deed> {
  const told = (plantedIn(facts).get(story) ?? []).filter(({ severity }) => severity !== "low");
  const made = told.flatMap(({ thread, maker }) => (thread && maker ? [thread] : []));
  return new Set([...told.map(({ load }) => load), ...made]);
}

interface Planted {
  readonly load: Deed;
  readonly path: string;
  /** The thread that was made just before, and whether it is known to have done the load. */
  readonly thread: Deed | undefined;
  readonly sameThread: boolean;
  /** The process that made that thread, where the capture shows it to be another. */
  readonly maker: ProcessInstance | undefined;
  /** Another process's writing of the file. */
  readonly write: Deed | undefined;
  readonly writer: ProcessStory | undefined;
  readonly severity: FindingSeverity;
}

/** Libraries by path, with all who wrote them. */
function writesOf(deeds: readonly Deed[]): ReadonlyMap<string, readonly Deed[]> {
  const writes = deeds.filter((deed) => droppedPath(deed) !== undefined);
  return grouped(writes, (deed) => pathKey(droppedPath(deed)!));
}

/** What a load is seen beside. */
interface Seen {
  /** Made in the same process. */
  readonly threads: readonly Deed[];
  readonly writes: ReadonlyMap<string, readonly Deed[]>;
  readonly stories: CaseStories;
}

function plantedModule(
  story: ProcessStory,
  load: Deed,
  { threads, writes, stories }: Seen,
): readonly Planted[] {
  const path = load.path!;
  const root = stories.rootOf(story.process);
  const write = writes.get(pathKey(path))?.find((deed) => {
    const writer = stories.process(deed.process);
    return writer && isBefore(deed, load) && stories.rootOf(writer) !== root;
  });
  const thread = isStarting(story, load) ? undefined : freshThread(threads, load);
  if (!write && !thread) return [];
  const sameThread = thread !== undefined && isBy(thread, load);
  const maker = stories.process(thread?.maker?.process);
  const seen = { load, path, thread, sameThread, maker, write, writer: stories.storyOf(write?.process) };
  return [{ ...seen, severity: severityOf(story, seen) }];
}

/** A library from where users write, which is not of the program's own folder. */
function isForeign({ executable, isWindows }: ProcessStory, { path, module }: Deed): boolean {
  if (path === undefined || (module && isMicrosofts(module))) return false;
  const place = imagePlace(path);
  if (!isUserWritable(place) || place === "user program" || baseName(path).toLowerCase().endsWith(".exe"))
    return false;
  return executable === undefined ? isWindows : !isOfProgram(path, executable);
}

function isStarting({ started }: ProcessStory, { time }: Deed): boolean {
  const seconds = secondsBetween(started, time);
  return seconds !== undefined && 0 <= seconds && seconds < starting;
}

/** Where threads are numbered, the one that loads; else any that was made just before. */
function freshThread(made: readonly Deed[], load: Deed): Deed | undefined {
  const threads = made.filter((thread) => isJustBefore(thread, load));
  const own = threads.find((thread) => isBy(thread, load));
  if (own) return own;
  const numbered =
    threads.some(({ newThreadId }) => newThreadId !== undefined) && load.threadId !== undefined;
  return numbered ? undefined : threads.at(-1);
}

function isBy({ newThreadId }: Deed, { threadId }: Deed): boolean {
  return newThreadId !== undefined && newThreadId === threadId;
}

function isJustBefore(thread: Deed, load: Deed): boolean {
  const seconds = secondsBetween(thread.time, load.time);
  return seconds !== undefined && 0 <= seconds && seconds <= freshly && isBefore(thread, load);
}

function severityOf(
  { outside, isWindows }: ProcessStory,
  { write, sameThread, maker }: Pick<Planted, "write" | "sameThread" | "maker">,
): FindingSeverity {
  const both = sameThread && (write !== undefined || maker !== undefined);
  if (both || (isWindows && 0 < outside.length)) return "high";
  return isWindows || write ? "medium" : "low";
}

function findingOf(story: ProcessStory, modules: Several): Finding {
  const [best] = [...modules].sort(graver) as [Planted, ...Planted[]];
  const { load, path, thread, write, writer, severity } = best;
  const [remote] = story.outside;
  const more = modules.length === 1 ? "" : ` and ${modules.length - 1} more`;
  const wrote = writer ? ` The file was written by ${placedText(writer)}`.replace(/,?$/, ".") : "";
  return {
    id: `planted-module ${story.process.id}`,
    rule: "planted-module",
    severity,
    confidence: confidenceOf(best),
    summary: `${processText(story.process)} loaded ${path}${more} from ${placeWords[imagePlace(path)]}${threadText(best)}.${wrote}${remote ? ` ${story.process.name ?? "It"} sends to ${remoteText(remote)}.` : ""}`,
    reason: reasonOf(best),
    technique: techniques.libraryInjection,
    unless:
      "The module is a plug-in or an extension that this program is meant to load, and the other process its installer.",
    evidence: citations(
      load.place,
      [
        thread?.place,
        thread?.maker?.place,
        write?.place,
        ...modules.slice(1, 3).map((each) => each.load.place),
        remote?.evidence[0],
      ],
      6,
    ),
  };
}

function threadText({ thread, load, sameThread, maker }: Planted): string {
  if (!thread) return "";
  const milliseconds = Math.round((secondsBetween(thread.time, load.time) ?? 0) * 1000);
  const number = thread.newThreadId === undefined ? "" : ` ${thread.newThreadId}`;
  return sameThread
    ? `, by thread${number} that ${maker ? `a thread of ${processText(maker)} had made` : "had been made"} ${milliseconds} ms before`
    : `, ${milliseconds} ms after ${maker ? `a thread of ${processText(maker)} made thread${number}` : `thread${number} was made`} in it`;
}

function confidenceOf({ sameThread, write, maker }: Planted): Confidence {
  if (sameThread && (write || maker)) return "high";
  return sameThread || write ? "medium" : "low";
}

function reasonOf({ sameThread, thread, write, maker }: Planted): string {
  const signs = [
    ...(write ? ["another process tree wrote the file"] : []),
    ...(maker ? [`a thread of ${processText(maker)} made the thread`] : []),
    ...(sameThread ? ["the thread that loads it had just been made"] : []),
    ...(thread && !sameThread
      ? ["a thread was made just before; the capture does not say which thread loads"]
      : []),
  ];
  const open = maker ? "Why it loads the module" : "Who made the thread, and why it loads the module,";
  return `${signs.join("; ")}. ${thread ? open : "Why it loads the module"} these events do not say`;
}
