import { domainToASCII } from "node:url";
import { addressScope, canonicalAddress, isOutside } from "../../core/address.ts";
import type { ObservableKind } from "../../core/ledger.ts";
import type { Observable } from "../../protocol/messages.ts";

/** A value that may be asked about: nothing else of the case leaves the machine. */
export interface Question {
  readonly kind: ObservableKind;
  /** A hash in lower case, an address in its one spelling, a domain name in ASCII. */
  readonly value: string;
}

export type Vetted =
  | { readonly kind: "question"; readonly question: Question }
  | { readonly kind: "refused"; readonly reason: string };

/** Whether a value may be asked about at all. Private and internal things are refused, and why is said. */
export function vet(observable: Observable): Vetted {
  switch (observable.kind) {
    case "file":
      return vetHash(observable.value);
    case "address":
      return vetAddress(observable.value);
    case "domain":
      return vetDomain(observable.value);
  }
}

/** What a typed or selected value is. */
export function observableIn(text: string): Observable | undefined {
  const value = refanged(text.trim());
  if (isHash(value)) return { kind: "file", value };
  if (addressScope(value) !== undefined) return { kind: "address", value };
  return domainIn(value) === undefined ? undefined : { kind: "domain", value };
}

export function isHash(text: string): boolean {
  return /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text);
}

function vetHash(value: string): Vetted {
  return isHash(value)
    ? { kind: "question", question: { kind: "file", value: value.toLowerCase() } }
    : refused("This is no MD5, SHA-1 or SHA-256. A file is looked up by its hash, so hash it first.");
}

function vetAddress(value: string): Vetted {
  const scope = addressScope(value);
  if (scope === undefined) return refused("This is no IP address.");
  if (!isOutside(scope))
    return refused(
      `This address is ${scopeWords[scope] ?? scope}: it means something only inside a network, so no service can know it.`,
    );
  return { kind: "question", question: { kind: "address", value: canonicalAddress(value) } };
}

const scopeWords: Readonly<Record<string, string>> = {
  unspecified: "no address of a host",
  loopback: "a loopback address",
  private: "private",
  shared: "of a provider's own network",
  "link-local": "link-local",
  multicast: "a multicast address",
  broadcast: "the broadcast address",
  reserved: "reserved",
};

function vetDomain(value: string): Vetted {
  const domain = domainIn(value);
  if (domain === undefined) return refused("This is no domain name that a service could know.");
  const ending = internalEndings.find((name) => domain.endsWith(`.${name}`));
  return ending === undefined
    ? { kind: "question", question: { kind: "domain", value: domain } }
    : refused(`Names that end in .${ending} are internal: asking would tell the service about your network.`);
}

/** RFC 6761, 6762, 8375, ICANN's `.internal`, and what companies have always used. */
const internalEndings = [
  "local",
  "localhost",
  "localdomain",
  "internal",
  "intranet",
  "private",
  "corp",
  "home",
  "lan",
  "workgroup",
  "home.arpa",
  "in-addr.arpa",
  "ip6.arpa",
  "test",
  "invalid",
  "onion",
] as const;

/** At least two labels of letters, digits and hyphens (RFC 1123); the last one has a letter. */
function domainIn(value: string): string | undefined {
  // The conversion takes a whole URL's host, and would drop what stands behind it.
  if (253 < value.length || !/^[\p{L}\p{M}\p{N}._-]+$/u.test(value)) return undefined;
  const ascii = domainToASCII(value.replace(/\.$/, "")).toLowerCase();
  const labels = ascii.split(".");
  const isName = labels.every((label) => /^(?!-)[a-z0-9_-]{1,63}$/.test(label) && !label.endsWith("-"));
  return isName && 2 <= labels.length && /[a-z]/.test(labels.at(-1)!) ? ascii : undefined;
}

/** `hxxp` aside, notes write `203[.]0[.]113[.]77` so that nobody clicks. */
function refanged(text: string): string {
  return text.replaceAll("[.]", ".").replaceAll("[:]", ":");
}

function refused(reason: string): Vetted {
  return { kind: "refused", reason };
}
