import type { CaptureSummary, ProcessInstance } from "../../core/caseView.ts";
import { commandForProcess } from "../../core/collectCommands.ts";
import type { TimeAssumption } from "../../core/instant.ts";
import { defangAddress } from "../defang.ts";
import { markdownCell, markdownIndicator } from "../escape.ts";
import { type Indicator, indicatorsOf } from "../indicators.ts";
import type { ReportInput } from "../reportInput.ts";
import { toldProcesses } from "./processesSection.ts";
import { hostText, portText, processText, remoteText } from "./remoteText.ts";
import { counted, few } from "./table.ts";

const mostOfAKind = 5;

/** One kind of question that evidence can leave open, as list entries. */
type Question = (input: ReportInput) => readonly string[];

const questions: readonly Question[] = [
  unknownProcesses,
  unknownNames,
  unknownFiles,
  unhashedFiles,
  unknownVerdicts,
  neverLookedUp,
  otherHosts,
  unknownZones,
  assumedYears,
  gaps,
  unknownHosts,
  assumedEncodings,
  content,
];

/** What the evidence does not say, computed from what is missing in it. */
export function openQuestionsSection(input: ReportInput): readonly string[] {
  const entries = questions.flatMap((question) => question(input));
  const none = "Nothing that can be computed is missing. What nobody collected does not show here.";
  return ["## Not established", "", ...(entries.length === 0 ? [none] : entries)];
}

function asked<T>(values: readonly T[], textOf: (value: T) => string): readonly string[] {
  const entries = values.slice(0, mostOfAKind).map((value) => `- ${textOf(value)}`);
  const more = values.length - mostOfAKind;
  return 0 < more ? [...entries, `- … and ${counted(more)} more of this kind`] : entries;
}

function unknownProcesses(input: ReportInput): readonly string[] {
  const remotes = input.outside.filter(({ processes }) => processes.length === 0);
  return asked(remotes, (remote) => {
    const port = portText(remote);
    const far = remoteText(remote) + (port === "" ? "" : ` (${port})`);
    return `Which process spoke with ${far}: no socket or PID joins ${input.links(remote.evidence)}.`;
  });
}

function unknownNames(input: ReportInput): readonly string[] {
  const nameless = toldProcesses(input).filter(({ name }) => name === undefined);
  return asked(nameless, (process) => {
    const command = `\`${commandForProcess(formatOf(input, process), process.pid)}\``;
    return `What PID ${process.pid} of ${hostText(process)} is: ${shownBy(input, process)}. ${command} tells while it runs.`;
  });
}

/** Of the capture that shows the process: it tells which system's command to run. */
function formatOf({ view }: ReportInput, { evidence: [{ uri, line }] }: ProcessInstance): string {
  const capture = view.captures.find(
    (capture) => capture.uri === uri && capture.firstLine <= line && line <= capture.lastLine,
  );
  return capture?.format ?? "";
}

function unknownFiles(input: ReportInput): readonly string[] {
  const fileless = unhashed(input).filter(
    ({ name, executable }) => name !== undefined && executable === undefined,
  );
  return asked(
    fileless,
    (process) =>
      `Which file ${processText(process)} of ${hostText(process)} runs from: ${shownBy(input, process)}.`,
  );
}

function unhashedFiles(input: ReportInput): readonly string[] {
  const withFile = unhashed(input).filter(({ executable }) => executable !== undefined);
  return asked(withFile, (process) => {
    const file = markdownIndicator(process.executable ?? "");
    return `Whether ${file} of ${hostText(process)} is the file it should be: it was not hashed (${shownBy(input, process)}).`;
  });
}

function unhashed(input: ReportInput): readonly ProcessInstance[] {
  return toldProcesses(input).filter((process) => input.verdicts.hashesOf(process).length === 0);
}

function shownBy(input: ReportInput, process: ProcessInstance): string {
  return input.links(process.evidence);
}

function unknownVerdicts(input: ReportInput): readonly string[] {
  const unknown = indicatorsOf(input).filter(({ verdict }) => verdict?.answer === "unknown");
  const why = "the service has never seen it, and unknown is not clean";
  return asked(unknown, (indicator) => `Whether ${indicatorText(indicator)} is malicious: ${why}.`);
}

function neverLookedUp(input: ReportInput): readonly string[] {
  const silent = indicatorsOf(input).filter(({ verdict }) => verdict === undefined);
  return asked(
    silent,
    (indicator) => `What others know of ${indicatorText(indicator)}: it was never looked up.`,
  );
}

function indicatorText({ type, value }: Indicator): string {
  return markdownCell(type === "file" ? value : defangAddress(value));
}

function otherHosts(input: ReportInput): readonly string[] {
  if (input.outside.length === 0) return [];
  const names = input.captures.map(({ host }) => host.name).filter((name) => name !== undefined);
  const hosts = [...new Set(names)].sort().map(markdownIndicator);
  const covered = hosts.length === 0 ? "no named host" : few(hosts, mostOfAKind);
  return [
    `- Whether other hosts had the same contacts: the evidence is of ${covered}, and of the times it covers.`,
  ];
}

function unknownZones(input: ReportInput): readonly string[] {
  return asked(
    assuming(input, "zone"),
    (capture) => `How far the clock of ${linkTo(input, capture)} is from UTC: its zone is not known.`,
  );
}

function assumedYears(input: ReportInput): readonly string[] {
  return asked(
    assuming(input, "year"),
    (capture) => `Of which year ${linkTo(input, capture)} is: its times print none.`,
  );
}

function assuming(input: ReportInput, assumption: TimeAssumption): readonly CaptureSummary[] {
  return input.captures.filter(({ first }) => first?.assumed.includes(assumption));
}

function gaps(input: ReportInput): readonly string[] {
  const broken = input.captures.filter((capture) => 0 < capture.gaps);
  return asked(broken, (capture) => {
    const times = `${counted(capture.gaps)} ×`;
    return `What happened in the gaps of ${linkTo(input, capture)}: it says itself that evidence was lost (${times}).`;
  });
}

function unknownHosts(input: ReportInput): readonly string[] {
  const hostless = input.captures.filter(({ host }) => host.name === undefined);
  return asked(hostless, (capture) => `Which host ${linkTo(input, capture)} is of.`);
}

function assumedEncodings(input: ReportInput): readonly string[] {
  const guessed = input.captures.filter(({ encodingAssumed }) => encodingAssumed);
  return asked(
    guessed,
    (capture) => `How ${linkTo(input, capture)} is encoded: read as ${markdownCell(capture.encoding)}.`,
  );
}

function content(input: ReportInput): readonly string[] {
  if (input.outside.length === 0) return [];
  return ["- What was sent and received: evidence of this kind keeps no content."];
}

function linkTo(input: ReportInput, capture: CaptureSummary): string {
  return input.link({ uri: capture.uri, line: capture.firstLine });
}
