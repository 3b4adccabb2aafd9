import type { Finding } from "../../core/finding.ts";
import { imagePlace } from "../windows/imagePlace.ts";
import { type QuietProgram, quietProgram } from "../windows/quietPrograms.ts";
import { techniques } from "./attack.ts";
import { citations } from "./citations.ts";
import type { Detector } from "./detector.ts";
import { moduleText, processText, remoteText } from "./factTexts.ts";
import { graver, gravestFirst } from "./gravity.ts";
import { isMicrosofts, type ProcessStory, storiesOf } from "./processStory.ts";

const mostFindings = 40;

export const quietDetector: Detector = {
  id: "quiet-program",
  title: "A program of Windows that should be quiet contacts the outside",
  question:
    "Does a program of Windows contact the outside that has no reason to, or on a port that it does not use?",
  *examine(facts) {
    const stories = storiesOf(facts);
    const findings: Finding[] = [];
    for (const process of facts.processes) {
      if (!quietProgram(process.name, anyRemote)) continue;
      const story = stories.story(process);
      const odd = story.outside
        .flatMap((remote) => {
          const program = quietProgram(process.name, remote);
          return program ? [{ remote, severity: program.severity }] : [];
        })
        .sort(graver)
        .map(({ remote }) => remote);
      if (0 < odd.length) findings.push(findingOf(story, odd as [Odd, ...Odd[]]));
    }
    yield* gravestFirst(findings, mostFindings);
  },
};

type Odd = ProcessStory["outside"][number];

/** A far end that no program is known to contact, to ask for the name alone. */
const anyRemote = { transport: "udp", port: 0 } as Odd;

function findingOf(story: ProcessStory, remotes: readonly [Odd, ...Odd[]]): Finding {
  const [remote] = remotes;
  const program = quietProgram(story.process.name, remote)!;
  const sends = story.deeds.find(({ kind, remote: id }) => kind === "sent" && id === remote.id);
  const sender = story.senders.find(({ remote: id }) => id === remote.id);
  const own = sender?.module && imagePlace(sender.module.path) === "windows" && isMicrosofts(sender.module);
  const more = remotes.length === 1 ? "" : ` and ${remotes.length - 1} more`;
  const [first, ...others] = remote.evidence;
  return {
    id: `quiet-program ${story.process.id}`,
    rule: "quiet-program",
    severity: own && program.severity !== "high" ? "information" : program.severity,
    confidence: confidenceOf(program),
    summary: `${processText(story.process)} contacted ${remoteText(remote)}${more}${sender?.module ? ` by ${moduleText(sender.module)}` : ""}.`,
    reason: program.reason,
    technique: techniques.processInjection,
    unless: "The far end is the organization's own, or a component of this process that is known needs it.",
    evidence: citations(
      sends?.place ?? first,
      [
        sender?.first,
        first,
        ...others,
        story.process.evidence[0],
        ...remotes.slice(1, 3).map(({ evidence }) => evidence[0]),
      ],
      6,
    ),
  };
}

/** What many services and components share says least. */
function confidenceOf({ severity, name }: QuietProgram): Finding["confidence"] {
  if (name === "svchost.exe") return "low";
  return severity === "high" ? "medium" : "low";
}
