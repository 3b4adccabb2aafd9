import { negligible } from "../analysis/clocks/clockCorrection.ts";
import type { LineReference } from "../core/caseView.ts";
import { isNativeFormat } from "../core/format.ts";
import { type Instant, isoText, microsPerSecond } from "../core/instant.ts";
import { present } from "../core/observe.ts";
import { inOneGo } from "../core/steps.ts";
import { visibleText } from "../report/escape.ts";
import { rowCount, type ScannedCapture } from "../workspace/captures/scannedFile.ts";
import { timeSpan } from "../workspace/captures/timeSpan.ts";
import type { CaseReading } from "../workspace/case/caseReading.ts";
import { viewCase } from "../workspace/case/loadCase.ts";
import { type ClockReport, clockReport, type ProposedClock } from "../workspace/clocks/caseClocks.ts";
import type { SolvedComparison } from "../workspace/clocks/clockComparison.ts";
import { agreementText, correctionText, doubtText, proposalReason } from "../workspace/clocks/clockTexts.ts";
import { readCaseInputs } from "./caseInputs.ts";
import type { Command } from "./commands.ts";
import { readCall } from "./options.ts";
import { textTable } from "./textTable.ts";
import type { PathOf } from "./triageJson.ts";

export const clocksCommand: Command = {
  name: "clocks",
  synopsis: "clocks PATH… [--json] [--zone ZONE] [--cache FOLDER]",
  purpose:
    "The clock of every source: zone, year and skew as said, what is assumed, and what the same connections in two captures say of it.",
  examples: ["clocks .", "clocks fw.log proc.pml --json"],
  async run(words, terminal) {
    const kinds = { json: "boolean", zone: "string", cache: "string" } as const;
    const call = readCall(words, kinds, terminal);
    if (!call) return 2;
    const how = { zone: call.value("zone"), cache: call.value("cache") };
    const inputs = await readCaseInputs(call.paths, how, terminal);
    if (!inputs) return 2;
    const { reading } = viewCase(inputs.scanned, inputs.formats);
    const report = inOneGo(clockReport(reading.captures));
    const clocks = { reading, report, pathOf: inputs.pathOf };
    await terminal.print(call.has("json") ? `${JSON.stringify(clocksJson(clocks))}\n` : clocksText(clocks));
    if (0 < report.leftOut)
      terminal.say(`incident-notes clocks: ${report.leftOut} further captures were not compared.`);
    return reading.captures.length === 0 ? 2 : 0;
  },
};

interface Clocks {
  readonly reading: CaseReading;
  readonly report: ClockReport;
  readonly pathOf: PathOf;
}

function clocksText(clocks: Clocks): string {
  const { report, reading } = clocks;
  const place = textPlaces(clocks);
  const at = (capture: ScannedCapture) => place({ uri: capture.uri, line: capture.firstLine }, capture);
  const tables = [
    table(
      "Clocks",
      ["source", "format", "host", "zone", "year", "skew", "assumed", "from", "to"],
      [
        ...reading.captures.map((capture) => {
          const { zone, year, skew } = capture.facts;
          const { first, last } = timeSpan(capture);
          const assumed = capture.clock?.assumed.join(", ") ?? "no times";
          return [
            at(capture),
            capture.format,
            hostName(reading, capture) ?? "?",
            zone ?? (assumed.includes("zone") ? "?" : printedZone(capture)),
            year ?? "",
            skew ?? "",
            assumed,
            first ? momentText(first) : "",
            last ? momentText(last) : "",
          ];
        }),
      ],
    ),
    table(
      "Proposed",
      ["of", "by", "say", "confidence"],
      [
        ...report.proposed.map((proposal) => [
          at(proposal.source),
          at(proposal.reference),
          correctionText(proposal),
          proposal.comparison.confidence,
        ]),
      ],
    ),
    ...report.proposed.map(
      (proposal) =>
        `${visibleText(at(proposal.source))}: ${proposalReason(proposal)}.\n${evidenceText(proposal, place)}`,
    ),
    sentences(
      "Clocks that agree",
      report.agreeing.map((pair) => `${at(pair.one)} and ${at(pair.other)}: ${agreementText(pair)}`),
    ),
    sentences(
      "Not told",
      report.doubtful.map((pair) => `${at(pair.one)} and ${at(pair.other)}: ${doubtText(pair)}`),
    ),
  ];
  const { proposed } = report;
  const word =
    proposed.length === 0
      ? ""
      : "Which of two clocks is right, their rows do not tell. What is proposed goes into .incident/sources.json or onto the fence.\n";
  return `${tables.filter((text) => text !== "").join("\n")}${word}`;
}

