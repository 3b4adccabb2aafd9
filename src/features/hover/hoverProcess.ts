import type { HostAttribution, LineReference, PrintedFile, ProcessInstance } from "../../core/caseView.ts";
import { commandForProcess } from "../../core/collectCommands.ts";
import { type Observation, processFactsOf } from "../../core/observation.ts";
import { plural } from "../../report/sections/table.ts";
import type { CaseLines, RowPlace } from "../../workspace/case/caseLines.ts";
import type { ProcessOnLine } from "../../workspace/case/caseProcesses.ts";
import type { InstanceSightings } from "../../workspace/joins/processInstances.ts";
import { processOnLine } from "../processes/processOnLine.ts";
import { processStoriesOf } from "../processes/processStories.ts";
import type { HoverLine, HoverPart, Piece } from "./hoverText.ts";
import { listed } from "./hoverText.ts";

/** What the kernel itself runs under on every Windows. */
const kernelPids: ReadonlyMap<number, string> = new Map([
  [0, "System Idle Process: sockets that no process owns any more"],
  [4, "System: the Windows kernel and its drivers"],
]);
const mostOthers = 5;
const mostServices = 12;

/** What the case knows of the process that a row or a line of a process list speaks of. */
export function processParts(
  lines: CaseLines,
  observation: Observation,
  row: RowPlace | undefined,
  at: LineReference | undefined,
): readonly HoverPart[] {
  const found = row
    ? lines.processes.ofRow(row)
    : [at && processOnLine(lines, at)].filter((process) => process !== undefined);
  if (found.length === 0) return unknownProcess(observation);
  const parts = found.map((process) => processPart(lines, process, row));
  const candidates: HoverPart = {
    title: [`${plural(found.length, "process", "processes")} can have owned this socket`],
    lines: [],
  };
  return 1 < found.length ? [candidates, ...parts] : parts;
}

function unknownProcess(observation: Observation): readonly HoverPart[] {
  const pid = processFactsOf(observation)?.pid;
  if (pid === undefined) return [];
  const kernel = kernelPids.get(pid);
  const nothing: HoverLine = ["Nothing else in the case speaks of it"];
  return [{ title: [`PID ${pid}`], lines: [kernel === undefined ? nothing : [kernel]] }];
}

function processPart(lines: CaseLines, process: ProcessOnLine, row: RowPlace | undefined): HoverPart {
  const { instance } = process;
  return {
    title: [`PID ${instance.pid} `, ...nameOf(instance), ...onHost(instance.host)],
    lines: [
      ...factLines(lines, process),
      ...sourceLines(lines, process, row),
      ...otherLines(lines, process),
      ...offersOf(instance),
    ],
  };
}

function offersOf({ pid, evidence }: ProcessInstance): readonly HoverLine[] {
  if (kernelPids.has(pid)) return [];
  const timeline = { command: "showTimeline", title: "Timeline" } as const;
  const capture = { command: "captureEvents", title: "Capture with Process Monitor…" } as const;
  return [[{ offers: [timeline, capture], of: evidence[0] }]];
}

function nameOf({ name }: ProcessInstance): HoverLine {
  return name === undefined ? ["of unknown name"] : [{ code: name }];
}

const howKnown: { readonly [H in HostAttribution["how"]]: string } = {
  fence: "its fence says so",
  line: "its lines say so",
  heading: "the text above it says so",
  path: "its file name says so",
  addresses: "told by its addresses",
  neighbor: "assumed, from what stands beside it",
  unknown: "nothing tells which",
};

/** ` on WS-042 (its fence says so)` */
export function onHost({ name, how }: HostAttribution): HoverLine {
  return name === undefined ? [" on an unknown host"] : [" on ", { code: name }, ` (${howKnown[how]})`];
}

function factLines(lines: CaseLines, { instance, number }: ProcessOnLine): readonly HoverLine[] {
  const { executable, commandLine, services, user, parentPid, pid } = instance;
  const kernel = kernelPids.get(pid);
  const { connections, remotes } = lines.view.processes[number] ?? instance;
  const facts: (HoverLine | undefined)[] = [
    kernel === undefined ? undefined : [kernel],
    executable === undefined ? undefined : ["File ", { code: executable }],
    ...(instance.files ?? []).map(fileLine),
    commandLine === undefined ? undefined : ["Command line ", { code: commandLine }],
    services.length === 0 ? undefined : ["Services ", ...servicePieces(services)],
    user === undefined ? undefined : ["User ", { code: user }],
    parentPid === undefined ? undefined : parentLine(lines, instance, parentPid),
    connections === 0
      ? undefined
      : [
          plural(connections, "connection"),
          ...(remotes.length === 0 ? [] : [` to ${plural(remotes.length, "remote endpoint")}`]),
        ],
  ];
  return facts.filter((line) => line !== undefined);
}

