import type { ProcessInstance } from "../../core/caseView.ts";
import type { Confidence, Finding, FindingSeverity, Technique } from "../../core/finding.ts";
import { grouped } from "../../core/grouped.ts";
import { unlikelyParentOf } from "../windows/unlikelyParents.ts";
import { mayBeStartedBy, windowsProcessNamed } from "../windows/windowsProcesses.ts";
import { techniques } from "./attack.ts";
import { citations } from "./citations.ts";
import type { CaseFacts, Detector } from "./detector.ts";
import { placedText, processText, remoteText } from "./factTexts.ts";
import { gravestFirst } from "./gravity.ts";
import { type CaseStories, storiesOf } from "./processStory.ts";

const mostFindings = 40;

export const parentDetector: Detector = {
  id: "unlikely-parent",
  title: "A process has an unlikely parent",
  question:
    "Did a program that has no reason to do so start a shell, or is a process of Windows the child of another than its own parent?",
  *examine(facts) {
    const stories = storiesOf(facts);
    const births = grouped(
      birthsOf(facts, stories),
      ({ parent, child }) => `${parent.id} ${childName(child)}`,
    );
    const findings = [...births].flatMap(([key, several]) =>
      findingOf(`unlikely-parent ${key}`, several as [Birth, ...Birth[]], stories),
    );
    yield* gravestFirst(findings, mostFindings);
  },
};

interface Birth {
  readonly child: ProcessInstance;
  readonly parent: ProcessInstance;
  readonly how: HowKnown;
}

/** How it is known that a process is another's parent, the surest first. */
type HowKnown = "by its event" | "by its PID at the start" | "by its PID";

function howKnown(parent: ProcessInstance, child: ProcessInstance, stories: CaseStories): HowKnown {
  if (stories.making(child.id)?.process === parent.id) return "by its event";
  const isOrdered = parent.start !== undefined && child.start !== undefined;
  const startsHere = stories.story(child).deeds.some(({ kind }) => kind === "process started");
  return isOrdered || startsHere ? "by its PID at the start" : "by its PID";
}

const confidences: Readonly<Record<HowKnown, Confidence>> = {
  "by its event": "high",
  "by its PID at the start": "medium",
  "by its PID": "low",
};

const howWords: Readonly<Record<HowKnown, string>> = {
  "by its event": "the capture shows the parent starting it",
  "by its PID at the start": "the parent is known by its PID, and was there when its child started",
  "by its PID": "the parent is known by its PID alone, which may have been another's before",
};

interface Oddity {
  readonly severity: FindingSeverity;
  readonly text: string;
  readonly reason: string;
  readonly technique: Technique;
  readonly unless: string;
}

function birthsOf({ processes }: CaseFacts, stories: CaseStories): readonly Birth[] {
  return processes.flatMap((child) => {
    const parent = stories.process(child.parent) ?? stories.process(stories.making(child.id)?.process);
    if (!parent || !couldBe(parent, child)) return [];
    const how = howKnown(parent, child, stories);
    const isGuess = how === "by its PID" && windowsProcessNamed(child.name)?.parentEnds;
    return !isGuess && oddityOf(parent, child) ? [{ child, parent, how }] : [];
  });
}

/** A parent that is younger than its child has but the PID of the real one. */
function couldBe(parent: ProcessInstance, child: ProcessInstance): boolean {
  return !parent.start || !child.start || parent.start.micros <= child.start.micros;
}

function childName({ name }: ProcessInstance): string {
  return name?.toLowerCase() ?? "";
}

function oddityOf(parent: ProcessInstance, child: ProcessInstance): Oddity | undefined {
  if (parent.name === undefined || child.name === undefined) return undefined;
  const own = windowsProcessNamed(child.name);
  if (own?.parents && !mayBeStartedBy(own, parent.name)) {
    const [expected] = own.parents;
    return {
      severity: "high",
      text: `Windows itself has it started by ${expected === "system" ? "System" : `${expected}.exe`}`,
      reason: `which process starts ${own.name} is fixed in Windows (${own.source})`,
      technique: techniques.masqueradeName,
      unless: "A debugger or a protection program that is known on this host started it.",
    };
  }
  const unlikely = unlikelyParentOf(parent.name, child.name);
  if (!unlikely || isNativeMessaging(child)) return undefined;
  return {
    severity: unlikely.severity,
    text: `${unlikely.what} seldom has a reason to start it`.replace(
      /,+ seldom has a reason to start it$/,
      "",
    ),
    reason: "such children are how documents, pages and services run commands",
    technique: unlikely.technique,
    unless: unlikely.unless,
  };
}

/** Browsers start the program that an extension talks to by a shell. https://developer.chrome.com/docs/extensions/develop/concepts/native-messaging */
function isNativeMessaging({ commandLine }: ProcessInstance): boolean {
  return commandLine?.toLowerCase().includes("\\\\.\\pipe\\chrome.nativemessaging") ?? false;
}

function findingOf(
  id: string,
  births: readonly [Birth, ...Birth[]],
  stories: CaseStories,
): readonly Finding[] {
  const [{ parent, child, how }] = births;
  const oddity = oddityOf(parent, child);
  if (!oddity) return [];
  const making = stories.making(child.id);
  const start = stories.story(child).deeds.find(({ kind }) => kind === "process started");
  const confidence = confidences[how];
  const { text, severity, reason, technique, unless } = oddity;
  const [remote] = births.flatMap((birth) => stories.story(birth.child).outside);
  const more = births.length === 1 ? "" : `, and ${births.length - 1} more of that name`;
  return [
    {
      id,
      rule: "unlikely-parent",
      severity: confidence === "low" && severity === "high" ? "medium" : severity,
      confidence,
      summary: `${placedText(stories.story(parent))} started ${processText(child)}${more}; ${text}.${remote ? ` ${child.name ?? "It"} sends to ${remoteText(remote)}.` : ""}`,
      reason: `${reason}; ${howWords[how]}`,
      technique,
      unless,
      evidence: citations(
        making?.place ?? start?.place ?? child.evidence[0],
        [
          start?.place,
          child.evidence[0],
          parent.evidence[0],
          ...births.slice(1, 4).map((birth) => birth.child.evidence[0]),
        ],
        6,
      ),
    },
  ];
}