/** The lines that are taken to be the same event. */
function evidenceText({ evidence }: ProposedClock, place: (reference: LineReference) => string): string {
  const lines = evidence.map(({ left, right, difference }) => {
    const seconds = Number((difference / microsPerSecond).toFixed(3));
    return `  ${visibleText(`${place(left)} is ${place(right)}`)}: ${0 <= seconds ? "+" : ""}${seconds} s`;
  });
  return `${lines.join("\n")}\n`;
}

function table(title: string, titles: readonly string[], rows: readonly (readonly string[])[]): string {
  return rows.length === 0 ? `${title}: none\n` : `${title} (${rows.length})\n${textTable(titles, rows)}`;
}

function sentences(title: string, said: readonly string[]): string {
  const lines = said.slice(0, mostSentences).map((sentence) => `  ${visibleText(sentence)}.\n`);
  const rest = said.length - lines.length;
  if (0 < rest) lines.push(`  … ${rest} more: --json has them all\n`);
  return lines.length === 0 ? "" : `${title} (${said.length})\n${lines.join("")}`;
}

const mostSentences = 25;

function printedZone({ clock }: ScannedCapture): string {
  return clock ? "printed" : "";
}

/** In UTC where no row prints an offset, and the zone is known. */
function momentText(instant: Instant): string {
  return isoText(instant.assumed.includes("zone") ? instant : { utcOffset: 0, ...instant });
}

function hostName({ hosts }: CaseReading, capture: ScannedCapture): string | undefined {
  const { host } = hosts.get(capture.id)!;
  return host.name ?? [...host.addresses][0];
}

function textPlaces({ reading, pathOf }: Clocks) {
  const native = nativeUris(reading);
  return ({ uri, line }: LineReference, capture?: ScannedCapture) =>
    native.has(uri) && !capture ? `${pathOf(uri)} event ${line}` : `${pathOf(uri)}:${line + 1}`;
}

function nativeUris({ captures }: CaseReading): ReadonlySet<string> {
  return new Set(captures.flatMap(({ uri, format }) => (isNativeFormat(format) ? [uri] : [])));
}

function clocksJson(clocks: Clocks) {
  const { reading, report, pathOf } = clocks;
  const native = nativeUris(reading);
  const place = ({ uri, line }: LineReference) => ({
    capture: pathOf(uri),
    ...(native.has(uri) ? { event: line } : { line: line + 1 }),
  });
  const at = ({ uri, firstLine }: ScannedCapture) => ({ capture: pathOf(uri), line: firstLine + 1 });
  return {
    clocks: reading.captures.map((capture) => sourceJson(reading, capture, at(capture))),
    proposed: report.proposed.map((proposal) => ({
      of: at(proposal.source),
      by: at(proposal.reference),
      ...proposal.correction,
      ...solvedJson(proposal.comparison),
      ahead: proposal.ahead / microsPerSecond,
      reason: proposalReason(proposal),
      evidence: proposal.evidence.map(({ left, right, difference }) => ({
        left: place(left),
        right: place(right),
        ahead: difference / microsPerSecond,
      })),
    })),
    agreeing: report.agreeing.map((comparison) => ({
      of: at(comparison.one),
      by: at(comparison.other),
      ...solvedJson(comparison),
    })),
    doubtful: report.doubtful.map((doubt) => ({
      of: at(doubt.one),
      by: at(doubt.other),
      why: doubt.why,
      reason: doubtText(doubt),
    })),
    tolerance: negligible / microsPerSecond,
  };
}

function sourceJson(reading: CaseReading, capture: ScannedCapture, place: object) {
  const { zone, year, skew } = capture.facts;
  const { first, last } = timeSpan(capture);
  return present({
    ...place,
    format: capture.format,
    "host.name": hostName(reading, capture),
    rows: rowCount(capture),
    zone,
    year,
    skew,
    assumed: capture.clock?.assumed,
    first: first && momentText(first),
    last: last && momentText(last),
  });
}

function solvedJson({ offset, basis, confidence }: SolvedComparison) {
  const { ahead, agreeing, of, scatter } = offset;
  return {
    ahead: ahead / microsPerSecond,
    agreeing,
    among: of,
    scatter: scatter / microsPerSecond,
    basis,
    confidence,
  };
}
