/** What kind of address it is, by IANA's special-purpose registries (RFC 6890 and its successors). */
export type AddressScope =
  | "unspecified"
  | "loopback"
  | "private"
  | "shared"
  | "link-local"
  | "multicast"
  | "broadcast"
  | "documentation"
  | "reserved"
  | "public";

export interface Address {
  readonly version: 4 | 6;
  /** 16 bytes; an IPv4 address stands in the last four, as in `::ffff:a.b.c.d` (RFC 4291). */
  readonly bytes: Uint8Array;
  /**
   * RFC 4007: `12` in `fe80::1%12`; a number means something only on the host that printed it. Linux has it for
   * IPv4 too, where a socket is bound to an interface: `127.0.0.53%lo`.
   */
  readonly zone?: string;
}

/** Reads an IPv4 or IPv6 address in any of its printed forms; undefined where it is none. Brackets are not part of it. */
export function parseAddress(text: string): Address | undefined {
  if (60 < text.length) return undefined;
  const percent = text.indexOf("%");
  const bare = percent < 0 ? text : text.slice(0, percent);
  const address = bare.includes(":") ? parseIPv6(bare) : parseIPv4(bare);
  if (!address || percent < 0) return address;
  return { ...address, zone: text.slice(percent + 1) };
}

export function isAddress(text: string): boolean {
  return parseAddress(text) !== undefined;
}

/**
 * One spelling per address (RFC 5952), without the zone: what joins and groupings compare.
 * IPv4-mapped IPv6 is the IPv4 address. A text that is no address is given back in lower case.
 */
export function canonicalAddress(printed: string): string {
  const text = refangedAddress(printed);
  // Strict dotted decimal has one spelling only: nothing to do for nearly all addresses there are.
  if (!text.includes(":") && !text.includes("%")) return text.toLowerCase();
  const address = parseAddress(text);
  return address ? addressText(address) : text.toLowerCase();
}

/**
 * `203.0.113[.]7` is the address 203.0.113.7, which somebody made harmless to click. `[fe80::1]%eth0` is how
 * Linux' `ss` prints fe80::1%eth0.
 */
