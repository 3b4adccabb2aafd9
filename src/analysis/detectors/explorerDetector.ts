import { addressScope, isOutside } from "../../core/address.ts";
import type { Join, ProcessInstance, RemoteEndpoint } from "../../core/caseView.ts";
import type { Citation, Finding } from "../../core/finding.ts";
import { techniques } from "./attack.ts";
import type { Detector } from "./detector.ts";

/** UDP ports on which the shell and what it loads are known to talk. */
const usualUdpPorts: ReadonlySet<number> = new Set([53, 123, 137, 138, 443, 1900, 3702, 5353, 5355]);

export const explorerDetector: Detector = {
  id: "explorer-network",
  title: "The Windows shell talks to the outside",
  question: "Does explorer.exe send UDP to an outside address on a port that the shell does not use?",
  *examine({ processes, remotes, joins }) {
    const shells = processes.filter(({ name }) => name?.toLowerCase() === "explorer.exe");
    if (shells.length === 0) return;
    const remoteById = new Map(remotes.map((remote) => [remote.id, remote]));
    for (const process of shells) {
      for (const id of process.remotes) {
        const remote = remoteById.get(id);
        if (remote && isOdd(remote)) yield findingOf(process, remote, joins);
      }
    }
  },
};

function isOdd({ transport, port, address, direction }: RemoteEndpoint): boolean {
  const outside = isOutside(addressScope(address));
  return (
    outside &&
    direction === "outbound" &&
    transport === "udp" &&
    port !== undefined &&
    !usualUdpPorts.has(port)
  );
}

function findingOf(process: ProcessInstance, remote: RemoteEndpoint, joins: readonly Join[]): Finding {
  const leading = joins
    .filter((join) => join.process === process.id)
    .flatMap(({ left, right }) => [left, right]);
  const host = process.host.name === undefined ? "" : ` on ${process.host.name}`;
  return {
    id: `explorer-network ${process.id} ${remote.id}`,
    rule: "explorer-network",
    severity: "medium",
    confidence: "medium",
    summary: `explorer.exe (PID ${process.pid}${host}) sent UDP to ${remote.address} port ${remote.port}, ${timesText(remote)}.`,
    reason:
      "the shell itself has no use for this port; a module loaded into it, or code put into it, may have",
    technique: techniques.processInjection,
    unless:
      "A shell extension or search component that is known is shown to send it: its module stands in a Process Monitor capture's stack.",
    evidence: unique([...remote.evidence, ...leading]),
  };
}

/** Two logs show the same packet twice. */
function timesText({ count, evidence }: RemoteEndpoint): string {
  return evidence.length === 1
    ? `${count} times in the log`
    : `as ${count} lines of ${evidence.length} captures show`;
}

function unique(citations: readonly Citation[]): readonly [Citation, ...Citation[]] {
  const most = 6;
  const byPlace = new Map(citations.map((citation) => [`${citation.uri}#${citation.line}`, citation]));
  return [...byPlace.values()].slice(0, most) as unknown as readonly [Citation, ...Citation[]];
}
