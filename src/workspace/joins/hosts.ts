import type { HostAttribution } from "../../core/caseView.ts";
import { isMonitored } from "../captures/conversations.ts";
import type { ScannedFile } from "../captures/scannedFile.ts";
import { HostBook, type KnownHost } from "./hostBook.ts";
import { type HostCandidate, hostCandidates } from "./hostCandidates.ts";
import { isContradicted } from "./sharedPids.ts";

/** A host of the case: every capture belongs to one, if only to one of its own. */
export interface CaseHost {
  /** Tells hosts apart within one reading of the case. */
  readonly key: string;
  readonly name: string | undefined;
  /** Its own addresses, canonical. */
  readonly addresses: ReadonlySet<string>;
}

export interface CaptureHost {
  readonly host: CaseHost;
  readonly how: HostAttribution["how"];
  /** The parts of the case that the capture stands in, the innermost first. */
  readonly sections: readonly string[];
}

/** The host of an address: one of the case, or one of which nothing is known but the address. */
export interface HostsOfAddresses {
  hostOf(address: string): CaptureHost;
  /** The host that captures show to have it. */
  ownerOf(address: string): CaseHost | undefined;
}

export function hostsOfAddresses(attributed: Iterable<CaptureHost>): HostsOfAddresses {
  const byAddress = new Map<string, CaptureHost>();
  for (const host of new Set(Array.from(attributed, ({ host }) => host))) {
    for (const address of host.addresses)
      if (!byAddress.has(address)) byAddress.set(address, { host, how: "addresses", sections: [] });
  }
  const owners: ReadonlyMap<string, CaptureHost> = new Map(byAddress);
  return {
    ownerOf: (address) => owners.get(address)?.host,
    hostOf(address) {
      let known = byAddress.get(address);
      if (!known) {
        const host = { key: address, name: undefined, addresses: new Set([address]) };
        known = { host, how: "addresses", sections: [] };
        byAddress.set(address, known);
      }
      return known;
    },
  };
}

/**
 * Says of which host each capture is. What the analyst wrote on the fence and what the lines say counts most,
 * then addresses and PIDs, which name nobody but tell hosts apart, and names above the capture or in its file's
 * name; then the neighbor in the same section. Where nothing tells, the capture's host is a host of its own: two
 * are never made one on doubt.
 */
export function attributeHosts(files: readonly ScannedFile[]): ReadonlyMap<string, CaptureHost> {
  return new HostAttributor(files.flatMap(hostCandidates)).result();
}

type How = HostAttribution["how"];

/** So far away nobody is a neighbor: captures of one section, in the order of their lines. */
const farthestNeighbor = 50;

class HostAttributor {
  readonly #candidates: readonly HostCandidate[];
  readonly #bySection = new Map<string, HostCandidate[]>();
  readonly #book = new HostBook();
  readonly #byCapture = new Map<string, CaptureHost & { readonly host: KnownHost }>();

  constructor(candidates: readonly HostCandidate[]) {
    this.#candidates = candidates;
    for (const candidate of candidates) this.#noteSection(candidate);
    for (const candidate of this.#left())
      if (candidate.naming?.weight === "firm") this.#assignNamed(candidate);
    for (const candidate of this.#left(hasSockets)) if (isTold(candidate)) this.#assignSockets(candidate);
    for (const candidate of this.#left()) if (isTold(candidate)) this.#assignList(candidate);
    for (const candidate of this.#left(hasSockets)) this.#assignSockets(candidate);
    for (const candidate of this.#left()) this.#assignList(candidate);
    for (const candidate of this.#left()) this.#assign(candidate, this.#book.add(undefined), "unknown");
  }

  result(): ReadonlyMap<string, CaptureHost> {
    return this.#byCapture;
  }

  #noteSection(candidate: HostCandidate): void {
    const [innermost = ""] = candidate.sections;
    const others = this.#bySection.get(innermost);
    if (others) others.push(candidate);
    else this.#bySection.set(innermost, [candidate]);
  }

  /** Those without a host yet: socket tables before logs, which have more addresses than their host's. */
  #left(isMeant: (candidate: HostCandidate) => boolean = () => true): readonly HostCandidate[] {
    const left = this.#candidates.filter(
      (candidate) => !this.#byCapture.has(candidate.capture.id) && isMeant(candidate),
    );
    const isTable = ({ capture }: HostCandidate) => capture.family === "netstat";
    return [...left.filter(isTable), ...left.filter((candidate) => !isTable(candidate))];
  }

  #assignNamed(candidate: HostCandidate): void {
    const { name, how } = candidate.naming!;
    this.#assign(candidate, this.#book.named(name) ?? this.#book.add(name), how);
  }

  /** A table of the same addresses is of the same host; one of other addresses is of another. */
  #assignSockets(candidate: HostCandidate): void {
    const { naming, addresses } = candidate;
    const known = this.#book.withAddresses(addresses);
    if (known) {
      const names = naming !== undefined && this.#book.takesName(known, naming.name);
      this.#assign(candidate, known, names ? naming.how : "addresses");
      return;
    }
    const titled = naming?.weight === "titled" ? this.#book.named(naming.name) : undefined;
    if (naming && !(titled && 0 < titled.addresses.size && 0 < addresses.size)) {
      this.#assignNamed(candidate);
    } else if (0 < addresses.size) {
      const neighbor = naming ? undefined : this.#hostWithoutAddress(candidate);
      this.#assign(candidate, neighbor ?? this.#book.add(undefined), neighbor ? "neighbor" : "addresses");
    } else this.#assignToNeighbor(candidate);
  }

  /** A host named in this section of which no address is known yet. */
  #hostWithoutAddress(candidate: HostCandidate): KnownHost | undefined {
    const host = this.#neighbor(candidate);
    return host?.addresses.size === 0 ? host : undefined;
  }

