import { addressText, parseAddress } from "../../core/address.ts";
import { isDomain } from "../../core/domain.ts";
import type { ListedIndicator } from "../../core/indicator.ts";
import { refang } from "../../core/refang.ts";

type Value = Pick<ListedIndicator, "kind" | "value" | "below">;

/** What a word of a list is: defanged or not, with or without a port, as a URL or bare; undefined where it is none. */
export function indicatorOf(word: string): Value | undefined {
  if (longest < word.length) return undefined;
  const plain = refang(word.trim()).replace(/^"|"$/gu, "");
  if (shortestHash <= plain.length && hash.test(plain)) return { kind: "hash", value: plain.toLowerCase() };
  return networkOf(plain) ?? hostOf(plain);
}

const longest = 2000;
/** Of MD5. */
const shortestHash = 32;
/** MD5, SHA-1, SHA-256, SHA-384, SHA-512 in hexadecimal. */
const hash = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/iu;

/** `203.0.113.0/24`; a prefix of the whole length is one address. */
function networkOf(text: string): Value | undefined {
  const slash = text.indexOf("/");
  const address = slash < 0 ? undefined : parseAddress(text.slice(0, slash));
  const digits = text.slice(slash + 1);
  if (!address || !/^\d{1,3}$/u.test(digits)) return undefined;
  const most = address.version === 4 ? 32 : 128;
  const length = Number(digits);
  if (most < length) return undefined;
  const value = addressText(address);
  return length === most ? { kind: "address", value } : { kind: "network", value: `${value}/${length}` };
}

/** The host of a URL, of `host:port` or of a mail address; or what stands there alone. */
function hostOf(text: string): Value | undefined {
  const [, authority] = /^[a-z][a-z0-9+.-]{1,15}:\/\/([^/?#\\\s]+)/iu.exec(text) ?? [];
  const host = withoutPort((authority ?? text).slice((authority ?? text).lastIndexOf("@") + 1));
  const address = parseAddress(host.replace(/^\[|\]$/gu, ""));
  if (address) return { kind: "address", value: addressText(address) };
  const name = host.replace(/^\*?\./u, "").replace(/\.$/u, "");
  if (!isDomain(name)) return undefined;
  const value = name.toLowerCase();
  return /^\*?\./u.test(host) ? { kind: "domain", value, below: true } : { kind: "domain", value };
}

/** `203.0.113.7:443`, `[2001:db8::1]:443`; `2001:db8::1` has none. */
function withoutPort(text: string): string {
  const colon = text.lastIndexOf(":");
  const isBare = colon !== text.indexOf(":") && !text.includes("]:");
  return colon < 0 || isBare || !/^\d{1,5}$/u.test(text.slice(colon + 1)) ? text : text.slice(0, colon);
}
