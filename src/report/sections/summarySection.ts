import type { Join, LineReference } from "../../core/caseView.ts";
import type { Confidence, Finding, FindingSeverity } from "../../core/finding.ts";
import { citations } from "../cite.ts";
import { markdownCell, markdownSentence } from "../escape.ts";
import type { ReportInput } from "../reportInput.ts";
import { ordered } from "./order.ts";
import { processesNamed, processText } from "./remoteText.ts";
import { counted, tableLines } from "./table.ts";

const mostConclusions = 3;
const mostFindings = 40;
const mostJoins = 15;
const mostJoinsQuoted = 5;

const severities: readonly FindingSeverity[] = ["critical", "high", "medium", "low", "information"];
const confidences: readonly Confidence[] = ["high", "medium", "low"];

/** Conclusions in a sentence each, then what is established, how sure that is, and the lines that show it. */
export function summarySection(input: ReportInput): readonly string[] {
  const findings = findingsInOrder(input);
  const joins = joinsInOrder(input);
  const rows = [
    ...findings.slice(0, mostFindings).map((finding) => findingCells(input, finding)),
    ...joins.slice(0, mostJoins).map((join) => joinCells(input, join)),
  ];
  const table = tableLines({
    head: ["#", "What is established", "Severity", "How sure", "Shown by"],
    values: rows,
    cellsOf: (cells, i) => [String(i + 1), ...cells],
    most: rows.length,
    rest: "",
  });
  return [
    "## Summary",
    "",
    ...conclusions(input, findings),
    ...(rows.length === 0 ? [] : ["", ...table]),
    ...restOf(findings.length - mostFindings, "findings are in the *Findings* view"),
    ...restOf(
      input.view.joins.length - Math.min(mostJoins, joins.length),
      "joins between captures show on the lines themselves",
    ),
    ...keyLines(input, findings, joins),
  ];
}

/** The lines that matter most, so that the report can be read where the evidence is not at hand. */
function keyLines(
  input: ReportInput,
  findings: readonly Finding[],
  joins: readonly Join[],
): readonly string[] {
  const places: readonly LineReference[] = [
    ...findings.slice(0, mostConclusions).map(({ evidence }) => evidence[0]),
    ...joins.slice(0, mostJoinsQuoted).flatMap(({ left, right }) => [left, right]),
  ];
  const lines = places.map(({ uri, line }) => ({
    path: input.path(uri),
    line,
    text: input.context.lineText({ uri, line }),
    isEvent: input.isEvent({ uri, line }),
  }));
  const readable = lines.filter(({ text }) => text !== undefined);
  return readable.length === 0
    ? []
    : ["", "The lines themselves, as they stand:", "", ...citations(readable)];
}

function conclusions(input: ReportInput, findings: readonly Finding[]): readonly string[] {
  if (findings.length === 0) {
    return ["**No detector found anything in this evidence.** That is no proof that nothing happened."];
  }
  const grave = findings.filter(({ severity }) => severity !== "low" && severity !== "information");
  const told = (grave.length === 0 ? findings : grave).slice(0, mostConclusions);
  return told.flatMap(({ summary, evidence }, i) => [
    ...(i === 0 ? [] : [""]),
    `**${markdownSentence(summary)}** (${input.links(evidence)})`,
  ]);
}

function findingCells(input: ReportInput, finding: Finding): readonly string[] {
  const { technique } = finding;
  const name = technique
    ? ` (ATT&CK ${markdownSentence(`${technique.id} ${technique.name}, version ${technique.version}`)})`
    : "";
  return [
    markdownSentence(finding.summary) + name,
    finding.severity,
    `${finding.confidence}: ${markdownSentence(finding.reason)}`,
    input.links(finding.evidence),
  ];
}

/** What a join says, of a process by name where one is known. */
const joinTexts: { readonly [K in Join["kind"]]: (process: string) => string } = {
  "flow-socket": (process) => `The logged connection went through a socket of ${process}`,
  "socket-process": (process) => `The socket's owner is ${process}`,
  "flow-process": (process) => `The PID that the log names is ${process}`,
  "flow-event": (process) => `The logged connection is one that ${process} was seen to make`,
  "socket-event": (process) => `The socket is one through which ${process} was seen to talk`,
};

function joinCells(input: ReportInput, join: Join): readonly string[] {
  const lines = join.count === 1 ? "" : ` (true of ${counted(join.count)} lines)`;
  const matched = join.matched.length === 0 ? "" : `; agrees in ${join.matched.map(markdownCell).join(", ")}`;
  const [process] = processesNamed(input, join.process === undefined ? [] : [join.process]);
  return [
    joinTexts[join.kind](process ? processText(process) : "a process of unknown PID") + lines,
    "–",
    `${join.confidence}: ${markdownSentence(join.reason)}${matched}`,
    `${input.link(join.left)} → ${input.link(join.right)}`,
  ];
}

function findingsInOrder(input: ReportInput): readonly Finding[] {
  return ordered(input.view.findings, ({ severity, confidence, id, evidence }) => [
    severities.indexOf(severity),
    confidences.indexOf(confidence),
    id,
    ...input.placeKeys(evidence),
  ]);
}

/** Joins that lead from the findings' lines on; in a case without findings, all. */
function joinsThatMatter(input: ReportInput): readonly Join[] {
  const keyOf = ({ uri, line }: LineReference) => `${uri}#${line}`;
  const grave = input.view.findings.filter(({ severity }) => severity !== "information");
  const cited = new Set(grave.flatMap(({ evidence }) => evidence.map(keyOf)));
  const matter = input.view.joins.filter(({ left }) => cited.has(keyOf(left)));
  return matter.length === 0 ? input.view.joins : matter;
}

function joinsInOrder(input: ReportInput): readonly Join[] {
  return ordered(joinsThatMatter(input), ({ confidence, kind, count, left, right }) => [
    confidences.indexOf(confidence),
    -count,
    kind,
    ...input.placeKeys([left]),
    ...input.placeKeys([right]),
  ]);
}

function restOf(more: number, where: string): readonly string[] {
  return 0 < more ? ["", `${counted(more)} more ${where}.`] : [];
}