  /** A list of processes has no addresses; its PIDs are those of its host's sockets. */
  #assignList(candidate: HostCandidate): void {
    const { naming, capture } = candidate;
    if (capture.format === "linux.netfilter") return;
    const told = naming && this.#book.named(naming.name);
    const isToldAlone = naming?.weight === "told" && (!told || told.captures === 0);
    const byPids = isToldAlone ? undefined : this.#book.withPids(capture);
    if (byPids) this.#assign(candidate, byPids, byPids === told ? naming!.how : "neighbor");
    else if (naming?.weight === "told") this.#assignNamed(candidate);
    else this.#assignToNeighbor(candidate);
    if (naming && !this.#byCapture.has(capture.id)) this.#assignNamed(candidate);
  }

  #assignToNeighbor(candidate: HostCandidate): void {
    const neighbor = this.#neighbor(candidate);
    if (neighbor) this.#assign(candidate, neighbor, "neighbor");
  }

  /** In the innermost section of a note the nearest above, else below; in wider ones the only host there is. */
  #neighbor(candidate: HostCandidate): KnownHost | undefined {
    for (const [depth, section] of candidate.sections.entries()) {
      const isOrdered = depth === 0 && section.startsWith(candidate.capture.uri);
      const host = isOrdered
        ? this.#nearest(candidate, section)
        : this.#book.onlyIn(section, candidate.capture);
      if (host) return host;
      if (!this.#book.isEmpty(section)) return undefined;
    }
    return undefined;
  }

  #nearest(candidate: HostCandidate, section: string): KnownHost | undefined {
    const inOrder = this.#bySection.get(section) ?? [];
    const at = indexOfLine(inOrder, candidate.capture.firstLine);
    const near = inOrder
      .slice(Math.max(0, at - farthestNeighbor), at + 1 + farthestNeighbor)
      .filter((other) => this.#mayShareHost(candidate, other));
    const above = near.filter((other) => other.capture.firstLine < candidate.capture.firstLine);
    const noLogs = (list: readonly HostCandidate[]) =>
      list.filter((other) => other.capture.family !== "fwlog");
    const choice = noLogs(above).at(-1) ?? noLogs(near)[0] ?? above.at(-1) ?? near[0];
    return choice && this.#byCapture.get(choice.capture.id)!.host;
  }

  #mayShareHost({ capture }: HostCandidate, { capture: other }: HostCandidate): boolean {
    return (
      other.format !== "linux.netfilter" && this.#byCapture.has(other.id) && !isContradicted(capture, other)
    );
  }

  #assign({ capture, addresses, sections }: HostCandidate, host: KnownHost, how: How): void {
    this.#book.note(host, { capture, addresses, sections });
    this.#byCapture.set(capture.id, { host, how, sections });
  }
}

/** Where a line stands among captures in their order. */
function indexOfLine(candidates: readonly HostCandidate[], line: number): number {
  let low = 0;
  let high = candidates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (candidates[middle]!.capture.firstLine < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isTold({ naming }: HostCandidate): boolean {
  return naming?.weight === "told";
}

function hasSockets({ capture }: HostCandidate): boolean {
  return (
    capture.family === "netstat" ||
    capture.format === "windows.firewall" ||
    (isMonitored(capture) && 0 < capture.columns.count)
  );
}
