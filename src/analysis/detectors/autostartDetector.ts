import type { ProcessInstance, RemoteEndpoint } from "../../core/caseView.ts";
import type { Deed } from "../../core/deed.ts";
import type { Confidence, Finding, FindingSeverity } from "../../core/finding.ts";
import { grouped } from "../../core/grouped.ts";
import { type AutostartPlace, autostartFile, autostartValue } from "../windows/autostartPlaces.ts";
import { imagePlace, isOfProgram, isUserWritable, placeWords } from "../windows/imagePlace.ts";
import { baseName } from "../windows/windowsPath.ts";
import { citations } from "./citations.ts";
import type { Detector } from "./detector.ts";
import { processText, remoteText } from "./factTexts.ts";
import { gravestFirst, severityOrder } from "./gravity.ts";
import { type CaseStories, firstSendOf, isMicrosofts, type ProcessStory, storiesOf } from "./processStory.ts";
import { renamedTo } from "./renamedTo.ts";

const mostFindings = 40;
/** Programs that may have asked Windows to write for them. */
const mostAsking = 50;

export const autostartDetector: Detector = {
  id: "autostart",
  title: "What sends also starts itself again",
  question: "Was a place of autostart written by the same process tree that sends to the outside?",
  *examine(facts) {
    const stories = storiesOf(facts);
    const asking = [...stories.active()].filter((story) => 0 < story.outside.length && !story.isWindows);
    const writes = facts.deeds.flatMap((deed) => writeOf(deed, stories, asking.slice(0, mostAsking)));
    const groups = grouped(writes, ({ sender, place }) => `${sender.process.id} ${place.name}`);
    const findings = [...groups].map(([key, several]) =>
      findingOf(`autostart ${key}`, several as [AutostartWrite, ...AutostartWrite[]]),
    );
    yield* gravestFirst(findings, mostFindings);
  },
};

interface AutostartWrite {
  readonly deed: Deed;
  readonly path: string;
  readonly place: AutostartPlace;
  readonly writer: ProcessStory;
  /** Of the writer's tree, the one that sends. */
  readonly sender: ProcessStory;
  readonly remote: RemoteEndpoint;
  /** Whether what was written names a program of that tree. */
  readonly namesTree: boolean;
}

function writeOf(
  deed: Deed,
  stories: CaseStories,
  asking: readonly ProcessStory[],
): readonly AutostartWrite[] {
  const path = deed.kind === "file renamed" ? (renamedTo(deed) ?? deed.path) : deed.path;
  const place = path === undefined ? undefined : placeOf(deed, path);
  const writer = stories.storyOf(deed.process);
  if (path === undefined || !place || !writer) return [];
  const text = deed.detail?.toLowerCase() ?? "";
  const tree = isDelegate(writer.process)
    ? asking.filter((story) => names(text, story)).slice(0, 1)
    : stories.sendersOfTree(writer.process);
  const [sender] = tree;
  const [remote] = sender?.outside ?? [];
  if (!sender || !remote) return [];
  return [
    { ...{ deed, path, place, writer, sender, remote }, namesTree: tree.some((story) => names(text, story)) },
  ];
}

function placeOf({ kind }: Deed, path: string): AutostartPlace | undefined {
  if (kind === "registry set") return autostartValue(path);
  if (kind === "file created" || kind === "file written" || kind === "file renamed")
    return autostartFile(path);
  return undefined;
}

/** Services and tasks are written by Windows' own for whoever asks for them. */
const delegates: ReadonlySet<string> = new Set(["services.exe", "svchost.exe", "taskeng.exe", "msiexec.exe"]);

function isDelegate({ name }: ProcessInstance): boolean {
  return delegates.has(name?.toLowerCase() ?? "");
}

/** Whether a value's text, in small letters, holds the program's path. */
function names(text: string, { executableKey }: ProcessStory): boolean {
  return executableKey?.includes("\\") === true && text.includes(executableKey);
}

function findingOf(id: string, writes: readonly [AutostartWrite, ...AutostartWrite[]]): Finding {
  const best = writes.find(({ namesTree }) => namesTree) ?? writes[0];
  const { deed, path, place, writer, sender, remote } = best;
  const send = firstSendOf(sender);
  const more = writes.length === 1 ? "" : `, and ${writes.length - 1} more there`;
  const who = sender === writer ? "it" : processText(sender.process);
  return {
    id,
    rule: "autostart",
    severity: severityOf(best),
    confidence: confidenceOf(best),
    summary: `${processText(writer.process)} wrote ${path}${more}, ${place.name}; ${who} sends to ${remoteText(remote)}.`,
    reason: reasonOf(best),
    technique: place.technique,
    unless: "It is an installer, an updater or a program that the user wants to start with Windows.",
    evidence: citations(
      deed.place,
      [
        send?.place ?? remote.evidence[0],
        ...writes.slice(0, 4).map((write) => write.deed.place),
        sender.process.evidence[0],
      ],
      6,
    ),
  };
}

/** Programs of Windows and of known places set up their own start all the time: it weighs what is started, and who writes. */
function severityOf(write: AutostartWrite): FindingSeverity {
  const { deed, writer, sender } = write;
  const own = writer.executable;
  const image = own === undefined || imagePlace(own) === "windows" ? (sender.executable ?? own) : own;
  const started = startedPath(deed);
  const severities = [image, started].map((path) => (path === undefined ? [] : severityOfPlace(path, write)));
  if (image === undefined && started === undefined) return "medium";
  const [gravest = "information"] = severities
    .flat()
    .sort((a, b) => severityOrder.indexOf(a) - severityOrder.indexOf(b));
  return gravest;
}

function severityOfPlace(path: string, { deed, writer, sender, namesTree }: AutostartWrite): FindingSeverity {
  const place = imagePlace(path);
  if (place === "temporary" || place === "odd" || place === "network") return "high";
  if (place === "user" || place === "other") return isMicrosofts(writer) ? "low" : "medium";
  // The shell and its like have nothing to start again.
  if (writer.isWindows && writer === sender) return "low";
  return namesTree || !isUserWritable(place) || startsItsOwn(writer, deed) ? "information" : "low";
}

/** An updater writes the start of the program beside it. */
function startsItsOwn({ executable }: ProcessStory, deed: Deed): boolean {
  const started = startedPath(deed);
  return executable !== undefined && started !== undefined && isOfProgram(started, executable);
}

/** The first path in what was written: `Data: "C:\…\a.exe" -s`. */
function startedPath({ detail = "" }: Deed): string | undefined {
  const from = detail.search(/[a-z]:\\/i);
  if (from < 0) return undefined;
  const quote = detail.indexOf('"', from);
  return detail.slice(from, quote < 0 ? undefined : quote);
}

function confidenceOf({ writer, sender, namesTree }: AutostartWrite): Confidence {
  if (namesTree) return "high";
  return writer === sender ? "medium" : "low";
}

function reasonOf({ writer, sender, namesTree }: AutostartWrite): string {
  const image = sender.executable;
  const where = image === undefined ? "" : `; ${baseName(image)} lies in ${placeWords[imagePlace(image)]}`;
  if (namesTree) return `what was written names the program that sends${where}`;
  return writer === sender
    ? `the same process wrote it and sends${where}`
    : `both are of one process tree${where}`;
}