export function refangedAddress(text: string): string {
  if (!/[[({]/.test(text)) return text;
  return text
    .replace(/^\[([^\]]*)\]%/, "$1%")
    .replace(/[[({](?:\.|dot)[\])}]/gi, ".")
    .replace(/[[({]:[\])}]/g, ":");
}

export function addressText(address: Address): string {
  if (address.version === 4 || isMapped(address.bytes)) return [...address.bytes.subarray(12)].join(".");
  const groups = Array.from(
    { length: 8 },
    (_, i) => (address.bytes[2 * i]! << 8) | address.bytes[2 * i + 1]!,
  );
  const [start, length] = longestZeroRun(groups);
  const hex = (part: readonly number[]) => part.map((group) => group.toString(16)).join(":");
  return length < 2 ? hex(groups) : `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
}

export function addressScope(text: string): AddressScope | undefined {
  const address = parseAddress(text);
  return address && scopeOf(address);
}

export function scopeOf(address: Address): AddressScope {
  const { bytes } = address;
  const ranges = address.version === 4 || isMapped(bytes) ? ipv4Ranges : ipv6Ranges;
  const bits = ranges === ipv4Ranges ? bytes.subarray(12) : bytes;
  return ranges.find((range) => startsWith(bits, range.prefix, range.length))?.scope ?? "public";
}

/** Whether an address can be the far end of traffic that leaves the organization; documentation addresses count. */
export function isOutside(scope: AddressScope | undefined): boolean {
  return scope === "public" || scope === "documentation";
}

interface Range {
  readonly prefix: Uint8Array;
  /** Bits of the prefix. */
  readonly length: number;
  readonly scope: AddressScope;
}

function range(cidr: string, scope: AddressScope): Range {
  const [text = "", length = ""] = cidr.split("/");
  const address = text.includes(":") ? parseIPv6(text) : parseIPv4(text);
  const bytes = address?.bytes ?? new Uint8Array(16);
  return { prefix: text.includes(":") ? bytes : bytes.subarray(12), length: Number(length), scope };
}

/** The narrower range stands before the wider one. */
const ipv4Table: readonly (readonly [string, AddressScope])[] = [
  ["0.0.0.0/32", "unspecified"],
  ["0.0.0.0/8", "reserved"],
  ["10.0.0.0/8", "private"],
  ["100.64.0.0/10", "shared"],
  ["127.0.0.0/8", "loopback"],
  ["169.254.0.0/16", "link-local"],
  ["172.16.0.0/12", "private"],
  ["192.0.2.0/24", "documentation"],
  ["192.168.0.0/16", "private"],
  ["198.18.0.0/15", "reserved"],
  ["198.51.100.0/24", "documentation"],
  ["203.0.113.0/24", "documentation"],
  ["255.255.255.255/32", "broadcast"],
  ["224.0.0.0/4", "multicast"],
  ["240.0.0.0/4", "reserved"],
];

const ipv6Table: readonly (readonly [string, AddressScope])[] = [
  ["::/128", "unspecified"],
  ["::1/128", "loopback"],
  ["100::/64", "reserved"],
  ["2001:db8::/32", "documentation"],
  ["3fff::/20", "documentation"],
  ["fc00::/7", "private"],
  ["fe80::/10", "link-local"],
  ["ff00::/8", "multicast"],
];

const maximumIPv4Digits = 3;

/** Strict dotted decimal. A leading zero is refused: half the world reads it as octal. */
function parseIPv4(text: string): Address | undefined {
  const parts = text.split(".");
  if (parts.length !== 4) return undefined;
  const bytes = new Uint8Array(16);
  for (const [i, part] of parts.entries()) {
    const octet = Number(part);
    const plain = 0 < part.length && part.length <= maximumIPv4Digits && String(octet) === part;
    if (!plain || 255 < octet) return undefined;
    bytes[12 + i] = octet;
  }
  return { version: 4, bytes };
}

function parseIPv6(text: string): Address | undefined {
  const halves = text.split("::");
  if (2 < halves.length) return undefined;
  const head = groupsOf(halves[0]!);
  const tail = halves.length === 2 ? groupsOf(halves[1]!) : [];
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...new Array<number>(missing).fill(0), ...tail];
  const bytes = new Uint8Array(16);
  for (const [i, group] of groups.entries()) {
    bytes[2 * i] = group >> 8;
    bytes[2 * i + 1] = group & 0xff;
  }
  return { version: 6, bytes };
}

const group = /^[0-9A-Fa-f]{1,4}$/;

/** The 16-bit groups of `2001:db8:0:1` or `0:ffff:192.0.2.1`; undefined where one is malformed. */
function groupsOf(text: string): number[] | undefined {
  if (text === "") return [];
  const groups: number[] = [];
  const parts = text.split(":");
  for (const [i, part] of parts.entries()) {
    if (i === parts.length - 1 && part.includes(".")) {
      const embedded = parseIPv4(part);
      if (!embedded) return undefined;
      const [a, b, c, d] = embedded.bytes.subarray(12);
      groups.push((a! << 8) | b!, (c! << 8) | d!);
    } else {
      if (!group.test(part)) return undefined;
      groups.push(Number.parseInt(part, 16));
    }
  }
  return groups;
}

function isMapped(bytes: Uint8Array): boolean {
  return bytes[10] === 0xff && bytes[11] === 0xff && bytes.subarray(0, 10).every((byte) => byte === 0);
}

function startsWith(bits: Uint8Array, prefix: Uint8Array, length: number): boolean {
  const whole = length >> 3;
  for (let i = 0; i < whole; i++) if (bits[i] !== prefix[i]) return false;
  const rest = length & 7;
  return rest === 0 || (bits[whole]! ^ prefix[whole]!) >> (8 - rest) === 0;
}

function longestZeroRun(groups: readonly number[]): readonly [start: number, length: number] {
  let best: readonly [number, number] = [0, 0];
  for (let start = 0; start < groups.length; start++) {
    let end = start;
    while (end < groups.length && groups[end] === 0) end++;
    if (best[1] < end - start) best = [start, end - start];
  }
  return best;
}

// Built last: the readers above must exist.
const ipv4Ranges = ipv4Table.map(([cidr, scope]) => range(cidr, scope));
const ipv6Ranges = ipv6Table.map(([cidr, scope]) => range(cidr, scope));
