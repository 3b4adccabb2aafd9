import type { HostAttribution } from "./caseView.ts";
import { localAddresses } from "./localAddresses.ts";
import { hostNamesIn } from "./outline.ts";
import { rowCount, type ScannedCapture, type ScannedFile } from "./scannedFile.ts";

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
}

/** The host of an address: one of the case, or one of which nothing is known but the address. */
export interface HostsOfAddresses {
  hostOf(address: string): CaptureHost;
}

/** So many local addresses are not one host's: the log was collected from many. */
const mostAddressesOfOneHost = 16;

/** Whether a host firewall's log holds rows of many hosts, as a collector writes it. */
export function isCollectedLog(capture: ScannedCapture): boolean {
  return capture.format === "windows.firewall" && mostAddressesOfOneHost < localAddresses(capture).size;
}

export function hostsOfAddresses(attributed: Iterable<CaptureHost>): HostsOfAddresses {
  const byAddress = new Map<string, CaptureHost>();
  for (const { host } of attributed) {
    for (const address of host.addresses)
      if (!byAddress.has(address)) byAddress.set(address, { host, how: "addresses" });
  }
  return {
    hostOf(address) {
      let known = byAddress.get(address);
      if (!known) {
        known = { host: { key: address, name: undefined, addresses: new Set([address]) }, how: "addresses" };
        byAddress.set(address, known);
      }
      return known;
    },
  };
}

interface Candidate {
  readonly capture: ScannedCapture;
  readonly addresses: ReadonlySet<string>;
  readonly named: { readonly name: string; readonly how: HostAttribution["how"] } | undefined;
  /** The part of the document it stands in: captures below one heading are taken to be of one host. */
  readonly section: string;
}

interface GrowingHost {
  key: string;
  name: string | undefined;
  readonly addresses: Set<string>;
}

/**
 * Says of which host each capture is. What the analyst wrote counts most, then what the lines say, then a
 * name in the heading or sentence above, then addresses, then the neighbor below the same heading. Where
 * nothing tells, the capture's host is a host of its own: two are never made one on doubt.
 */
export function attributeHosts(files: readonly ScannedFile[]): ReadonlyMap<string, CaptureHost> {
  const attribution = new Attribution(files.flatMap(candidatesOf));
  return attribution.result();
}

class Attribution {
  readonly #candidates: readonly Candidate[];
  readonly #hosts: GrowingHost[] = [];
  readonly #byCapture = new Map<
    string,
    { readonly host: GrowingHost; readonly how: HostAttribution["how"] }
  >();

  constructor(candidates: readonly Candidate[]) {
    this.#candidates = candidates;
    for (const candidate of candidates) if (candidate.named) this.#assignNamed(candidate);
    for (const family of ["netstat", "fwlog"]) {
      for (const candidate of this.#unassigned(family)) this.#assignByAddresses(candidate);
    }
    for (const candidate of this.#unassigned()) this.#assignByNeighbor(candidate);
    for (const candidate of this.#unassigned()) this.#assign(candidate, this.#newHost(undefined), "unknown");
  }

  result(): ReadonlyMap<string, CaptureHost> {
    return this.#byCapture;
  }

  #unassigned(family?: string): readonly Candidate[] {
    return this.#candidates.filter(
      ({ capture }) =>
        !this.#byCapture.has(capture.id) && (family === undefined || capture.family === family),
    );
  }

  #assignNamed(candidate: Candidate): void {
    const { name, how } = candidate.named!;
    const same = this.#hosts.find((host) => host.name !== undefined && sameName(host.name, name));
    this.#assign(candidate, same ?? this.#newHost(name), how);
  }

