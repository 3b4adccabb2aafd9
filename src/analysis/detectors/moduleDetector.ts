import type { Deed, ModuleFacts } from "../../core/deed.ts";
import type { Confidence, Finding, FindingSeverity } from "../../core/finding.ts";
import {
  type ImagePlace,
  imagePlace,
  isOfProgram,
  isUserWritable,
  placeWords,
} from "../windows/imagePlace.ts";
import { baseName, pathKey } from "../windows/windowsPath.ts";
import { techniques } from "./attack.ts";
import { citations } from "./citations.ts";
import { isBefore, secondsBetween } from "./deedOrder.ts";
import type { Detector } from "./detector.ts";
import { processText, remoteText } from "./factTexts.ts";
import { graver, gravestFirst } from "./gravity.ts";
import { toldAsPlanted } from "./plantedDetector.ts";
import {
  deedsOf,
  type FirstSend,
  firstSendOf,
  isMicrosofts,
  type ProcessStory,
  storiesOf,
} from "./processStory.ts";
import { secondsText } from "./senderLoad.ts";

/** Seconds before the first send in which a load is "shortly before". */
const shortlyBefore = 300;
const atOnce = 10;
const mostFindings = 40;

export const moduleDetector: Detector = {
  id: "module-before-send",
  title: "A foreign module was loaded before the first send",
  question:
    "Did a process load a module from a place that users can write to, or one that names no company, shortly before it first sent to the outside?",
  *examine(facts) {
    const findings: Finding[] = [];
    for (const story of storiesOf(facts).active()) {
      const send = firstSendOf(story);
      if (!send) continue;
      const told = toldAsPlanted(facts, story);
      const modules = foreignModules(story, send).filter(({ deed }) => !told.has(deed));
      if (0 < modules.length) findings.push(findingOf(story, send, modules));
    }
    yield* gravestFirst(findings, mostFindings);
  },
};

/** A module that was loaded shortly before a send and is not the program's own. */
interface ForeignModule {
  readonly deed: Deed;
  readonly path: string;
  readonly place: ImagePlace;
  readonly module: ModuleFacts | undefined;
  /** Whether the capture has a table of modules, and it names no company for this one. */
  readonly nameless: boolean;
  readonly seconds: number | undefined;
  readonly severity: FindingSeverity;
}

function foreignModules(story: ProcessStory, send: FirstSend): readonly ForeignModule[] {
  const loads = deedsOf(story, "image loaded").filter((deed) => isBefore(deed, send));
  return loads
    .flatMap((deed) => foreignModule(story, deed, send))
    .sort((a, b) => graver(a, b) || (a.seconds ?? 0) - (b.seconds ?? 0));
}

function foreignModule(story: ProcessStory, deed: Deed, send: FirstSend): readonly ForeignModule[] {
  const { path } = deed;
  const seconds = secondsBetween(deed.time, send.time);
  if (path === undefined || shortlyBefore < (seconds ?? 0) || isNoLibrary(path)) return [];
  const place = imagePlace(path);
  const key = pathKey(path);
  const sender = story.senders.find(({ module }) => module && pathKey(module.path) === key);
  // Of what the stacks show to send, the questions about the shell and about senders tell.
  if (sender) return [];
  const { module } = deed;
  const seen = { deed, path, place, module, seconds };
  const nameless = module !== undefined && module.company === undefined;
  if (isOwn(story, path, place) || !(isUserWritable(place) || nameless)) return [];
  const severity = severityOf(story, { ...seen, nameless });
  return severity === undefined ? [] : [{ ...seen, nameless, severity }];
}

/** Explorer maps executables only to read their icons; what has but texts is no code. */
function isNoLibrary(path: string): boolean {
  const name = baseName(path).toLowerCase();
  return name.endsWith(".exe") || name.endsWith(".mui");
}

/** Where nothing tells which image runs, all but what surely is foreign to it is taken for its own. */
function isOwn({ executable, isWindows }: ProcessStory, path: string, place: ImagePlace): boolean {
  if (executable !== undefined) return isOfProgram(path, executable);
  return !isWindows && place !== "temporary" && place !== "odd" && place !== "network";
}

function severityOf(
  story: ProcessStory,
  { place, module, nameless, path }: Omit<ForeignModule, "severity">,
): FindingSeverity | undefined {
  if (module && isMicrosofts(module) && (place === "user program" || place === "programs")) return undefined;
  if (!isUserWritable(place)) return isCompiledAtHome(path) ? undefined : "information";
  if (place === "user program") return nameless ? "low" : "information";
  const lately = place === "temporary" || place === "odd" || place === "network";
  if (story.isWindows) return nameless || lately ? "high" : "medium";
  return nameless || lately ? "medium" : "low";
}

/** Native images that .NET makes on each host name no company. */
function isCompiledAtHome(path: string): boolean {
  return path.toLowerCase().includes("\\assembly\\nativeimages");
}

function findingOf(story: ProcessStory, send: FirstSend, modules: readonly ForeignModule[]): Finding {
  const [first] = modules as readonly [ForeignModule, ...ForeignModule[]];
  const alike = modules.filter(({ severity }) => severity === first.severity).length - 1;
  const more = alike === 0 ? "" : `, and ${alike} more of the kind`;
  const company = first.nameless
    ? ", which names no company,"
    : first.module?.company === undefined
      ? ""
      : ` of ${first.module.company}`;
  return {
    id: `module-before-send ${story.process.id}`,
    rule: "module-before-send",
    severity: first.severity,
    confidence: confidenceOf(first),
    summary: `${processText(story.process)} loaded ${first.path}${company} from ${placeWords[first.place]}${more}, ${agoText(first)} it first sent to ${remoteText(send.remote)}.`,
    reason: reasonOf(first),
    technique: story.isWindows ? techniques.libraryInjection : techniques.hijackedLibrary,
    unless: "The module is a plug-in or an extension that this program is meant to load.",
    evidence: citations(
      first.deed.place,
      [
        send.place,
        ...modules.slice(1, 4).map(({ deed }) => deed.place),
        ...story.process.evidence.slice(0, 1),
      ],
      6,
    ),
  };
}

function confidenceOf({ seconds }: ForeignModule): Confidence {
  return seconds !== undefined && seconds <= atOnce ? "medium" : "low";
}

function agoText({ seconds }: ForeignModule): string {
  if (seconds === undefined) return "before";
  return `${secondsText(seconds)} before`;
}

function reasonOf({ seconds }: ForeignModule): string {
  const near =
    seconds !== undefined && seconds <= atOnce
      ? "the load and the send are close together"
      : "the load came before the send, but not at once";
  return `${near}; which module sent, these events do not say`;
}
