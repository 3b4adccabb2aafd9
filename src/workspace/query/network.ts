import { type Address, parseAddress, refangedAddress } from "../../core/address.ts";

/** A block of addresses: `203.0.113.0/24`. One address is a block of its own. */
export interface Network {
  readonly version: 4 | 6;
  /** 4 or 16 of them. IPv4-mapped IPv6 is IPv4. */
  readonly bytes: readonly number[];
  /** Bits of the prefix. */
  readonly length: number;
}

/** Bits in front of the IPv4 address in an IPv4-mapped one. */
const mappedBits = 96;

/** Reads an address or `address/prefix` in any spelling; undefined where it is neither. */
export function parseNetwork(printed: string): Network | undefined {
  const text = refangedAddress(printed);
  const slash = text.indexOf("/");
  const address = parseAddress(unbracketed(slash < 0 ? text : text.slice(0, slash)));
  if (!address) return undefined;
  const most = address.version === 4 ? 32 : 128;
  const digits = slash < 0 ? String(most) : text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(digits) || most < Number(digits)) return undefined;
  const isMapped = address.version === 6 && isIPv4(address) && mappedBits <= Number(digits);
  const length = isMapped ? Number(digits) - mappedBits : Number(digits);
  const version = isMapped ? 4 : address.version;
  return { version, bytes: [...address.bytes.subarray(version === 4 ? 12 : 0)], length };
}

/** `[2001:db8::1]`, as ports are put behind it. */
export function unbracketed(text: string): string {
  return text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1) : text;
}

/** Whether it is an IPv4 address, printed as one or mapped into IPv6 (RFC 4291). */
export function isIPv4({ version, bytes }: Address): boolean {
  if (version === 4) return true;
  for (let i = 0; i < 10; i++) if (bytes[i] !== 0) return false;
  return bytes[10] === 0xff && bytes[11] === 0xff;
}

export function isInNetwork(address: Address, network: Network): boolean {
  if ((network.version === 4) !== isIPv4(address)) return false;
  const from = network.version === 4 ? 12 : 0;
  for (let bit = 0; bit < network.length; bit += 8) {
    const at = bit >> 3;
    const mask = network.length - bit < 8 ? (0xff << (8 - (network.length - bit))) & 0xff : 0xff;
    if (((address.bytes[from + at]! ^ network.bytes[at]!) & mask) !== 0) return false;
  }
  return true;
}
