import type { LineReference, ProcessInstance } from "../../core/caseView.ts";
import { type Deed, type DeedKind, type Sender, senderTexts } from "../../core/deed.ts";
import { grouped } from "../../core/grouped.ts";
import { remoteOfId } from "../../core/remoteOfId.ts";
import { defangAddress } from "../defang.ts";
import { markdownCell, markdownIndicator, markdownSentence, shortened } from "../escape.ts";
import type { ReportInput } from "../reportInput.ts";
import { ordered } from "./order.ts";
import { hostText, portText, processText } from "./remoteText.ts";
import { timeText } from "./reportTime.ts";
import { counted, tableLines } from "./table.ts";

const mostProcesses = 5;
const mostSenders = 15;
const mostDeeds = 40;
const longestDetail = 120;

/** What tells most stands in a timeline that has no room for all. */
const weights: { readonly [K in DeedKind]: number } = {
  "process started": 1,
  "process created": 1,
  connected: 1,
  sent: 1,
  "thread created": 2,
  "registry set": 2,
  "file created": 2,
  "file renamed": 2,
  "process exited": 2,
  received: 3,
  "image loaded": 3,
  "file written": 3,
  "file deleted": 4,
  "registry deleted": 4,
};

/** What the processes did that findings and senders are about; nothing where no capture of Process Monitor is there. */
export function activitySection(input: ReportInput): readonly string[] {
  const { deeds, senders } = input.view;
  if (deeds.length === 0 && senders.length === 0) return [];
  const told = toldProcesses(input);
  const more = told.length - mostProcesses;
  return [
    "",
    "## What the process did",
    "",
    ...(told.length === 0 ? ["No finding and no sender is of a process that was captured."] : []),
    ...told
      .slice(0, mostProcesses)
      .flatMap((process, i) => [...(i === 0 ? [] : [""]), ...processLines(input, process)]),
    ...(more <= 0 ? [] : ["", `… and ${counted(more)} more processes: see their timelines.`]),
  ];
}

/** Those whose lines findings cite, the most cited first; then those that sent. */
function toldProcesses(input: ReportInput): readonly ProcessInstance[] {
  const { deeds, senders, findings, processes } = input.view;
  const cited = citedPlaces(input);
  const weight = new Map<string, number>();
  const add = (id: string, by: number) => weight.set(id, (weight.get(id) ?? 0) + by);
  for (const { process, place } of deeds) if (cited.has(keyOf(place))) add(process, 1);
  for (const { process } of senders) add(process, 1);
  const captured = new Set([...deeds, ...senders].map(({ process }) => process));
  const grave = findings.filter(({ severity }) => severity !== "information");
  const lines = new Set(grave.flatMap(({ evidence }) => evidence.map(keyOf)));
  for (const { id, evidence } of processes)
    if (captured.has(id) && evidence.some((place) => lines.has(keyOf(place)))) add(id, 1);
  return ordered(
    processes.filter(({ id }) => weight.has(id)),
    (process) => [
      -weight.get(process.id)!,
      process.host.name ?? "",
      process.pid,
      ...input.placeKeys(process.evidence),
    ],
  );
}

function citedPlaces({ view: { findings } }: ReportInput): ReadonlySet<string> {
  const grave = findings.filter(({ severity }) => severity !== "information");
  return new Set(grave.flatMap(({ evidence }) => evidence.map(keyOf)));
}

function keyOf({ uri, line }: LineReference): string {
  return `${uri}#${line}`;
}

function processLines(input: ReportInput, process: ProcessInstance): readonly string[] {
  const deeds = input.view.deeds.filter((deed) => deed.process === process.id);
  const senders = input.view.senders.filter((sender) => sender.process === process.id);
  return [
    `### ${processText(process)} on ${hostText(process)}`,
    "",
    ...factLines(input, process),
    ...(senders.length === 0 ? [] : ["", ...senderLines(input, senders)]),
    ...(deeds.length === 0 ? [] : ["", ...deedLines(input, deeds)]),
  ];
}

