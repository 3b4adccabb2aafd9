import type { CaptureSummary, ProcessInstance, RemoteEndpoint } from "../../core/caseView.ts";
import type { Instant } from "../../core/instant.ts";
import type { LedgerEntry } from "../../core/ledger.ts";
import { fileLink, lineLink } from "../cite.ts";
import { markdownCell, markdownIndicator, markdownSentence } from "../escape.ts";
import type { ReportInput } from "../reportInput.ts";
import { ordered } from "./order.ts";
import { toldProcesses } from "./processesSection.ts";
import { hostText, portText, processesNamed, processText, remoteText } from "./remoteText.ts";
import { instantOfIso, timeText } from "./reportTime.ts";
import { counted, few, tableLines } from "./table.ts";

const mostRemotes = 30;
const mostProcesses = 20;
const mostEntries = 100;

interface TimelineEntry {
  readonly time: Instant;
  /** Markdown, as the two below. */
  readonly host: string;
  readonly what: string;
  readonly source: string;
}

/** What happened when, by the clocks of the captures, and what the analyst did. */
export function timelineSection(input: ReportInput): readonly string[] {
  const entries = ordered(entriesOf(input), ({ time, host, what, source }) => [
    time.micros,
    host,
    what,
    source,
  ]);
  return [
    "## Timeline (UTC)",
    "",
    ...clockLines(input),
    "",
    ...(entries.length === 0
      ? ["No evidence of this case has a time."]
      : tableLines({
          head: ["Time", "Host", "What", "Source"],
          values: entries,
          cellsOf: ({ time, host, what, source }) => [timeText(time), host, what, source],
          most: mostEntries,
          rest: "see the captures themselves.",
        })),
  ];
}

function entriesOf(input: ReportInput): readonly TimelineEntry[] {
  return [
    ...input.outside.slice(0, mostRemotes).flatMap((remote) => remoteEntries(input, remote)),
    ...toldProcesses(input)
      .slice(0, mostProcesses)
      .flatMap((process) => startEntries(input, process)),
    ...input.captures.flatMap((capture) => collectionEntries(input, capture)),
    ...input.context.ledger.flatMap((entry) => ledgerEntries(input, entry)),
  ];
}

function remoteEntries(input: ReportInput, remote: RemoteEndpoint): readonly TimelineEntry[] {
  const { first, last, count } = remote;
  if (!first) return [];
  const beacon = input.beaconOf(remote);
  const near = remote.sources[0] === undefined ? "an unknown host" : markdownIndicator(remote.sources[0]);
  const port = portText(remote);
  const far = remoteText(remote) + (port === "" || remote.direction === "inbound" ? "" : ` port ${port}`);
  const way =
    remote.direction === "inbound"
      ? `${far} → ${near}${port === "" ? "" : ` port ${port}`}`
      : `${near} → ${far}`;
  const span = last && last.micros !== first.micros ? ` until ${timeText(last)}` : "";
  const times = count === 1 ? "" : `: first of ${counted(count)} connections${span}`;
  return [
    {
      time: first,
      host: hostOf(input, remote),
      what: way + times,
      source: input.links(beacon ? [beacon.first, beacon.last] : remote.evidence),
    },
  ];
}

function hostOf(input: ReportInput, remote: RemoteEndpoint): string {
  const process = processesNamed(input, remote.processes)[0];
  return process ? hostText(process) : "";
}

function startEntries(input: ReportInput, process: ProcessInstance): readonly TimelineEntry[] {
  if (!process.start) return [];
  return [
    {
      time: process.start,
      host: hostText(process),
      what: `${processText(process)} started`,
      source: input.links(process.evidence),
    },
  ];
}

function collectionEntries(input: ReportInput, capture: CaptureSummary): readonly TimelineEntry[] {
  const time = instantOfIso(capture.facts.captured ?? "");
  if (!time) return [];
  const { command } = capture.facts;
  return [
    {
      time,
      host: capture.host.name === undefined ? "" : markdownIndicator(capture.host.name),
      what: `evidence collected: ${command === undefined ? markdownSentence(capture.title) : markdownCell(command)}`,
      source: lineLink(input.path(capture.uri), capture.firstLine),
    },
  ];
}

function ledgerEntries(input: ReportInput, entry: LedgerEntry): readonly TimelineEntry[] {
  const time = instantOfIso(entry.at);
  if (!time || entry.kind === "evidence") return [];
  const { ledgerUri } = input.context;
  const source = ledgerUri === undefined ? "ledger" : fileLink(input.path(ledgerUri));
  const host = entry.kind === "hash" && entry.host !== undefined ? markdownIndicator(entry.host) : "";
  const what =
    entry.kind === "hash"
      ? `${markdownIndicator(entry.file)} hashed`
      : `${markdownIndicator(entry.value)} looked up: ${entry.answer}`;
  return [{ time, host, what, source }];
}

/** The zone of every capture that has times: a report in UTC is only as good as that. */
function clockLines(input: ReportInput): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const capture of input.captures.filter(({ first }) => first !== undefined)) {
    const clock = clockText(input, capture);
    groups.set(clock, [
      ...(groups.get(clock) ?? []),
      input.link({ uri: capture.uri, line: capture.firstLine }),
    ]);
  }
  if (groups.size === 0) return ["No capture has times of its own."];
  return ordered([...groups], ([clock]) => [clock]).map(([clock, links]) => `- ${clock}: ${few(links, 5)}`);
}

function clockText(input: ReportInput, { facts, first }: CaptureSummary): string {
  const year = first?.assumed.includes("year") ? ", year assumed" : "";
  if (first?.assumed.includes("zone")) {
    return `Zone not known: times stand as that clock showed them, without \`Z\`${year}`;
  }
  if (facts.zone !== undefined) return `Clock in zone ${markdownCell(facts.zone)}, as noted${year}`;
  const { zone } = input.context;
  return zone === undefined
    ? `Offset printed with each time${year}`
    : `Offset printed, or assumed to be ${markdownCell(zone)} by setting${year}`;
}
