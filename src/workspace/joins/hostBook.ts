import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { HostCandidate } from "./hostCandidates.ts";
import type { CaseHost } from "./hosts.ts";
import { isContradicted, pidsOf, sharesClearlyMore } from "./sharedPids.ts";

/** A host that is still being learned. */
export interface KnownHost extends CaseHost {
  key: string;
  name: string | undefined;
  readonly addresses: Set<string>;
  captures: number;
}

/** One PID is looked for in so many captures; a table that is printed every second has it in all of them. */
const mostCapturesOfPid = 200;

/** The hosts of a case, found by name, address, PIDs and section, however many there are. */
export class HostBook {
  #count = 0;
  readonly #byName = new Map<string, KnownHost>();
  readonly #byAddress = new Map<string, KnownHost[]>();
  readonly #byPid = new Map<number, { readonly capture: ScannedCapture; readonly host: KnownHost }[]>();
  /** The hosts of each section, each with a capture of it that stands there. */
  readonly #bySection = new Map<string, Map<KnownHost, ScannedCapture>>();

  add(name: string | undefined): KnownHost {
    const key = name?.toLowerCase() ?? `host ${++this.#count}`;
    const host: KnownHost = { key, name, addresses: new Set(), captures: 0 };
    if (name !== undefined) this.#byName.set(shortName(name), host);
    return host;
  }

  named(name: string): KnownHost | undefined {
    return this.#byName.get(shortName(name));
  }

  /** Whether this is the host's name, or becomes it: it had none, and nobody else has it. */
  takesName(host: KnownHost, name: string): boolean {
    if (host.name === undefined && !this.named(name)) {
      host.name = name;
      this.#byName.set(shortName(name), host);
    }
    return host.name !== undefined && shortName(host.name) === shortName(name);
  }

  /** The host that has most of these addresses: virtual networks give the same one to many hosts. */
  withAddresses(addresses: ReadonlySet<string>): KnownHost | undefined {
    const shared = new Map<KnownHost, number>();
    for (const address of addresses)
      for (const host of this.#byAddress.get(address) ?? []) shared.set(host, (shared.get(host) ?? 0) + 1);
    for (const [host, count] of shared)
      if (Math.min(host.addresses.size, addresses.size) < 2 * count) return host;
    return undefined;
  }

  /** The host that clearly has more of these PIDs than any other. */
  withPids(list: ScannedCapture): KnownHost | undefined {
    const own = pidsOf(list);
    const shared = new Map<ScannedCapture, { readonly host: KnownHost; count: number }>();
    for (const pid of own) {
      for (const { capture, host } of this.#byPid.get(pid) ?? []) {
        const tally = shared.get(capture);
        if (tally) tally.count++;
        else shared.set(capture, { host, count: 1 });
      }
    }
    const ranked = [...shared].sort(([, a], [, b]) => b.count - a.count);
    const [best] = ranked;
    if (!best) return undefined;
    const other = ranked.find(([, { host }]) => host !== best[1].host);
    const possible = Math.min(own.size, pidsOf(best[0]).size);
    return sharesClearlyMore({ shared: best[1].count, possible }, { shared: other?.[1].count ?? 0, possible })
      ? best[1].host
      : undefined;
  }

  /** The only host of a section, unless its PIDs speak against it. */
  onlyIn(section: string, candidate: ScannedCapture): KnownHost | undefined {
    const hosts = this.#bySection.get(section);
    const [only] = hosts ?? [];
    return hosts?.size === 1 && only && !isContradicted(candidate, only[1]) ? only[0] : undefined;
  }

  isEmpty(section: string): boolean {
    return !this.#bySection.has(section);
  }

  /** Learns from a capture of this host. */
  note(
    host: KnownHost,
    { capture, addresses, sections }: Pick<HostCandidate, "capture" | "addresses" | "sections">,
  ): void {
    host.captures++;
    for (const address of addresses) {
      if (host.addresses.has(address)) continue;
      host.addresses.add(address);
      addTo(this.#byAddress, address, host);
    }
    if (capture.format === "linux.netfilter") return;
    for (const pid of pidsOf(capture))
      if ((this.#byPid.get(pid)?.length ?? 0) < mostCapturesOfPid) addTo(this.#byPid, pid, { capture, host });
    for (const section of sections) {
      const hosts = this.#bySection.get(section) ?? new Map<KnownHost, ScannedCapture>();
      this.#bySection.set(section, hosts.set(host, capture));
    }
  }
}

/** `WS-042` and `ws-042.example.com` are one host. */
function shortName(name: string): string {
  return name.toLowerCase().replace(/\..*$/, "");
}

function addTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
