import type { Finding, FindingSeverity } from "../../core/finding.ts";
import { imagePlace, placeWords } from "../windows/imagePlace.ts";
import { pathKey } from "../windows/windowsPath.ts";
import { windowsProcessNamed } from "../windows/windowsProcesses.ts";
import { techniques } from "./attack.ts";
import { citations } from "./citations.ts";
import type { Detector } from "./detector.ts";
import { processText, remoteText } from "./factTexts.ts";
import { gravestFirst } from "./gravity.ts";
import { type ProcessStory, storiesOf } from "./processStory.ts";

const mostFindings = 40;
const webPorts: ReadonlySet<number> = new Set([80, 443]);

export const placeDetector: Detector = {
  id: "odd-place",
  title: "A program runs from where no program belongs",
  question:
    "Does a program run from a folder in which no program belongs, or contact the outside from a folder for temporary or downloaded files?",
  *examine(facts) {
    const stories = storiesOf(facts);
    const seen = new Map<string, Finding>();
    for (const process of facts.processes) {
      // Those that bear a name of Windows, the question about masquerades tells of.
      if (windowsProcessNamed(process.name)) continue;
      if (process.executable === undefined && facts.deeds.length === 0) continue;
      const story = stories.story(process);
      const severity = severityOf(story);
      if (severity === undefined) continue;
      const key = `${process.host.name ?? "-"} ${pathKey(story.executable!)}`;
      if (!seen.has(key)) seen.set(key, findingOf(`odd-place ${key}`, story, severity));
    }
    yield* gravestFirst([...seen.values()], mostFindings);
  },
};

/** Installers run from Temp and Downloads all day, and ask the web. */
function severityOf({ executable, outside }: ProcessStory): FindingSeverity | undefined {
  if (executable === undefined) return undefined;
  const place = imagePlace(executable);
  if (place === "odd") return 0 < outside.length ? "high" : "medium";
  if (place !== "temporary" || outside.length === 0) return undefined;
  return outside.every(({ port }) => port !== undefined && webPorts.has(port)) ? "information" : "medium";
}

function findingOf(id: string, story: ProcessStory, severity: FindingSeverity): Finding {
  const { process, executable, outside } = story;
  const [remote] = outside;
  return {
    id,
    rule: "odd-place",
    severity,
    confidence: process.executable === undefined ? "medium" : "high",
    summary: `${processText(process)} runs from ${executable}, ${placeWords[imagePlace(executable!)]}.${remote ? ` It sends to ${remoteText(remote)}${outside.length === 1 ? "" : ` and ${outside.length - 1} more`}.` : ""}`,
    reason:
      "the path is what the capture prints (SigmaHQ 3dfd06d2-eaf4-4532-9555-68aca59f57c4 and 7b434893-c57d-4f41-908d-6a17bf1ae98f, Florian Roth and others)",
    technique: techniques.ingressTransfer,
    unless: "It is an installer, or a tool that somebody on this host put there and knows.",
    evidence: citations(
      process.evidence[0],
      [story.deeds.find(({ kind }) => kind === "process started")?.place, remote?.evidence[0]],
      4,
    ),
  };
}