/** `Its file: SHA-256 3f1a…, Signed by Sample, Inc., in hashes.txt:4` */
function fileLine({ md5, sha1, sha256, signature, signer, place }: PrintedFile): HoverLine {
  const hash = sha256 ?? sha1 ?? md5;
  return [
    "Its file: ",
    ...(hash === undefined ? [] : [{ code: hash }, ", "]),
    ...(signature === undefined ? [] : [{ code: signature }, signer === undefined ? ", " : " by "]),
    ...(signer === undefined ? [] : [{ code: signer }, ", "]),
    "printed in ",
    { place },
  ];
}

function servicePieces(services: readonly string[]): HoverLine {
  const shown = listed(services.slice(0, mostServices).map((code): Piece => ({ code })));
  const more = services.length - mostServices;
  return more <= 0 ? shown : [...shown, ` and ${more} more`];
}

function parentLine(lines: CaseLines, child: ProcessInstance, parentPid: number): HoverLine {
  const stories = processStoriesOf(lines);
  const told = stories.parentOf(child);
  const making = stories.makingOf(child);
  const parents = told ? [told] : stories.possibleParentsOf(child);
  const names = parents.map(({ name }): Piece => (name === undefined ? "of unknown name" : { code: name }));
  const shown: HoverLine = making ? [", shown in ", { place: making.place }] : [];
  return [`Started by PID ${parentPid} `, ...listed(names, " or "), ...shown];
}

/** Where all this comes from, and what is taken for granted. */
function sourceLines(
  lines: CaseLines,
  { instance, join, sightings }: ProcessOnLine,
  row: RowPlace | undefined,
): readonly HoverLine[] {
  const socket = join && { capture: join.socket.capture, row: join.socket.row };
  const from = socket ?? row;
  const name = from && lines.processes.nameOf(from);
  const sources: HoverLine[] = [];
  if (join) {
    const place = { uri: join.socket.capture.uri, line: join.socket.line };
    sources.push([
      "Owns the socket in ",
      { place },
      ": ",
      { sentence: `${join.reason} (${join.confidence} confidence)` },
    ]);
  }
  if (name) {
    const place = { uri: name.named.capture.uri, line: name.named.line };
    sources.push([
      "Named in ",
      { place },
      ...takenAt(name.named.capture.facts.captured),
      ": ",
      { sentence: name.reason },
    ]);
  } else if (instance.name === undefined) {
    sources.push([
      "To learn its name, run on the host: ",
      { code: commandForProcess(sightings[0]?.capture.format ?? "", instance.pid) },
    ]);
  } else if (!row) {
    const captured = sightings.find(({ capture }) => capture.processes.length !== 0)?.capture.facts.captured;
    if (captured !== undefined) sources.push(["The list was", ...takenAt(captured)]);
  }
  if (instance.assumes.includes("host")) sources.push(["Assumed: that all these captures are of one host"]);
  if (instance.assumes.includes("boot"))
    sources.push([
      "Assumed: that the host did not start anew and the PID was not given to another process meanwhile",
    ]);
  return sources;
}

function takenAt(captured: string | undefined): HoverLine {
  return captured === undefined ? [] : [" taken at ", { code: captured }];
}

function otherLines(lines: CaseLines, process: ProcessOnLine): readonly HoverLine[] {
  const others = lines.processes.withSamePid(process);
  const shown = others.slice(0, mostOthers).map((other): HoverLine => {
    const { instance } = other;
    const place: Piece = { place: instance.evidence[0] };
    return hostOf(other) === hostOf(process)
      ? ["The same PID at another time: ", ...nameOf(instance), ", ", place]
      : ["Not the same: this PID", ...onHost(instance.host), " is ", ...nameOf(instance), ", ", place];
  });
  const more = others.length - shown.length;
  return more === 0
    ? shown
    : [...shown, [`and ${plural(more, "other process", "other processes")} with this PID`]];
}

function hostOf({ sightings }: InstanceSightings): string {
  return sightings[0]!.host.host.key;
}