  /** A table of the same addresses is of the same host; one of other addresses is of another. */
  #assignByAddresses(candidate: Candidate): void {
    if (candidate.addresses.size === 0) return;
    const known = this.#hosts.find((host) => intersects(host.addresses, candidate.addresses));
    const neighbor = known ? undefined : this.#addresslessNeighbor(candidate);
    this.#assign(
      candidate,
      known ?? neighbor ?? this.#newHost(undefined),
      known ? "addresses" : neighbor ? "neighbor" : "addresses",
    );
  }

  /** A host named in this section of which no address is known yet. */
  #addresslessNeighbor(candidate: Candidate): GrowingHost | undefined {
    const host = this.#nearest(candidate)?.host;
    return host && host.addresses.size === 0 ? host : undefined;
  }

  #assignByNeighbor(candidate: Candidate): void {
    if (candidate.capture.format === "linux.netfilter") return;
    const neighbor = this.#nearest(candidate) ?? this.#onlyHost(candidate);
    if (neighbor) this.#assign(candidate, neighbor.host, "neighbor");
  }

  /** The nearest capture above in the same section whose host is known, else the nearest below. */
  #nearest(candidate: Candidate): { readonly host: GrowingHost } | undefined {
    const neighbors = this.#candidates.filter(
      (other) =>
        other.section === candidate.section &&
        other.capture.format !== "linux.netfilter" &&
        this.#byCapture.has(other.capture.id),
    );
    const above = neighbors.filter((other) => other.capture.firstLine < candidate.capture.firstLine);
    const sockets = (list: readonly Candidate[]) => list.filter((other) => other.capture.family !== "fwlog");
    const choice = sockets(above).at(-1) ?? sockets(neighbors)[0] ?? above.at(-1) ?? neighbors[0];
    return choice && this.#byCapture.get(choice.capture.id);
  }

  /** In a case of one host, everything is of that host. */
  #onlyHost(candidate: Candidate): { readonly host: GrowingHost } | undefined {
    const socketHosts = new Set(
      this.#candidates
        .filter(({ capture }) => capture.family === "netstat")
        .map(({ capture }) => this.#byCapture.get(capture.id)?.host),
    );
    const [only] = socketHosts;
    return candidate.capture.family !== "netstat" && socketHosts.size === 1 && only
      ? { host: only }
      : undefined;
  }

  #assign(candidate: Candidate, host: GrowingHost, how: HostAttribution["how"]): void {
    for (const address of candidate.addresses) host.addresses.add(address);
    this.#byCapture.set(candidate.capture.id, { host, how });
  }

  #newHost(name: string | undefined): GrowingHost {
    const host: GrowingHost = {
      key: name?.toLowerCase() ?? `host ${this.#hosts.length + 1}`,
      name,
      addresses: new Set(),
    };
    this.#hosts.push(host);
    return host;
  }
}

function candidatesOf(file: ScannedFile): readonly Candidate[] {
  return file.captures.map((capture, i) => ({
    capture,
    addresses: isCollectedLog(capture) ? new Set() : localAddresses(capture),
    named: namedHost(file, capture, file.captures[i - 1]),
    section: sectionOf(file, capture),
  }));
}

function namedHost(
  file: ScannedFile,
  capture: ScannedCapture,
  above: ScannedCapture | undefined,
): Candidate["named"] {
  if (capture.facts.host !== undefined) return { name: capture.facts.host, how: "fence" };
  if (capture.lineHost !== undefined) return { name: capture.lineHost, how: "line" };
  if (capture.family === "fwlog" && capture.format !== "windows.firewall") return undefined;
  if (capture.place === "file") return only(hostNamesIn(file.entry.path.replace(/\.\w+$/, "")), "path");
  if (capture.family === "fwlog") return undefined;
  const from = above && rowCount(above) !== 0 ? above.lastLine : -1;
  const heading = headingsAbove(file, capture).at(-1);
  const said = file.outline.mentions.filter(
    ({ line }) => Math.max(from, heading?.line ?? -1) <= line && line < capture.firstLine,
  );
  return (
    only(
      said.map(({ host }) => host),
      "heading",
    ) ??
    (heading && only(hostNamesIn(heading.text), "heading"))
  );
}

function only(names: readonly string[], how: HostAttribution["how"]): Candidate["named"] {
  const distinct = new Set(names.map((name) => name.toLowerCase()));
  return distinct.size === 1 ? { name: names[0]!, how } : undefined;
}

function headingsAbove(file: ScannedFile, capture: ScannedCapture) {
  return file.outline.headings.filter(({ line }) => line < capture.firstLine);
}

/** Files of one folder are one section; so is what stands below one heading of a note. */
function sectionOf(file: ScannedFile, capture: ScannedCapture): string {
  if (capture.place === "file") return file.entry.uri.replace(/[^/]*$/, "");
  return `${file.entry.uri}#${headingsAbove(file, capture).at(-1)?.line ?? -1}`;
}

/** `WS-042` and `ws-042.example.com` are one host. */
function sameName(a: string, b: string): boolean {
  const short = (name: string) => name.toLowerCase().replace(/\..*$/, "");
  return short(a) === short(b);
}

function intersects(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const value of a) if (b.has(value)) return true;
  return false;
}
