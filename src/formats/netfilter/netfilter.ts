import { ascii, indexOfByte, isDigit, isLetter, skipBlanks } from "../../core/ascii.ts";
import type { Claim, Format } from "../../core/format.ts";
import { Row } from "../../core/row.ts";
import { NetfilterReader } from "./netfilterReader.ts";

export const netfilter: Format = {
  id: "linux.netfilter",
  family: "fwlog",
  title: "Linux firewall (UFW, iptables, nftables)",
  reference: "https://manpages.debian.org/iptables-extensions.8#LOG",
  vendor: "linux",
  carries: ["time", "direction", "bytes", "interface", "rule"],
  marks: ["SRC=", "DST=", "IN=", "OUT="],
  claims,
  reader: (state) => new NetfilterReader(state),
};

const equals = 0x3d;
const leftBrace = 0x7b;

/** The keys whose presence speaks for a line, and the bit of each. */
const keys: readonly (readonly [key: string, bit: number])[] = [
  ["SRC", 1],
  ["DST", 2],
  ["IN", 4],
  ["OUT", 4],
  ["PROTO", 8],
];

/** Both addresses and an interface or protocol; or, of a damaged line, one address and both of those. */
function claims(bytes: Uint8Array, start: number, end: number): Claim {
  let seen = 0;
  if (isMember(bytes, skipBlanks(bytes, start, end), end)) return "none";
  for (let i = start; i < end; i++) {
    if (bytes[i] === leftBrace && seen === 0) return "none";
    if (bytes[i] === equals) seen |= keyBit(bytes, start, i, end);
  }
  const hasBoth = (seen & 3) === 3 && (seen & 12) !== 0;
  const hasOne = (seen & 3) !== 0 && (seen & 12) === 12;
  if (hasBoth || hasOne) return "row";
  return (seen & 4) !== 0 && isOpen(bytes, start, end) ? "row" : "none";
}

const claimant = new NetfilterReader();
const claimed = new Row();

/** The first line of a wrapped packet, whose addresses stand below. */
function isOpen(bytes: Uint8Array, start: number, end: number): boolean {
  claimed.clear(bytes);
  claimant.state = "";
  return claimant.read(bytes, start, end, claimed) === "row";
}

/** `"message": "`: JSON, of which each line is a member. */
function isMember(bytes: Uint8Array, at: number, end: number): boolean {
  if (bytes[at] !== ascii.quote) return false;
  const close = indexOfByte(bytes, ascii.quote, at + 1, end);
  return 0 <= close && bytes[skipBlanks(bytes, close + 1, end)] === ascii.colon;
}

function keyBit(bytes: Uint8Array, start: number, at: number, end: number): number {
  const found = keys.find(([key]) => isKeyBefore(bytes, start, at, key));
  if (!found) return 0;
  const isAddress = (found[1] & 3) !== 0;
  return isAddress && !isAddressStart(bytes, at + 1, end) ? 0 : found[1];
}

/** `IN=` may run into the log prefix before it; the other keys are words of their own. */
function isKeyBefore(bytes: Uint8Array, start: number, at: number, key: string): boolean {
  const from = at - key.length;
  if (from < start) return false;
  for (let i = 0; i < key.length; i++) if (bytes[from + i] !== key.charCodeAt(i)) return false;
  const before = from === start ? undefined : bytes[from - 1];
  return key === "IN" || !(isLetter(before) || isDigit(before));
}

/** A digit, a hexadecimal letter or the first colon of an address; an address masked by its owner has x. */
function isAddressStart(bytes: Uint8Array, at: number, end: number): boolean {
  if (end <= at) return false;
  const lower = bytes[at]! | 0x20;
  return isDigit(bytes[at]) || (0x61 <= lower && lower <= 0x66) || lower === 0x78 || bytes[at] === 0x3a;
}
