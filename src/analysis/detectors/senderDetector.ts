import type { Sender } from "../../core/deed.ts";
import type { Confidence, Finding, FindingSeverity } from "../../core/finding.ts";
import { grouped } from "../../core/grouped.ts";
import { imagePlace, isOfProgram, isUserWritable, placeWords } from "../windows/imagePlace.ts";
import { isWindowsLibrary } from "../windows/windowsLibraries.ts";
import { baseName, pathKey } from "../windows/windowsPath.ts";
import { techniques } from "./attack.ts";
import { citations } from "./citations.ts";
import type { Detector } from "./detector.ts";
import { isOddForShell } from "./explorerDetector.ts";
import { moduleText, processText, remoteText, whenText } from "./factTexts.ts";
import { gravestFirst } from "./gravity.ts";
import {
  type CaseStories,
  isMicrosofts,
  isOutsideRemote,
  type ProcessStory,
  storiesOf,
} from "./processStory.ts";
import { loadOf, loadText } from "./senderLoad.ts";

const mostFindings = 40;
/** Shares of a process's events with a frame in no known module: up to there such a frame is rare, from there usual. */
const rare = 0.05;
const usual = 0.3;

export const senderDetector: Detector = {
  id: "sending-module",
  title: "A module that is not the program's own sends",
  question: "Does the module that sends belong neither to the process's own program nor to Windows?",
  *examine(facts) {
    const stories = storiesOf(facts);
    const outside = facts.senders.filter((sender) => concerns(sender, stories));
    const groups = grouped(
      outside,
      ({ process, how, module }) => `${process} ${moduleKey(how, module?.path)}`,
    );
    const findings = [...groups].flatMap(([key, senders]) =>
      findingOf(`sending-module ${key}`, senders as [Sender, ...Sender[]], stories),
    );
    yield* gravestFirst(findings, mostFindings);
  },
};

/** What the shell sends where it should not, the question about the shell speaks of. */
function concerns({ process, remote: id, how }: Sender, stories: CaseStories): boolean {
  const remote = stories.remote(id);
  if (!remote || how === "no user-mode stack" || !isOutsideRemote(remote)) return false;
  return !(stories.process(process)?.name?.toLowerCase() === "explorer.exe" && isOddForShell(remote));
}

function moduleKey(how: Sender["how"], path: string | undefined): string {
  return how === "module" && path !== undefined ? pathKey(path) : "unknown";
}

function findingOf(
  id: string,
  senders: readonly [Sender, ...Sender[]],
  stories: CaseStories,
): readonly Finding[] {
  const story = stories.storyOf(senders[0].process);
  if (!story) return [];
  const grade = gradeOf(story, senders[0]);
  if (!grade) return [];
  const { severity, confidence, reason, unless } = grade;
  const load = loadOf(story, senders[0].module);
  return [
    {
      id,
      rule: "sending-module",
      severity,
      confidence,
      summary: summaryOf(story, senders, stories),
      reason,
      ...(senders[0].how === "module" ? { technique: techniques.hijackedLibrary } : {}),
      ...(senders[0].how !== "module" || story.isWindows ? { technique: techniques.processInjection } : {}),
      unless,
      evidence: citations(
        senders[0].first,
        [senders[0].last, load?.place, ...senders.slice(1).map(({ first }) => first)],
        6,
      ),
    },
  ];
}

interface Grade {
  readonly severity: FindingSeverity;
  readonly confidence: Confidence;
  readonly reason: string;
  readonly unless: string;
}

/** How odd a sender is; undefined where it is the program's own or Windows'. */
function gradeOf(story: ProcessStory, { how, module, baseRate }: Sender): Grade | undefined {
  if (how === "no user-mode stack") return undefined;
  if (how === "unknown module" || !module) return gradeOfUnknown(story, baseRate);
  const severity = severityOf(story, module);
  if (severity === undefined) return undefined;
  const company =
    module.company === undefined ? "names no company" : `names ${module.company} as its company`;
  return {
    severity,
    confidence: "high",
    reason: `the first frame above Windows' networking modules lies in it in the stacks of these sends; it lies in ${placeWords[imagePlace(module.path)]} and ${company}`,
    unless: "The module is a plug-in, an extension or a protection program that is known to send from here.",
  };
}

function severityOf(
  story: ProcessStory,
  module: { readonly path: string; readonly company?: string },
): FindingSeverity | undefined {
  const place = imagePlace(module.path);
  const nameless = module.company === undefined;
  if (isOwn(story, module.path)) {
    const beside = nameless && story.company !== undefined && isUserWritable(place);
    if (!beside || isItself(story, module.path)) return undefined;
    return isWindowsLibrary(module.path) ? "high" : "medium";
  }
  if (isMicrosofts(module) && !isUserWritable(place)) return undefined;
  if (isMicrosofts(module) && place === "user program") return "information";
  if (isUserWritable(place) && place !== "user program")
    return nameless || story.isWindows ? "high" : "medium";
  if (nameless) return "medium";
  return place === "other" ? "low" : "information";
}

function isItself({ executable, process }: ProcessStory, path: string): boolean {
  return executable === undefined
    ? baseName(path).toLowerCase() === process.name?.toLowerCase()
    : pathKey(path) === pathKey(executable);
}

function isOwn(story: ProcessStory, path: string): boolean {
  if (isItself(story, path)) return true;
  // What lies in Windows' folder belongs to Windows' programs only if it says so.
  if (story.executable === undefined || imagePlace(path) === "windows") return false;
  return isOfProgram(path, story.executable);
}

/** A frame in no known module is a clue: programs that make code as they run have them all the time. */
function gradeOfUnknown({ isWindows }: ProcessStory, baseRate: number | undefined): Grade {
  const percent = baseRate === undefined ? undefined : Math.round(baseRate * 1000) / 10;
  const share =
    percent === undefined
      ? "how often this process has such frames otherwise is not known"
      : `${percent} % of this process's events with a stack have such a frame`;
  const isRare = baseRate !== undefined && baseRate <= rare;
  return {
    severity:
      isRare && isWindows ? "medium" : baseRate !== undefined && usual <= baseRate ? "information" : "low",
    confidence: "low",
    reason: `a clue, not a verdict: ${share}`,
    unless:
      "The process runs code that it makes itself (a browser's scripts, .NET, Java), or the capture began after the module was loaded.",
  };
}

function summaryOf(
  story: ProcessStory,
  senders: readonly [Sender, ...Sender[]],
  stories: CaseStories,
): string {
  const [{ module, remote: id }] = senders;
  const remotes = new Set(senders.map(({ remote }) => remote));
  const remote = stories.remote(id);
  const count = senders.reduce((sum, sender) => sum + sender.count, 0);
  const to = `${remote ? remoteText(remote) : id}${remotes.size === 1 ? "" : ` and ${remotes.size - 1} more`}`;
  const times = count === 1 ? "once" : `${count} times`;
  const what = module ? moduleText(module) : "code in no module that the capture knows";
  return `In ${processText(story.process)}, ${what} sent to ${to}, ${times}${remote ? whenText(remote) : ""}.${loadText(story, loadOf(story, module), remotes)}`;
}
