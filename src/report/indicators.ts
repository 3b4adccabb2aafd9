import { canonicalAddress, isAddress, parseAddress } from "../core/address.ts";
import type { LineReference, RemoteEndpoint } from "../core/caseView.ts";
import type { Instant } from "../core/instant.ts";
import type { HashEntry, VerdictEntry } from "../core/ledger.ts";
import type { ReportInput } from "./reportInput.ts";
import { ordered } from "./sections/order.ts";
import { instantOfIso } from "./sections/reportTime.ts";

/** A value of the case that others may look for: a far end outside the network, a domain, a hashed file. */
export interface Indicator {
  /** STIX's object type. */
  readonly type: "ipv4-addr" | "ipv6-addr" | "domain-name" | "file";
  /** The address in its one spelling, the domain in lower case, the SHA-256. Not defanged. */
  readonly value: string;
  /** Connections, or times the file was hashed. */
  readonly count: number;
  readonly first?: Instant;
  readonly last?: Instant;
  /** What was seen of an address or domain. */
  readonly remotes: readonly RemoteEndpoint[];
  /** What was hashed. */
  readonly hashes: readonly HashEntry[];
  readonly evidence: readonly LineReference[];
  readonly verdict?: VerdictEntry;
}

export function indicatorsOf(input: ReportInput): readonly Indicator[] {
  const all = [...remoteIndicators(input), ...fileIndicators(input), ...lookedUp(input)];
  const first = new Map<string, Indicator>();
  for (const indicator of all) {
    const key = `${indicator.type} ${indicator.value}`;
    if (!first.has(key)) first.set(key, indicator);
  }
  return ordered([...first.values()], ({ type, count, value }) => [typeOrder.indexOf(type), -count, value]);
}

const typeOrder: readonly Indicator["type"][] = ["ipv4-addr", "ipv6-addr", "domain-name", "file"];

function remoteIndicators(input: ReportInput): readonly Indicator[] {
  const groups = new Map<string, RemoteEndpoint[]>();
  for (const remote of input.outside) {
    const value = canonicalAddress(remote.address);
    const group = groups.get(value) ?? [];
    group.push(remote);
    groups.set(value, group);
  }
  return [...groups].map(([value, remotes]) => remoteIndicator(input, value, remotes));
}

function remoteIndicator(input: ReportInput, value: string, remotes: readonly RemoteEndpoint[]): Indicator {
  const verdict = input.verdicts.of(isAddress(value) ? "address" : "domain", value);
  return {
    type: typeOf(value),
    value,
    count: remotes.reduce((sum, { count }) => sum + count, 0),
    ...spanOf(remotes),
    remotes: ordered(remotes, ({ port, transport, direction }) => [port ?? -1, transport ?? "", direction]),
    hashes: [],
    evidence: remotes.flatMap(({ evidence }) => evidence),
    ...(verdict ? { verdict } : {}),
  };
}

function fileIndicators(input: ReportInput): readonly Indicator[] {
  const groups = new Map<string, HashEntry[]>();
  for (const hash of input.verdicts.hashes) {
    const value = hash.sha256.toLowerCase();
    const group = groups.get(value) ?? [];
    group.push(hash);
    groups.set(value, group);
  }
  return [...groups].map(([value, hashes]) => fileIndicator(input, value, hashes));
}

function fileIndicator(input: ReportInput, value: string, hashes: readonly HashEntry[]): Indicator {
  const times = hashes.map(({ at }) => instantOfIso(at)).filter((time) => time !== undefined);
  const verdict = hashes.map((hash) => input.verdicts.ofFile(hash)).find((found) => found !== undefined);
  const processes = input.view.processes.filter((process) =>
    input.verdicts.hashesOf(process).some((hash) => hash.sha256?.toLowerCase() === value),
  );
  return {
    type: "file",
    value,
    count: hashes.length,
    ...spanOf(times.map((time) => ({ first: time, last: time }))),
    remotes: [],
    hashes,
    evidence: processes.flatMap(({ evidence }) => evidence),
    ...(verdict ? { verdict } : {}),
  };
}

function hashTexts({ md5, sha1, sha256 }: HashEntry): readonly string[] {
  return [md5, sha1, sha256].map((hash) => hash.toLowerCase());
}

/** Observables that were looked up and that no capture shows. */
function lookedUp(input: ReportInput): readonly Indicator[] {
  const hashed = new Set(input.verdicts.hashes.flatMap(hashTexts));
  return input.verdicts.verdicts
    .filter(({ observable, value }) => observable !== "file" || !hashed.has(value.toLowerCase()))
    .map((verdict) => ({
      type: verdict.observable === "file" ? "file" : typeOf(verdict.value),
      value: canonicalAddress(verdict.value),
      count: 0,
      remotes: [],
      hashes: [],
      evidence: [],
      verdict,
    }));
}

function typeOf(value: string): "ipv4-addr" | "ipv6-addr" | "domain-name" {
  const address = parseAddress(value);
  if (!address) return "domain-name";
  return canonicalAddress(value).includes(":") ? "ipv6-addr" : "ipv4-addr";
}

interface Spanned {
  readonly first?: Instant;
  readonly last?: Instant;
}

function spanOf(spans: readonly Pick<RemoteEndpoint, "first" | "last">[]): Spanned {
  const firsts = spans.map(({ first }) => first).filter((time) => time !== undefined);
  const lasts = spans.map(({ last }) => last).filter((time) => time !== undefined);
  const first = ordered(firsts, ({ micros, assumed }) => [micros, assumed.length])[0];
  const last = ordered(lasts, ({ micros, assumed }) => [-micros, assumed.length])[0];
  return { ...(first ? { first } : {}), ...(last ? { last } : {}) };
}
