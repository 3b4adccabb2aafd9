import { canonicalAddress } from "../core/address.ts";
import type { CaseView, LineReference } from "../core/caseView.ts";
import type { KnownEvidence } from "../features/lineTokens.ts";

/** PIDs and addresses that more than one capture of the case has. */
export function knownIn({ captures, processes, remotes }: CaseView): KnownEvidence {
  const captureOf = ({ uri, line }: LineReference) =>
    captures.find((capture) => capture.uri === uri && capture.firstLine <= line && line <= capture.lastLine)
      ?.id;
  const isMetTwice = ({ evidence }: { readonly evidence: readonly LineReference[] }) =>
    evidence.length > 1 && 1 < new Set(evidence.map(captureOf)).size;
  return {
    pids: new Set(processes.filter(isMetTwice).map(({ pid }) => pid)),
    addresses: new Set(remotes.filter(isMetTwice).map(({ address }) => canonicalAddress(address))),
  };
}

export function isSameKnown(a: KnownEvidence, b: KnownEvidence): boolean {
  return isSameSet<number>(a.pids, b.pids) && isSameSet<string>(a.addresses, b.addresses);
}

function isSameSet<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  return a.size === b.size && [...a].every((entry) => b.has(entry));
}
