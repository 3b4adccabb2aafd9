import type { ProcessInstance } from "../../core/caseView.ts";
import type { Finding } from "../../core/finding.ts";
import { grouped } from "../../core/grouped.ts";
import { imagePlace, isUserWritable, placeWords } from "../windows/imagePlace.ts";
import { type LookAlike, lookAlikeOf } from "../windows/lookAlike.ts";
import { nameTrickOf } from "../windows/nameTricks.ts";
import { baseName, pathKey } from "../windows/windowsPath.ts";
import { isInItsPlace, windowsProcessNamed } from "../windows/windowsProcesses.ts";
import { techniques } from "./attack.ts";
import { citations } from "./citations.ts";
import type { CaseFacts, Detector } from "./detector.ts";
import { processText, remoteText } from "./factTexts.ts";
import { gravestFirst } from "./gravity.ts";
import { type CaseStories, type ProcessStory, storiesOf } from "./processStory.ts";

const mostFindings = 40;
/** Names that are looked at. */
const mostNames = 20_000;

export const masqueradeDetector: Detector = {
  id: "masquerade",
  title: "A program bears a name of Windows and is another",
  question:
    "Does a process have the name of a Windows program, or nearly, and an image that is not Windows' own?",
  *examine(facts) {
    const stories = storiesOf(facts);
    yield* gravestFirst(
      [
        ...misplaced(facts, stories),
        ...alike(facts, stories),
        ...tricky(facts, stories),
        ...withoutService(facts, stories),
      ],
      mostFindings,
    );
  },
};

type Several = readonly [ProcessStory, ...ProcessStory[]];

/** One finding for one image on one host, however many processes run it. */
function together(
  facts: CaseFacts,
  stories: CaseStories,
  mayBe: (process: ProcessInstance) => boolean,
  keyOf: (story: ProcessStory) => string | undefined,
): readonly (readonly [key: string, stories: Several])[] {
  const odd = facts.processes.flatMap((process) => {
    const key = mayBe(process) ? keyOf(stories.story(process)) : undefined;
    return key === undefined
      ? []
      : [{ key: `${process.host.name ?? "-"} ${key}`, story: stories.story(process) }];
  });
  return [...grouped(odd, ({ key }) => key)].map(([key, group]) => [
    key,
    group.map(({ story }) => story) as unknown as Several,
  ]);
}

function misplaced(facts: CaseFacts, stories: CaseStories): readonly Finding[] {
  const mayBe = ({ name, executable }: ProcessInstance) =>
    executable === undefined
      ? 0 < facts.deeds.length && windowsProcessNamed(name) !== undefined
      : isMisplaced(executable);
  const groups = together(facts, stories, mayBe, ({ executable }) =>
    executable !== undefined && isMisplaced(executable) ? pathKey(executable) : undefined,
  );
  return groups.map(([key, [story, ...others]]) => {
    const path = story.executable!;
    const place = imagePlace(path);
    return {
      id: `masquerade ${key}`,
      rule: "masquerade",
      severity: isUserWritable(place) || 0 < story.outside.length ? "high" : "medium",
      confidence: story.process.executable === undefined ? "medium" : "high",
      summary: `${processText(story.process)} runs from ${path}, ${placeWords[place]}; Windows has its ${baseName(path).toLowerCase()} elsewhere.${andOthers(others)}${sendsText(story)}`,
      reason:
        story.process.executable === undefined
          ? "the path is that of the image that was started or loaded under this name"
          : "the path is what the capture prints of the process, and Windows has no program of this name there",
      technique: techniques.masqueradeName,
      unless:
        "It is a copy that an administrator or another product put there: its hash is that of the program in System32.",
      evidence: evidenceOf(story, others, stories),
    };
  });
}

function isMisplaced(executable: string): boolean {
  const known = windowsProcessNamed(baseName(executable));
  return known !== undefined && !isInItsPlace(known, executable);
}

