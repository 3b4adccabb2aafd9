import type { ProcessInstance } from "../../core/caseView.ts";
import type { Deed, ThreadOwner } from "../../core/deed.ts";
import type { Finding, FindingSeverity } from "../../core/finding.ts";
import { grouped } from "../../core/grouped.ts";
import { techniques } from "./attack.ts";
import { citations } from "./citations.ts";
import { secondsBetween } from "./deedOrder.ts";
import type { Detector } from "./detector.ts";
import { placedText, processText, remoteText } from "./factTexts.ts";
import { gravestFirst } from "./gravity.ts";
import { toldAsPlanted } from "./plantedDetector.ts";
import { type CaseStories, storiesOf } from "./processStory.ts";

const mostFindings = 40;
/** Seconds after its start in which the first thread of a process is made, by its parent. */
const atStart = 2;

export const threadDetector: Detector = {
  id: "remote-thread",
  title: "A thread was made by another process's thread",
  question: "Did a thread that belongs to one process make a thread in another that was running already?",
  *examine(facts) {
    const stories = storiesOf(facts);
    const threads = facts.deeds
      .flatMap((deed) => foreignThread(deed, stories))
      .filter(({ deed, target }) => !toldAsPlanted(facts, stories.story(target)).has(deed));
    const groups = grouped(threads, ({ maker, target }) => `${maker.id} ${target.id}`);
    const findings = [...groups].map(([key, several]) =>
      findingOf(`remote-thread ${key}`, several as [ForeignThread, ...ForeignThread[]], stories),
    );
    yield* gravestFirst(findings, mostFindings);
  },
};

interface ForeignThread {
  readonly deed: Deed;
  readonly maker: ProcessInstance;
  readonly target: ProcessInstance;
  /** What shows that the thread that made it is the maker's. */
  readonly owner: ThreadOwner;
}

/**
 * Process Monitor records a new thread under the process that it is made in, and as TID the thread that made it.
 * Measured over three public captures: of 809 new threads, all that another process's thread made (44) were the first
 * of their process, made by its parent.
 */
function foreignThread(deed: Deed, stories: CaseStories): readonly ForeignThread[] {
  const { kind, maker: owner } = deed;
  const maker = stories.process(owner?.process);
  const target = stories.process(deed.process);
  if (kind !== "thread created" || !owner || !maker || !target || maker === target) return [];
  return isFirstThread(deed, maker, stories) ? [] : [{ deed, maker, target, owner }];
}

/** The parent makes the first thread of its child, and no other. */
function isFirstThread(deed: Deed, maker: ProcessInstance, stories: CaseStories): boolean {
  const child = stories.process(deed.process)!;
  const making = stories.making(child.id);
  const isParent = child.parent === maker.id || making?.process === maker.id;
  const begun = stories.story(child).started ?? making?.time;
  const seconds = secondsBetween(begun, deed.time);
  const isNew = seconds === undefined ? isParent : Math.abs(seconds) <= atStart;
  return deed.count === 1 && isNew;
}

/** Windows' console and error reporting make threads in others' processes, and so do debuggers. */
const ordinaryMakers: ReadonlySet<string> = new Set(
  [
    "csrss",
    "conhost",
    "openconsole",
    "werfault",
    "wermgr",
    "drwtsn32",
    "vsjitdebugger",
    "msvsmon",
    "devenv",
    "windbg",
    "cdb",
    "procdump",
    "procdump64",
  ].map((name) => `${name}.exe`),
);

function findingOf(
  id: string,
  threads: readonly [ForeignThread, ...ForeignThread[]],
  stories: CaseStories,
): Finding {
  const [{ deed, maker, target, owner }] = threads;
  const story = stories.story(target);
  const [remote] = story.outside;
  const count = threads.reduce((sum, thread) => sum + thread.deed.count, 0);
  const number = deed.newThreadId === undefined ? "" : ` ${deed.newThreadId}`;
  return {
    id,
    rule: "remote-thread",
    severity: severityOf(maker, remote !== undefined),
    confidence: owner.isMaking ? "high" : "medium",
    summary: `A thread of ${placedText(stories.story(maker))} made thread${number}${count === 1 ? "" : ` and ${count - 1} more`} in ${processText(target)}, which was running already.${remote ? ` That process sends to ${remoteText(remote)}.` : ""}`,
    reason: `Process Monitor names thread ${deed.threadId} as the maker, and the capture shows this thread to be ${processText(maker)}'s; what the new thread does, these events do not say`,
    technique: techniques.processInjection,
    unless:
      "It is a debugger, protection program, or console that is known to do so; or the number of the thread was given anew while the capture missed events.",
    evidence: citations(deed.place, [owner.place, deed.last, maker.evidence[0], target.evidence[0]], 6),
  };
}

function severityOf({ name = "" }: ProcessInstance, sends: boolean): FindingSeverity {
  if (ordinaryMakers.has(name.toLowerCase())) return "information";
  return sends ? "high" : "medium";
}
