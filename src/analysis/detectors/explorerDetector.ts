import { addressScope, isOutside } from "../../core/address.ts";
import type { RemoteEndpoint } from "../../core/caseView.ts";
import type { Sender } from "../../core/deed.ts";
import type { Confidence, Finding, FindingSeverity } from "../../core/finding.ts";
import { imagePlace, isUserWritable } from "../windows/imagePlace.ts";
import { techniques } from "./attack.ts";
import { citations } from "./citations.ts";
import type { Detector } from "./detector.ts";
import { moduleText } from "./factTexts.ts";
import { type CaseStories, isMicrosofts, type ProcessStory, storiesOf } from "./processStory.ts";

/** UDP ports on which the shell and what it loads are known to talk. */
const usualUdpPorts: ReadonlySet<number> = new Set([53, 123, 137, 138, 443, 1900, 3702, 5353, 5355]);

export const explorerDetector: Detector = {
  id: "explorer-network",
  title: "The Windows shell talks to the outside",
  question: "Does explorer.exe send UDP to an outside address on a port that the shell does not use?",
  *examine(facts) {
    const stories = storiesOf(facts);
    for (const process of facts.processes) {
      if (process.name?.toLowerCase() !== "explorer.exe") continue;
      for (const id of process.remotes) {
        const remote = stories.remote(id);
        if (remote && isOddForShell(remote)) yield findingOf(stories.story(process), remote, stories);
      }
    }
  },
};

export function isOddForShell({ transport, port, address, direction }: RemoteEndpoint): boolean {
  const outside = isOutside(addressScope(address));
  return (
    outside &&
    direction === "outbound" &&
    transport === "udp" &&
    port !== undefined &&
    !usualUdpPorts.has(port)
  );
}

function findingOf(story: ProcessStory, remote: RemoteEndpoint, { facts }: CaseStories): Finding {
  const { process } = story;
  const joined = facts.joins.filter((join) => join.process === process.id);
  const leading = joined.flatMap(({ left, right }) => [left, right]);
  const senders = story.senders.filter((sender) => sender.remote === remote.id);
  const host = process.host.name === undefined ? "" : ` on ${process.host.name}`;
  const { text, ...grade } = gradeOf(senders);
  const [sender] = senders;
  const [first, ...others] = remote.evidence;
  return {
    id: `explorer-network ${process.id} ${remote.id}`,
    rule: "explorer-network",
    summary: `explorer.exe (PID ${process.pid}${host}) sent UDP to ${remote.address} port ${remote.port}${text}, ${timesText(remote)}.`,
    ...grade,
    technique: techniques.processInjection,
    evidence: sender
      ? citations(sender.first, [sender.last, first, ...others, ...leading], 6)
      : citations(first, [...others, ...leading], 6),
  };
}

interface Grade {
  readonly severity: FindingSeverity;
  readonly confidence: Confidence;
  readonly reason: string;
  readonly unless: string;
  /** What the summary says of the module. */
  readonly text: string;
}

const unlessKnown =
  "A shell extension or search component that is known is shown to send it: its module stands in a Process Monitor capture's stack.";

/** The module that sends says whether the shell does it, or what was put into it. */
function gradeOf(senders: readonly Sender[]): Grade {
  const odd = senders.find(({ module }) => module && !isTheShells(module));
  if (odd?.module) return gradeOfModule(odd.module);
  const unknown = senders.find(({ how }) => how === "unknown module");
  if (unknown) return gradeOfUnknown(unknown);
  const own = senders.find(({ module }) => module)?.module;
  if (own)
    return {
      severity: "information",
      confidence: "medium",
      reason: "the stacks of the sends name a module of Microsoft's own, in Windows' folder, as the sender",
      unless: "That module is not what it says: its hash tells.",
      text: ` by ${moduleText(own)}`,
    };
  const stackless = 0 < senders.length;
  return {
    severity: "medium",
    confidence: "medium",
    reason: `the shell itself has no use for this port; a module loaded into it, or code put into it, may have${stackless ? "; there is no user-mode stack in these events" : ""}`,
    unless: unlessKnown,
    text: "",
  };
}

function gradeOfModule(module: NonNullable<Sender["module"]>): Grade {
  const foreign = isUserWritable(imagePlace(module.path)) || module.company === undefined;
  return {
    severity: foreign ? "high" : "medium",
    confidence: "high",
    reason:
      "the shell itself has no use for this port, and the stacks of the sends name a module that is not Windows' own",
    unless: "The module is a shell extension that is known on this host and meant to send this.",
    text: ` by ${moduleText(module)}`,
  };
}

function gradeOfUnknown({ baseRate }: Sender): Grade {
  const share =
    baseRate === undefined
      ? ""
      : `, as in ${Math.round(baseRate * 1000) / 10} % of this process's events with a stack`;
  return {
    severity: baseRate !== undefined && baseRate <= 0.05 ? "high" : "medium",
    confidence: "medium",
    reason: `the shell itself has no use for this port; the stacks of the sends have a frame in no known module${share}: a clue to code put into it, not a verdict`,
    unless: unlessKnown,
    text: " from code in no module that the capture knows",
  };
}

function isTheShells(module: NonNullable<Sender["module"]>): boolean {
  return imagePlace(module.path) === "windows" && isMicrosofts(module);
}

/** Two logs show the same packet twice. */
function timesText({ count, evidence }: RemoteEndpoint): string {
  return evidence.length === 1
    ? `${count} times in the log`
    : `as ${count} lines of ${evidence.length} captures show`;
}
