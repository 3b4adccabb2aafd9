import { addressScope, isOutside } from "../../core/address.ts";
import type { Beacon, RemoteEndpoint } from "../../core/caseView.ts";
import type { ModuleFacts, Sender } from "../../core/deed.ts";
import type { Confidence, Finding, FindingSeverity } from "../../core/finding.ts";
import { imagePlace, isUserWritable, placeWords } from "../windows/imagePlace.ts";
import { techniques } from "./attack.ts";
import { citations } from "./citations.ts";
import type { CaseFacts, Detector } from "./detector.ts";
import { moduleText, processText, remoteText, whenText } from "./factTexts.ts";
import { type CaseStories, isMicrosofts, type ProcessStory, storiesOf } from "./processStory.ts";
import { loadOf, loadText, suspectOf } from "./senderLoad.ts";

/** UDP ports on which the shell and what it loads are known to talk. */
const usualUdpPorts: ReadonlySet<number> = new Set([53, 123, 137, 138, 443, 1900, 3702, 5353, 5355]);
/** SmartScreen, search and tiles; WebDAV folders and folders of other hosts. */
const usualTcpPorts: ReadonlySet<number> = new Set([80, 443, 445]);
/** Chance from which on a rhythm is one. */
const hardlyChance = 0.01;

export const explorerDetector: Detector = {
  id: "explorer-network",
  title: "The Windows shell talks to the outside",
  question:
    "Does explorer.exe contact an outside address on a port that the shell does not use, with a rhythm, or accept connections?",
  *examine(facts) {
    const stories = storiesOf(facts);
    for (const process of facts.processes) {
      if (process.name?.toLowerCase() !== "explorer.exe") continue;
      const story = stories.story(process);
      const remotes = process.remotes.flatMap((id) => stories.remote(id) ?? []);
      const isOdd = (remote: RemoteEndpoint) =>
        isOddForShell(remote) || rhythmOf(remote, facts) !== undefined;
      for (const remote of remotes) if (isOdd(remote)) yield findingOf(story, remote, stories);
      const usual = remotes.filter((remote) => isUsual(remote) && !isOdd(remote));
      if (0 < usual.length) yield usualFinding(story, usual as [RemoteEndpoint, ...RemoteEndpoint[]]);
      const callers = remotes.filter(({ direction }) => direction === "inbound");
      if (0 < callers.length) yield listenerFinding(story, callers as [RemoteEndpoint, ...RemoteEndpoint[]]);
    }
  },
};

export function isOddForShell(remote: RemoteEndpoint): boolean {
  const { transport, port } = remote;
  if (!isOutbound(remote) || port === undefined) return false;
  return transport === "udp" ? !usualUdpPorts.has(port) : transport === "tcp" && !usualTcpPorts.has(port);
}

function isUsual(remote: RemoteEndpoint): boolean {
  return isOutbound(remote) && remote.port !== undefined;
}

function isOutbound({ address, direction }: RemoteEndpoint): boolean {
  return direction === "outbound" && isOutside(addressScope(address));
}

/** The rhythm in which it is contacted, if that is hardly chance. */
function rhythmOf(remote: RemoteEndpoint, { beacons }: CaseFacts): Beacon | undefined {
  return beacons.find(
    ({ remote: id, chance, usual }) =>
      id === remote.id && usual === undefined && chance !== undefined && chance < hardlyChance,
  );
}

function findingOf(story: ProcessStory, remote: RemoteEndpoint, { facts }: CaseStories): Finding {
  const { process } = story;
  const joined = facts.joins.filter((join) => join.process === process.id);
  const leading = joined.flatMap(({ left, right }) => [left, right]);
  const senders = story.senders.filter((sender) => sender.remote === remote.id);
  const rhythm = rhythmOf(remote, facts);
  const { text, module, isOpen, ...grade } = withRhythm(gradeOf(senders, isOddForShell(remote)), rhythm);
  const load = loadOf(story, module);
  const suspect = isOpen ? suspectOf(story, remote.id) : undefined;
  const [sender] = senders;
  const [first, ...others] = remote.evidence;
  return {
    id: `explorer-network ${process.id} ${remote.id}`,
    rule: "explorer-network",
    summary: `${processText(process)} ${remote.transport === "udp" ? "sent UDP to" : "contacted"} ${remote.address} port ${remote.port}${remote.transport === "udp" ? "" : `/${remote.transport}`}${text}, ${timesText(remote)}${whenText(remote)}${rhythmText(rhythm)}.${loadText(story, load, new Set([remote.id]))}`,
    ...grade,
    reason: `${grade.reason}${suspect ? `; before the first send it loaded ${suspect.path}, from ${placeWords[imagePlace(suspect.path!)]}` : ""}`,
    technique: module ? techniques.libraryInjection : techniques.processInjection,
    evidence: sender
      ? citations(sender.first, [load?.place ?? suspect?.place, sender.last, first, ...others, ...leading], 6)
      : citations(first, [suspect?.place, ...others, ...leading], 6),
  };
}

