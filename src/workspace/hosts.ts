import type { HostAttribution } from "./caseView.ts";
import { type HostCandidate, hostCandidates } from "./hostCandidates.ts";
import type { ScannedCapture, ScannedFile } from "./scannedFile.ts";
import { isContradicted, type SharedPids, sharedPids, sharesClearlyMore } from "./sharedPids.ts";

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
}

export function hostsOfAddresses(attributed: Iterable<CaptureHost>): HostsOfAddresses {
  const byAddress = new Map<string, CaptureHost>();
  for (const { host } of attributed) {
    for (const address of host.addresses)
      if (!byAddress.has(address)) byAddress.set(address, { host, how: "addresses", sections: [] });
  }
  return {
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

interface GrowingHost {
  key: string;
  name: string | undefined;
  readonly addresses: Set<string>;
  readonly captures: ScannedCapture[];
}

type How = HostAttribution["how"];

class HostAttributor {
  readonly #candidates: readonly HostCandidate[];
  readonly #hosts: GrowingHost[] = [];
  readonly #byCapture = new Map<string, { readonly host: GrowingHost } & CaptureHost>();

  constructor(candidates: readonly HostCandidate[]) {
    this.#candidates = candidates;
    for (const candidate of this.#left())
      if (candidate.naming?.weight === "firm") this.#assignNamed(candidate);
    for (const candidate of this.#left(hasSockets)) if (isTold(candidate)) this.#assignSockets(candidate);
    for (const candidate of this.#left()) if (isTold(candidate)) this.#assignList(candidate);
    for (const candidate of this.#left(hasSockets)) this.#assignSockets(candidate);
    for (const candidate of this.#left()) this.#assignList(candidate);
    for (const candidate of this.#left()) this.#assign(candidate, this.#newHost(undefined), "unknown");
  }

  result(): ReadonlyMap<string, CaptureHost> {
    return this.#byCapture;
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
    this.#assign(candidate, this.#named(name) ?? this.#newHost(name), how);
  }

  #named(name: string): GrowingHost | undefined {
    return this.#hosts.find((host) => host.name !== undefined && isSameName(host.name, name));
  }

  /** A table of the same addresses is of the same host; one of other addresses is of another. */
  #assignSockets(candidate: HostCandidate): void {
    const { naming, addresses } = candidate;
    const known = this.#hosts.find((host) => haveSameAddresses(host.addresses, addresses));
    if (known) {
      const names = naming && (known.name === undefined || isSameName(known.name, naming.name));
      if (names) known.name ??= naming.name;
      this.#assign(candidate, known, names ? naming.how : "addresses");
      return;
    }
    const titled = naming?.weight === "titled" ? this.#named(naming.name) : undefined;
    if (naming && !(titled && 0 < titled.addresses.size && 0 < addresses.size)) {
      this.#assignNamed(candidate);
    } else if (0 < addresses.size) {
      const neighbor = naming ? undefined : this.#hostWithoutAddress(candidate);
      this.#assign(candidate, neighbor ?? this.#newHost(undefined), neighbor ? "neighbor" : "addresses");
    } else this.#assignToNeighbor(candidate);
  }

  /** A host named in this section of which no address is known yet. */
  #hostWithoutAddress(candidate: HostCandidate): GrowingHost | undefined {
    const host = this.#neighbor(candidate);
    return host?.addresses.size === 0 ? host : undefined;
  }

  /** A list of processes has no addresses; its PIDs are those of its host's sockets. */
  #assignList(candidate: HostCandidate): void {
    const { naming, capture } = candidate;
    if (capture.format === "linux.netfilter") return;
    const told = naming && this.#named(naming.name);
    const byPids = this.#hostOfPids(capture, naming?.weight === "told" ? told : undefined);
    if (byPids) this.#assign(candidate, byPids, byPids === told ? naming!.how : "neighbor");
    else if (naming?.weight === "told") this.#assignNamed(candidate);
    else this.#assignToNeighbor(candidate);
    if (naming && !this.#byCapture.has(capture.id)) this.#assignNamed(candidate);
  }

  #assignToNeighbor(candidate: HostCandidate): void {
    const neighbor = this.#neighbor(candidate);
    if (neighbor) this.#assign(candidate, neighbor, "neighbor");
  }

  /** The host that clearly has more of these PIDs than any other; with `told`, only one that has more than that. */
  #hostOfPids(capture: ScannedCapture, told: GrowingHost | undefined): GrowingHost | undefined {
    const scores = this.#hosts.map((host) => ({ host, pids: mostShared(capture, host) }));
    scores.sort((a, b) => b.pids.shared - a.pids.shared);
    const [best, ...others] = scores;
    if (!best || (told && told.captures.length === 0)) return undefined;
    return others.every(({ pids }) => sharesClearlyMore(best.pids, pids)) && 2 <= best.pids.shared
      ? best.host
      : undefined;
  }

  /** In the innermost section of a note the nearest above, else below; in wider ones the only host there is. */
  #neighbor(candidate: HostCandidate): GrowingHost | undefined {
    for (const [depth, section] of candidate.sections.entries()) {
      const others = this.#candidates.filter((other) => this.#mayShareHost(candidate, other, section));
      const isOrdered = depth === 0 && section.startsWith(candidate.capture.uri);
      const host = isOrdered ? this.#nearest(candidate, others) : this.#onlyHost(others);
      if (host) return host;
      if (0 < others.length) return undefined;
    }
    return undefined;
  }

  #mayShareHost(candidate: HostCandidate, other: HostCandidate, section: string): boolean {
    return (
      other.sections.includes(section) &&
      other.capture.format !== "linux.netfilter" &&
      this.#byCapture.has(other.capture.id) &&
      !isContradicted(candidate.capture, other.capture)
    );
  }

  #nearest({ capture }: HostCandidate, others: readonly HostCandidate[]): GrowingHost | undefined {
    const above = others.filter((other) => other.capture.firstLine < capture.firstLine);
    const noLogs = (list: readonly HostCandidate[]) =>
      list.filter((other) => other.capture.family !== "fwlog");
    const choice = noLogs(above).at(-1) ?? noLogs(others)[0] ?? above.at(-1) ?? others[0];
    return choice && this.#byCapture.get(choice.capture.id)!.host;
  }

  #onlyHost(others: readonly HostCandidate[]): GrowingHost | undefined {
    const hosts = new Set(others.map(({ capture }) => this.#byCapture.get(capture.id)!.host));
    const [only] = hosts;
    return hosts.size === 1 ? only : undefined;
  }

  #assign(candidate: HostCandidate, host: GrowingHost, how: How): void {
    for (const address of candidate.addresses) host.addresses.add(address);
    host.captures.push(candidate.capture);
    this.#byCapture.set(candidate.capture.id, { host, how, sections: candidate.sections });
  }

  #newHost(name: string | undefined): GrowingHost {
    const key = name?.toLowerCase() ?? `host ${this.#hosts.length + 1}`;
    const host: GrowingHost = { key, name, addresses: new Set(), captures: [] };
    this.#hosts.push(host);
    return host;
  }
}

function isTold({ naming }: HostCandidate): boolean {
  return naming?.weight === "told";
}

function hasSockets({ capture }: HostCandidate): boolean {
  return capture.family === "netstat" || capture.format === "windows.firewall";
}

function mostShared(list: ScannedCapture, host: GrowingHost): SharedPids {
  return host.captures
    .map((capture) => sharedPids(list, capture))
    .reduce((best, pids) => (best.shared < pids.shared ? pids : best), { shared: 0, possible: 0 });
}

/** `WS-042` and `ws-042.example.com` are one host. */
function isSameName(a: string, b: string): boolean {
  const short = (name: string) => name.toLowerCase().replace(/\..*$/, "");
  return short(a) === short(b);
}

/** Most of them: virtual networks give the same address to many hosts. */
function haveSameAddresses(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  let same = 0;
  for (const address of a) if (b.has(address)) same++;
  return Math.min(a.size, b.size) < 2 * same;
}
