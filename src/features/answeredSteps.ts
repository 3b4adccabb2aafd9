import type { Format } from "../core/format.ts";
import type { Observation } from "../core/observation.ts";
import { processFactsOf } from "../core/observation.ts";
import type { NextStep, StepKind } from "../report/nextSteps/nextStep.ts";
import { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";
import { linesOfText } from "../workspace/reading/fencedBlock.ts";
import { promptIn } from "./consoleLines.ts";

/** Rows of a pasted text that are looked through. */
const mostLines = 20_000;

/** Which of the open questions a text answers that is about to be pasted. What another host printed answers none. */
export function answeredSteps(
  text: string,
  steps: readonly NextStep[],
  formats: readonly Format[],
): readonly NextStep[] {
  if (steps.length === 0) return [];
  const lines = linesOfText(text);
  const hosts = lines.flatMap((line) => promptIn(line)?.host?.toLowerCase() ?? []);
  const document = new EvidenceDocument(lines.join("\n"), {
    uri: "paste:",
    kind: "note",
    formats,
    latest: 0,
    zone: undefined,
  });
  const observations = document.observations(0, Math.min(document.lineCount, mostLines) - 1);
  return steps.filter(({ kind, asks, host }) => {
    const isElsewhere = host !== undefined && 0 < hosts.length && !hosts.includes(host.toLowerCase());
    return !isElsewhere && observations.some((observation) => answers[kind](observation, asks));
  });
}

type Answers = (observation: Observation, asks: NextStep["asks"]) => boolean;

const answers: { readonly [Kind in StepKind]: Answers } = {
  owner: (observation, { ports = [], transport, remotes = [] }) => {
    if (observation.kind !== "connection") return false;
    const { source, destination, process } = observation;
    const isNamed = process.pid !== undefined || process.name !== undefined;
    const isOfPort = source.port !== undefined && ports.includes(source.port);
    const isOfRemote = destination.ip !== undefined && remotes.includes(destination.ip);
    return isNamed && observation.transport === transport && (isOfPort || isOfRemote);
  },
  name: (observation, { pid }) => {
    const process = processFactsOf(observation);
    return process?.pid === pid && process?.name !== undefined;
  },
  file: (observation, { pid }) => {
    const process = processFactsOf(observation);
    return process?.pid === pid && process?.executable !== undefined;
  },
  hash: (observation, { file = "" }) => {
    if (observation.kind !== "file") return false;
    const { path = "", sha256, sha1, md5 } = observation.file;
    const isHashed = sha256 !== undefined || sha1 !== undefined || md5 !== undefined;
    return isHashed && nameOf(path) === nameOf(file);
  },
  "look-up": () => false,
  sender: (observation, { pid }) =>
    (observation.kind === "event" || observation.format.startsWith("procmon.")) &&
    processFactsOf(observation)?.pid === pid,
};

function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1).toLowerCase();
}