function alike(facts: CaseFacts, stories: CaseStories): readonly Finding[] {
  const likeness = new Map<string, LookAlike | undefined>();
  const look = ({ name = "" }: ProcessInstance) => {
    const key = name.toLowerCase();
    if (!likeness.has(key) && likeness.size < mostNames) likeness.set(key, lookAlikeOf(key));
    return likeness.get(key);
  };
  const groups = together(
    facts,
    stories,
    (process) => look(process) !== undefined,
    ({ process }) => process.name!.toLowerCase(),
  );
  return groups.map(([key, [story, ...others]]) => {
    const { name, how } = look(story.process)!;
    const sends = 0 < story.outside.length;
    return {
      id: `masquerade ${key}`,
      rule: "masquerade",
      severity: sends ? "high" : "medium",
      confidence: how === "one letter more, less or other" ? "low" : "medium",
      summary: `${processText(story.process)} has nearly the name of Windows' ${name}.${andOthers(others)}${sendsText(story)}`,
      reason: `${how}: the name alone tells it${story.executable === undefined ? "" : `; it runs from ${story.executable}`}`,
      technique: techniques.masqueradeName,
      unless: "A product that is known on this host has a program of this name.",
      evidence: evidenceOf(story, others, stories),
    };
  });
}

function tricky(facts: CaseFacts, stories: CaseStories): readonly Finding[] {
  const named = ({ name = "", executable = name }: ProcessInstance) =>
    nameTrickOf(executable) ?? nameTrickOf(name);
  const groups = together(
    facts,
    stories,
    // A large log has half a million processes without a name.
    (process) => process.name !== undefined && named(process) !== undefined,
    ({ process: { name = "", executable = name } }) => pathKey(executable),
  );
  return groups.map(([key, [story, ...others]]) => {
    const { how, technique, unless } = named(story.process)!;
    return {
      id: `masquerade ${key} name`,
      rule: "masquerade",
      severity: 0 < story.outside.length ? "high" : "medium",
      confidence: "high",
      summary: `The name of ${processText(story.process)} ${how}${story.executable === undefined ? "" : `; it runs from ${story.executable}`}.${andOthers(others)}${sendsText(story)}`,
      reason: "the name is what the capture prints",
      technique,
      unless,
      evidence: evidenceOf(story, others, stories),
    };
  });
}

/** SigmaHQ, "Suspect Svchost Activity" (16c37b52-b141-42a5-a3ea-bbe098444397, David Burkett). */
function withoutService(facts: CaseFacts, stories: CaseStories): readonly Finding[] {
  const odd = facts.processes.filter(isWithoutService);
  return odd.map((process) => {
    const story = stories.story(process);
    return {
      id: `masquerade ${process.id} no service`,
      rule: "masquerade",
      severity: 0 < story.outside.length ? "high" : "medium",
      confidence: "medium",
      summary: `${processText(process)} was started without naming a group of services (-k), as Windows never does.${sendsText(story)}`,
      reason:
        "the command line is what the capture prints; programs that put their code into svchost.exe start it so",
      technique: techniques.processInjection,
      unless: "The command line is cut off, or another product starts it so on this host.",
      evidence: evidenceOf(story, [], stories),
    };
  });
}

function isWithoutService({ name, commandLine, executable }: ProcessInstance): boolean {
  if (name?.toLowerCase() !== "svchost.exe" || commandLine === undefined) return false;
  if (executable !== undefined && isMisplaced(executable)) return false;
  const line = commandLine.toLowerCase().trim();
  return line.replaceAll('"', "").endsWith("svchost.exe");
}

function andOthers(others: readonly ProcessStory[]): string {
  if (others.length === 0) return "";
  return others.length === 1 ? " So does one more process." : ` So do ${others.length} more processes.`;
}

function sendsText({ outside: [remote] }: ProcessStory): string {
  return remote ? ` It sends to ${remoteText(remote)}.` : "";
}

/** What names its image, and what it did with it. */
function evidenceOf(
  story: ProcessStory,
  others: readonly ProcessStory[],
  stories: CaseStories,
): Finding["evidence"] {
  const making = stories.making(story.process.id);
  const start = story.deeds.find(({ kind }) => kind === "process started");
  const own = story.executable === undefined ? undefined : pathKey(story.executable);
  const load = story.deeds.find(
    ({ kind, path }) => kind === "image loaded" && path !== undefined && pathKey(path) === own,
  );
  const [named, ...naming] = story.process.evidence;
  const first = making ?? start ?? load;
  const rest = [making, start, load].map((deed) => deed?.place);
  const [remote] = story.outside;
  return citations(
    first?.place ?? named,
    [
      ...rest,
      named,
      naming[0],
      remote?.evidence[0],
      ...others.slice(0, 2).map(({ process }) => process.evidence[0]),
    ],
    6,
  );
}
