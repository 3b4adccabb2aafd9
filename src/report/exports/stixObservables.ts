import type { RemoteEndpoint } from "../../core/caseView.ts";
import { isDomain } from "../../core/domain.ts";
import type { HashEntry } from "../../core/ledger.ts";
import type { Indicator } from "../indicators.ts";
import { uuidOf } from "./uuid.ts";

/** A STIX object; `type`, `id` and `spec_version` first. */
export interface StixObject {
  readonly type: string;
  readonly id: string;
  readonly spec_version: "2.1";
  readonly [property: string]: StixValue;
}

export type StixValue =
  | string
  | number
  | boolean
  | readonly StixValue[]
  | { readonly [property: string]: StixValue };

type Properties = { readonly [property: string]: StixValue };

/** STIX 2.1, section 2.9: everybody gives the same observable the same id. */
const observableNamespace = "00abedb4-aa42-466c-9c23-fed23c33fee1";

/** The address, domain or file of an indicator; undefined where the value is none. */
export function observableOf(indicator: Indicator): StixObject | undefined {
  const { type, value } = indicator;
  if (type === "domain-name" && !isDomain(value)) return undefined;
  return type === "file" ? fileOf(indicator) : observable(type, { value }, {});
}

/** The traffic with one far end; the port is at the end that was knocked at. */
export function trafficOf(remote: RemoteEndpoint, far: StixObject): StixObject {
  const end = remote.direction === "inbound" ? "src_ref" : "dst_ref";
  const ip = far.type === "ipv6-addr" ? "ipv6" : "ipv4";
  const isName = remote.transport !== undefined && /^[a-z0-9-]{1,20}$/u.test(remote.transport);
  return observable(
    "network-traffic",
    {
      [end]: far.id,
      ...(remote.port === undefined ? {} : { dst_port: remote.port }),
      protocols: isName ? [ip, remote.transport] : [ip],
    },
    {},
  );
}

/** The same JSON for the same value (RFC 8785, of which STIX values need the order of keys only). */
export function canonicalJson(value: StixValue): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`).join(",")}}`;
}

/** `naming` are the properties that STIX makes the id of, `others` the rest. */
function observable(type: string, naming: Properties, others: Properties): StixObject {
  const id = `${type}--${uuidOf(observableNamespace, canonicalJson(naming))}`;
  return { type, id, spec_version: "2.1", ...naming, ...others };
}

const hashKinds = [
  { name: "MD5", digits: 32 },
  { name: "SHA-1", digits: 40 },
  { name: "SHA-256", digits: 64 },
] as const;

/** Of several hashes the first of MD5, SHA-1, SHA-256 makes the id (STIX 2.1, section 6.7.1). */
function fileOf({ value, hashes }: Indicator): StixObject | undefined {
  const entry = hashes[0];
  const texts = entry ? [entry.md5, entry.sha1, entry.sha256] : [value];
  const all = hashesByKind(texts);
  const [kind, hash] = Object.entries(all)[0] ?? [];
  if (kind === undefined || hash === undefined) return undefined;
  const name = entry ? { name: fileName(entry) } : {};
  return { ...observable("file", { hashes: { [kind]: hash }, ...name }, {}), hashes: all };
}

function hashesByKind(texts: readonly string[]): { readonly [kind: string]: string } {
  const pairs = hashKinds.flatMap(({ name, digits }) => {
    const hash = texts.find((text) => text.length === digits && /^[0-9a-f]+$/iu.test(text));
    return hash === undefined ? [] : [[name, hash.toLowerCase()] as const];
  });
  return Object.fromEntries(pairs);
}

function fileName({ hostPath, file }: HashEntry): string {
  return (hostPath ?? file).split(/[\\/]/u).at(-1) || "file";
}