function factLines(input: ReportInput, process: ProcessInstance): readonly string[] {
  const { executable, commandLine, user, start, parentPid, parent, possibleParents = [] } = process;
  const parents = input.view.processes.filter(({ id }) => id === parent || possibleParents.includes(id));
  const starter =
    parents.map(processText).join(" or ") || (parentPid === undefined ? "" : `PID ${parentPid}`);
  const facts = [
    ["File", executable === undefined ? "" : markdownIndicator(executable)],
    ["Command line", commandLine === undefined ? "" : markdownIndicator(commandLine)],
    ["User", user === undefined ? "" : markdownCell(user)],
    ["Started (UTC)", start ? timeText(start) : ""],
    ["Started by", starter],
  ] as const;
  return [
    ...facts.flatMap(([name, text]) => (text === "" ? [] : [`- ${name}: ${text}`])),
    `- Shown by ${input.links(process.evidence)}`,
  ];
}

function senderLines(input: ReportInput, senders: readonly Sender[]): readonly string[] {
  const values = ordered(senders, ({ count, remote, module, first }) => [
    -count,
    remote,
    module?.path ?? "",
    ...input.placeKeys([first]),
  ]);
  const rate = senders.find(
    ({ how, baseRate }) => how === "unknown module" && baseRate !== undefined,
  )?.baseRate;
  return [
    "Who within it sent: the module of the first frame above Windows' own networking modules.",
    "",
    ...tableLines({
      head: ["Far end", "Port", "Module that sent", "Company", "Version", "Sends", "Shown by"],
      values,
      cellsOf: (sender) => senderCells(input, sender),
      most: mostSenders,
      rest: "see the timeline of the process.",
    }),
    ...(rate === undefined
      ? []
      : [
          "",
          `A frame in no known module is a clue, no verdict: of all events of this process that have user-mode frames, ${Math.round(rate * 100)} % have one.`,
        ]),
  ];
}

function senderCells(
  input: ReportInput,
  { remote, how, module, count, first, last }: Sender,
): readonly string[] {
  const far = remoteOfId(remote);
  return [
    markdownCell(defangAddress(far.address)),
    portText(far),
    module ? markdownIndicator(module.path) : senderTexts[how],
    module?.company === undefined ? "" : markdownCell(module.company),
    module?.version === undefined ? "" : markdownCell(module.version),
    counted(count),
    input.links([first, last]),
  ];
}

function deedLines(input: ReportInput, deeds: readonly Deed[]): readonly string[] {
  const cited = citedPlaces(input);
  const byWeight = ordered(deeds, (deed) => [
    cited.has(keyOf(deed.place)) ? 0 : weights[deed.kind],
    ...timeKeys(input, deed),
  ]);
  const shown = ordered(byWeight.slice(0, mostDeeds), (deed) => timeKeys(input, deed));
  const more = deeds.length - shown.length;
  return [
    ...tableLines({
      head: ["Time (UTC)", "What", "Where", "Detail", "Shown by"],
      values: shown,
      cellsOf: (deed) => deedCells(input, deed),
      most: mostDeeds,
      rest: "",
    }),
    ...(more <= 0
      ? []
      : [
          "",
          `Left out: ${counted(more)} more (${leftOutText(byWeight.slice(mostDeeds))}). The timeline of the process has them.`,
        ]),
  ];
}

function timeKeys(input: ReportInput, { time, place, kind, path }: Deed): readonly (string | number)[] {
  return [time?.micros ?? 0, ...input.placeKeys([place]), kind, path ?? ""];
}

function leftOutText(deeds: readonly Deed[]): string {
  const kinds = [...grouped(deeds, ({ kind }) => kind)].map(
    ([kind, own]) => `${counted(own.length)} × ${kind}`,
  );
  return kinds.sort().join(", ");
}

function deedCells(
  input: ReportInput,
  { time, kind, count, path, detail, place, last }: Deed,
): readonly string[] {
  return [
    timeText(time),
    kind + (count === 1 ? "" : ` (${counted(count)} events)`),
    path === undefined ? "" : markdownIndicator(path),
    detail === undefined ? "" : markdownSentence(shortened(detail, longestDetail)),
    input.links(last ? [place, last] : [place]),
  ];
}
