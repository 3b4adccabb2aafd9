import { addressScope, isOutside } from "../../core/address.ts";
import type { RemoteEndpoint } from "../../core/caseView.ts";
import type { Finding } from "../../core/finding.ts";
import { grouped } from "../../core/grouped.ts";
import { callbackPorts } from "../windows/callbackPorts.ts";
import { imagePlace } from "../windows/imagePlace.ts";
import { techniques } from "./attack.ts";
import { citations } from "./citations.ts";
import type { Detector } from "./detector.ts";
import { processText, remoteText } from "./factTexts.ts";
import { type CaseStories, storiesOf } from "./processStory.ts";

const mostFindings = 20;
/** Far ends of one port; a scan or a game has more, and is not what is asked for. */
const mostFarEnds = 20;

export const portDetector: Detector = {
  id: "callback-port",
  title: "A port that malware is known to call back to",
  question: "Does a host contact an outside address on a port that malware is known to call back to?",
  *examine(facts) {
    const stories = storiesOf(facts);
    const remotes = facts.remotes.filter((remote) => isCallback(remote) && !isInstalled(remote, stories));
    const ports = [...grouped(remotes, ({ port, transport }) => `${port}/${transport}`)];
    for (const [port, group] of ports.slice(0, mostFindings))
      if (group.length <= mostFarEnds)
        yield findingOf(port, group as [RemoteEndpoint, ...RemoteEndpoint[]], stories);
  },
};

function isCallback({ port, direction, directionAssumed, address }: RemoteEndpoint): boolean {
  if (direction !== "outbound" || directionAssumed || port === undefined) return false;
  return callbackPorts.has(port) && isOutside(addressScope(address));
}

/** What is installed for all users has its own ports. */
function isInstalled({ processes }: RemoteEndpoint, stories: CaseStories): boolean {
  const paths = processes.map((id) => stories.storyOf(id)?.executable);
  return 0 < paths.length && paths.every((path) => path !== undefined && imagePlace(path) === "programs");
}

function findingOf(
  port: string,
  remotes: readonly [RemoteEndpoint, ...RemoteEndpoint[]],
  stories: CaseStories,
): Finding {
  const [remote, ...others] = remotes;
  const process = stories.process(remote.processes[0]);
  const who = process ? processText(process) : (remote.sources[0] ?? "a host");
  return {
    id: `callback-port ${port}`,
    rule: "callback-port",
    severity: "low",
    confidence: "low",
    summary: `${who} contacted ${remoteText(remote)}${others.length === 0 ? "" : ` and ${others.length} more on that port`}, a port that malware in sandboxes called back to.`,
    reason:
      "the port stands on a list (SigmaHQ 4b89abaa-99fe-4232-afdd-8f9aa4d20382, Florian Roth); anybody may use it, and a port that is not on the list proves nothing",
    technique: techniques.nonStandardPort,
    unless: "The program that contacts it is known, and this is its port.",
    evidence: citations(remote.evidence[0], [...others.map(({ evidence }) => evidence[0])], 4),
  };
}