function rhythmText(rhythm: Beacon | undefined): string {
  return rhythm?.period === undefined ? "" : `, about every ${Math.round(rhythm.period)} s`;
}

/** What a program waits for is worse than what a shell asks for once. */
function withRhythm(grade: Grade, rhythm: Beacon | undefined): Grade {
  if (!rhythm) return grade;
  const reason = `${grade.reason}; and it does so in a rhythm, as waiting programs do and shells do not`;
  if (grade.module || grade.severity === "information") return { ...grade, reason };
  return { ...grade, severity: grade.severity === "low" ? "medium" : "high", reason };
}

/** The shell's own errands, named so that nobody wonders. */
function usualFinding(story: ProcessStory, remotes: readonly [RemoteEndpoint, ...RemoteEndpoint[]]): Finding {
  const [{ evidence }, ...others] = remotes;
  return {
    id: `explorer-network ${story.process.id} usual`,
    rule: "explorer-network",
    severity: "information",
    confidence: "medium",
    summary: `${processText(story.process)} contacted ${remoteText(remotes[0])}${others.length === 0 ? "" : ` and ${others.length} more`}, on ports that the shell uses.`,
    reason: "SmartScreen, search, folders of the web and shell extensions do so",
    unless: "The far end belongs to none of these: who owns the address tells.",
    evidence: citations(evidence[0], [...others.map((remote) => remote.evidence[0])], 4),
  };
}

function listenerFinding(
  story: ProcessStory,
  callers: readonly [RemoteEndpoint, ...RemoteEndpoint[]],
): Finding {
  const [caller, ...others] = callers;
  return {
    id: `explorer-network ${story.process.id} listener`,
    rule: "explorer-network",
    severity: "medium",
    confidence: caller.directionAssumed ? "low" : "medium",
    summary: `${processText(story.process)} was contacted by ${caller.address}${others.length === 0 ? "" : ` and ${others.length} more`} on its port ${caller.port}/${caller.transport}.`,
    reason: `the shell offers nothing to other hosts${caller.directionAssumed ? "; who began is assumed" : ""}`,
    technique: techniques.processInjection,
    unless: "The connection was begun by this host, and the log shows the answer only.",
    evidence: citations(caller.evidence[0], [...others.map((remote) => remote.evidence[0])], 4),
  };
}

interface Grade {
  readonly severity: FindingSeverity;
  readonly confidence: Confidence;
  readonly reason: string;
  readonly unless: string;
  /** Whether nothing tells which module sends. */
  readonly isOpen?: true;
  /** What the summary says of the module. */
  readonly text: string;
  /** The module that sends, where it is not the shell's. */
  readonly module?: ModuleFacts;
}

const unlessKnown =
  "A shell extension or search component that is known is shown to send it: its module stands in a Process Monitor capture's stack.";

/** The module that sends says whether the shell does it, or what was put into it. */
function gradeOf(senders: readonly Sender[], isOdd: boolean): Grade {
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
  if (!isOdd) return usualGrade;
  return {
    severity: "medium",
    confidence: "medium",
    reason: `the shell itself has no use for this port; a module loaded into it, or code put into it, may have${stackless ? "; there is no user-mode stack in these events" : ""}`,
    unless: unlessKnown,
    text: "",
    isOpen: true,
  };
}

const usualGrade: Grade = {
  severity: "low",
  confidence: "medium",
  reason: "the shell uses this port",
  unless:
    "The far end is one that SmartScreen, search or a shell extension asks: who owns the address tells.",
  text: "",
};

function gradeOfModule(module: NonNullable<Sender["module"]>): Grade {
  const foreign = isUserWritable(imagePlace(module.path)) || module.company === undefined;
  return {
    severity: foreign ? "high" : "medium",
    confidence: "high",
    reason:
      "the shell itself has no use for this port, and the stacks of the sends name a module that is not Windows' own",
    unless: "The module is a shell extension that is known on this host and meant to send this.",
    text: ` by ${moduleText(module)}`,
    module,
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
    ? `${count === 1 ? "once" : `${count} times`} in the log`
    : `as ${count} lines of ${evidence.length} captures show`;
}
