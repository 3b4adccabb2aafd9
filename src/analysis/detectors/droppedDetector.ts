import type { Deed } from "../../core/deed.ts";
import type { Confidence, Finding, FindingSeverity } from "../../core/finding.ts";
import { grouped } from "../../core/grouped.ts";
import { imagePlace, isOfProgram, placeWords } from "../windows/imagePlace.ts";
import { baseName, pathKey } from "../windows/windowsPath.ts";
import { techniques } from "./attack.ts";
import { citations } from "./citations.ts";
import { isBefore } from "./deedOrder.ts";
import type { Detector } from "./detector.ts";
import { processText, remoteText } from "./factTexts.ts";
import { graver, gravestFirst } from "./gravity.ts";
import { type CaseStories, firstSendOf, type ProcessStory, storiesOf } from "./processStory.ts";
import { renamedTo } from "./renamedTo.ts";

const mostFindings = 40;

export const droppedDetector: Detector = {
  id: "dropped-and-run",
  title: "A file was written and then run",
  question: "Did a process tree write a file that it then ran or loaded?",
  *examine(facts) {
    const stories = storiesOf(facts);
    const drops = dropsOf(facts.deeds);
    if (drops.size === 0) return;
    const runs = facts.deeds.flatMap((deed) => runOf(deed, drops, stories));
    const groups = grouped(runs, ({ drop }) => drop.process);
    const findings = [...groups].map(([dropper, several]) =>
      findingOf(`dropped-and-run ${dropper}`, several as [Run, ...Run[]]),
    );
    yield* gravestFirst(findings, mostFindings);
  },
};

/** A file that was written, and the event that runs or loads it. */
interface Run {
  readonly drop: Deed;
  readonly run: Deed;
  readonly path: string;
  readonly dropper: ProcessStory;
  /** What runs of it, or has loaded it; absent where the capture does not tell. */
  readonly runner: ProcessStory | undefined;
  readonly starter: ProcessStory;
  readonly severity: FindingSeverity;
}

/** Files by path, each as it was first written. */
function dropsOf(deeds: readonly Deed[]): ReadonlyMap<string, Deed> {
  const drops = new Map<string, Deed>();
  for (const deed of deeds) {
    const path = droppedPath(deed);
    if (path === undefined) continue;
    const key = pathKey(path);
    const known = drops.get(key);
    if (!known || isBefore(deed, known)) drops.set(key, deed);
  }
  return drops;
}

export function droppedPath(deed: Deed): string | undefined {
  if (deed.kind === "file renamed") return renamedTo(deed);
  return deed.kind === "file created" || deed.kind === "file written" ? deed.path : undefined;
}

function runOf(deed: Deed, drops: ReadonlyMap<string, Deed>, stories: CaseStories): readonly Run[] {
  const { kind, path } = deed;
  if (path === undefined || (kind !== "process created" && kind !== "image loaded")) return [];
  const drop = drops.get(pathKey(path));
  const dropper = stories.storyOf(drop?.process);
  const starter = stories.storyOf(deed.process);
  const runner = kind === "process created" ? stories.storyOf(deed.target) : starter;
  if (!drop || !dropper || !starter || !isBefore(drop, deed)) return [];
  if (stories.rootOf(dropper.process) !== stories.rootOf(starter.process)) return [];
  const severity = severityOf(path, dropper, stories.sendersOfTree((runner ?? starter).process));
  return severity === undefined ? [] : [{ ...{ drop, run: deed, path, dropper, runner, starter }, severity }];
}

/** Installers and compilers write and run all day: it weighs where they do, and whether it then sends. */
function severityOf(
  path: string,
  dropper: ProcessStory,
  senders: readonly ProcessStory[],
): FindingSeverity | undefined {
  const place = imagePlace(path);
  if (place === "windows" || place === "programs") return undefined;
  const sends = 0 < senders.length;
  if (place === "odd" || !isProgramName(path)) return sends ? "high" : "medium";
  const { executable } = dropper;
  const isItsUpdater = executable !== undefined && isOfProgram(path, executable);
  if (place === "user program" && isItsUpdater) return "information";
  if (place === "user program" || place === "other") return sends ? "low" : "information";
  if (dropper.isWindows && !isShell(dropper)) return sends ? "high" : "medium";
  return sends ? "medium" : "information";
}

/** What runs has one of these names, unless it hides. */
const programNames = [
  ".exe",
  ".dll",
  ".com",
  ".scr",
  ".cpl",
  ".ocx",
  ".sys",
  ".msi",
  ".tmp",
  ".node",
  ".pyd",
  ".mui",
  ".drv",
  ".ax",
  ".bat",
  ".cmd",
];

function isProgramName(path: string): boolean {
  const name = baseName(path).toLowerCase();
  return programNames.some((end) => name.endsWith(end));
}

/** Shells write and run what they are told. */
function isShell({ process: { name = "" } }: ProcessStory): boolean {
  return ["cmd.exe", "powershell.exe", "msiexec.exe", "explorer.exe"].includes(name.toLowerCase());
}

function findingOf(id: string, runs: readonly [Run, ...Run[]]): Finding {
  const [best] = [...runs].sort(graver) as [Run, ...Run[]];
  const { drop, run, path, dropper, runner, starter, severity } = best;
  const files = new Set(runs.map((each) => pathKey(each.path))).size;
  const send = runner && firstSendOf(runner);
  const how = run.kind === "image loaded" ? "loaded by" : runner ? "run as" : "run by";
  return {
    id,
    rule: "dropped-and-run",
    severity,
    confidence: confidenceOf(best),
    summary: `${processText(dropper.process)} wrote ${path}${files === 1 ? "" : ` and ${files - 1} more files that were run`}, in ${placeWords[imagePlace(path)]}; it was ${how} ${processText((runner ?? starter).process)}${send ? `, which sends to ${remoteText(send.remote)}` : ""}.`,
    reason: `the capture shows the file being ${drop.kind === "file renamed" ? "renamed to this path" : "written"} and then ${run.kind === "process created" ? "started" : "loaded"} in the same process tree`,
    ...(send || severity === "high" ? { technique: techniques.ingressTransfer } : {}),
    unless: "It is an installer, an updater or a build.",
    evidence: citations(
      drop.place,
      [run.place, send?.place, ...runs.slice(0, 3).flatMap((each) => [each.drop.place, each.run.place])],
      6,
    ),
  };
}

function confidenceOf({ drop, run }: Run): Confidence {
  return drop.time && run.time ? "high" : "medium";
}
