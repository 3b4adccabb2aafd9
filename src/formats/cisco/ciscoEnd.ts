import { ascii, isDigit } from "../../core/ascii.ts";
import type { Direction } from "../../core/direction.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { isPlainAddress } from "../cells/endpointFlaws.ts";
import { WordTable } from "../cells/wordTable.ts";
import { putValue } from "../words/fieldUse.ts";

/** A part of a line; empty where it is not there. */
class Part {
  from = 0;
  to = 0;

  set(from: number, to: number): void {
    this.from = from;
    this.to = to;
  }

  get isThere(): boolean {
    return this.from < this.to;
  }
}

/**
 * One end of a connection as Cisco writes it, of which the interface, the number, the translated address and the
 * user may be missing. Behind a protocol that has no ports the number means something else.
 *
 *     outside:198.51.100.7/443 (203.0.113.9/443)(LOCAL\alice)
 *     └interface               └translated      └user
 */
export class CiscoEnd {
  readonly interface = new Part();
  readonly address = new Part();
  readonly port = new Part();
  readonly natAddress = new Part();
  readonly natPort = new Part();
  readonly user = new Part();
  readonly name = new Part();

  clear(): void {
    for (const part of [this.interface, this.address, this.port, this.natAddress, this.natPort])
      part.set(0, 0);
    this.user.set(0, 0);
    this.name.set(0, 0);
  }

  get isThere(): boolean {
    return this.address.isThere;
  }

  /** Reads a user, a name, or the tag of a security group, which says nothing of either. */
  readNamed(bytes: Uint8Array, from: number, to: number): void {
    const comma = bytes.subarray(from, to).indexOf(ascii.comma);
    const end = comma < 0 ? to : from + comma;
    const text = bytes.subarray(from, end);
    const isUser = text.includes(ascii.backslash) || text.includes(at);
    if (!isUser && (text.includes(ascii.colon) || isDigit(text[0]))) return;
    const part = isUser || !text.includes(ascii.dot) ? this.user : this.name;
    if (!part.isThere) part.set(from, end);
  }

  /** Reads `interface:address/number`; `separator` stands behind the interface. */
  read(bytes: Uint8Array, from: number, to: number, separator: number): void {
    const end = trimmed(bytes, from, to);
    const slash = numberSlash(bytes, from, end, separator);
    const addressTo = slash < 0 ? end : slash;
    if (0 <= slash) this.port.set(slash + 1, end);
    let start = from;
    if (!isPlainAddress(bytes, from, addressTo)) {
      const cut = interfaceEnd(bytes, from, addressTo, separator);
      if (0 <= cut) {
        this.interface.set(from, cut);
        start = cut + 1;
      }
    }
    this.address.set(start, addressTo);
  }

  /** Reads `address/number` in parentheses; a name there is the one that the address is printed as. */
  readTranslated(bytes: Uint8Array, from: number, to: number): void {
    const slash = numberSlash(bytes, from, to, ascii.colon);
    if (!isPlainAddress(bytes, from, slash < 0 ? to : slash)) return;
    this.natAddress.set(from, slash < 0 ? to : slash);
    if (0 <= slash) this.natPort.set(slash + 1, digitsEnd(bytes, slash + 1, to));
  }

  /** Puts it in the row as one of its ends. */
  put(row: Row, end: RowEnd, ports: "ports" | "no ports"): void {
    const { from, to } = this.address;
    if (this.isThere) putValue(row, end.address, from, to, nothingAbsent);
    if (this.port.isThere && ports === "ports")
      putValue(row, end.port, this.port.from, this.port.to, nothingAbsent);
    setPart(row, end.interface, this.interface);
    setPart(row, end.natAddress, this.natAddress);
    if (ports === "ports") setPart(row, end.natPort, this.natPort);
    setPart(row, end.name, this.name);
    if (!row.has(field.user)) setPart(row, field.user, this.user);
  }
}

/** Where an end's facts stand in a row. */
export interface RowEnd {
  readonly address: "sourceAddress" | "destinationAddress";
  readonly port: "sourcePort" | "destinationPort";
  readonly interface: FieldIndex;
  readonly natAddress: FieldIndex;
  readonly natPort: FieldIndex;
  readonly name: FieldIndex;
}

export const sourceEnd: RowEnd = {
  address: "sourceAddress",
  port: "sourcePort",
  interface: field.ingress,
  natAddress: field.sourceNatAddress,
  natPort: field.sourceNatPort,
  name: field.sourceName,
};

export const destinationEnd: RowEnd = {
  address: "destinationAddress",
  port: "destinationPort",
  interface: field.egress,
  natAddress: field.destinationNatAddress,
  natPort: field.destinationNatPort,
  name: field.destinationName,
};

const nothingAbsent = { absent: [] };

function setPart(row: Row, index: FieldIndex, part: Part): void {
  if (part.isThere) row.set(index, part.from, part.to);
}

/** Without the marks that end a sentence or a quotation. */
function trimmed(bytes: Uint8Array, from: number, to: number): number {
  let end = to;
  while (from < end && isEndMark(bytes[end - 1]!)) end--;
  return end;
}

function isEndMark(byte: number): boolean {
  return (
    byte === ascii.dot ||
    byte === ascii.comma ||
    byte === ascii.colon ||
    byte === semicolon ||
    byte === ascii.quote
  );
}

const semicolon = 0x3b;
const at = 0x40;

/** The slash before the number, or -1; where a slash also ends the interface, numbers stand elsewhere. */
function numberSlash(bytes: Uint8Array, from: number, to: number, separator: number): number {
  if (separator === ascii.slash) return -1;
  for (let at = to - 1; from < at; at--) if (bytes[at] === ascii.slash) return at;
  return -1;
}

/** Where the interface ends; its name may hold slashes, an address of IPv6 holds colons. */
function interfaceEnd(bytes: Uint8Array, from: number, to: number, separator: number): number {
  if (separator === ascii.slash) {
    for (let at = to - 1; from < at; at--) if (bytes[at] === ascii.slash) return at;
    return -1;
  }
  for (let at = from + 1; at < to; at++) if (bytes[at] === ascii.colon) return at;
  return -1;
}

function digitsEnd(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && isDigit(bytes[at])) at++;
  return at;
}

/** By default `inside` is the safest interface and `outside` the least safe one. */
export function directionOfRoles({ bytes }: Row, source: CiscoEnd, destination: CiscoEnd): Direction {
  const [from, to] = [roles.find(bytes, ...spanOf(source)), roles.find(bytes, ...spanOf(destination))];
  if (from === undefined || to === undefined || from === to) return "unknown";
  return from === "outside" ? "inbound" : "outbound";
}

function spanOf({ interface: { from, to } }: CiscoEnd): readonly [from: number, to: number] {
  return [from, to];
}

const roles = new WordTable<"inside" | "outside">();
roles.add("inside", "inside");
roles.add("outside", "outside");
