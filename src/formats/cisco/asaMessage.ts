import {
  ascii,
  decimal,
  hasWordAt,
  indexOfByte,
  isDigit,
  lastIndexOfByte,
  skipBlanks,
  skipWord,
} from "../../core/ascii.ts";
import type { Direction, EventType } from "../../core/direction.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { AsaEndReader, endOfEnd, isNumber, unmarkedEnd } from "./asaEndReader.ts";
import { type AsaWord, asaWord, isConnectionCode, isTranslationCode } from "./asaWords.ts";
import { CiscoEnd, destinationEnd, directionOfRoles, sourceEnd } from "./ciscoEnd.ts";
import { portsOf } from "./ciscoTransport.ts";

const openParenthesis = 0x28;
const closeParenthesis = 0x29;
/**
 * Reads a message of ASA, FTD, PIX or FWSM, word by word: what an end, a number or a name is, the word before it says.
 *
 *     Built outbound TCP connection 4711 for outside:198.51.100.7/443 (198.51.100.7/443) to inside:10.20.0.42/49731 (…)
 *     Deny udp src dmz:10.20.0.42/123 dst outside:198.51.100.7/123 by access-group "dmz_in" [0x0, 0x0]
 *     access-list outside_in denied tcp outside/198.51.100.7(24633) -> inside/10.20.0.42(443) hit-cnt 3 first hit
 */
export class AsaMessage {
  readonly #first = new CiscoEnd();
  readonly #second = new CiscoEnd();
  #row!: Row;
  #end = 0;
  #eventType: EventType | undefined;
  #direction: Direction = "unknown";
  #weight: "none" | "faint" | "firm" = "none";
  /** Whether the ends stand as the firewall sees them, and not who called first. */
  #isFromOutside = false;
  readonly #ends = new AsaEndReader();

  /** Reads `[from, end)`, and says whether it is a connection, part of one, or something else. */
  read(row: Row, code: number, from: number, end: number): "row" | "broken" | "ignorable" {
    this.#clear(row, end);
    for (let at = skipBlanks(row.bytes, from, end); at < end; at = skipBlanks(row.bytes, at, end)) {
      const to = skipWord(row.bytes, at, end);
      const next = this.#word(at, to);
      if (next === stop) break;
      // What no end begins with may stand where an end has to be.
      at = at < next ? next : to;
    }
    const [first, second] = [this.#first, this.#second];
    const isKnown = isConnectionCode(code);
    const hasBothPorts = second.isThere && first.port.isThere && second.port.isThere;
    if (!first.isThere || !(isKnown || hasBothPorts)) return isKnown ? "broken" : "ignorable";
    row.eventType = this.#eventType;
    if (isTranslationCode(code)) this.#putTranslation();
    else this.#putEnds();
    return "row";
  }

  #clear(row: Row, end: number): void {
    this.#row = row;
    this.#end = end;
    this.#first.clear();
    this.#second.clear();
    this.#eventType = undefined;
    this.#direction = "unknown";
    this.#weight = "none";
    this.#isFromOutside = false;
    this.#ends.begin(row.bytes, end);
  }

  /** Returns where the next word is to be looked for. */
  #word(from: number, to: number): number {
    const word = asaWord(this.#row.bytes, from, to);
    if (!word) return this.#unknown(from, to);
    switch (word.kind) {
      case "action":
        return this.#action(word, from, to);
      case "direction":
        if (this.#direction === "unknown" && !this.#first.isThere) this.#direction = word.direction;
        return to;
      case "transport":
        if (!this.#first.isThere) this.#set(field.transport, from, to);
        return to;
      case "first":
      case "near":
        return this.#firstEnd(word.kind, from, to);
      case "second":
        return this.#secondEnd(from, to);
      case "translated":
        return this.#translated(to);
      case "interface":
        return this.#interface(to);
      case "quoted":
        return stop;
      case "reason":
        return this.#reason(to);
      default:
        return this.#valueBehind(word.kind, to);
    }
  }

  #action(word: Extract<AsaWord, { kind: "action" }>, from: number, to: number): number {
    const isFirmer = this.#weight === "none" || (this.#weight === "faint" && word.weight === "firm");
    if (!isFirmer) return to;
    this.#weight = word.weight;
    this.#eventType = word.means;
    this.#row.set(field.action, from, unmarkedEnd(this.#row.bytes, from, to));
    // The word behind an access list's verdict is the protocol, by name or by number.
    if (this.#ends.separator !== ascii.slash || this.#first.isThere) return to;
    const at = skipBlanks(this.#row.bytes, to, this.#end);
    const next = skipWord(this.#row.bytes, at, this.#end);
    this.#row.set(field.transport, at, next);
    return next;
  }

  /** `protocol=UDP,`, `type=3,`, a number in the place of a protocol, or an end of an access list's message. */
  #unknown(from: number, to: number): number {
    const { bytes } = this.#row;
    const isListed = this.#ends.separator === ascii.slash && !this.#first.isThere;
    if (isListed && indexOfByte(bytes, ascii.slash, from, to) !== -1)
      return this.#ends.read(this.#first, from);
    if (this.#weight === "firm" && !this.#first.isThere && isNumber(bytes, from, to))
      this.#set(field.transport, from, to);
    const equals = indexOfByte(bytes, ascii.equals, from, to);
    if (equals < 0) return to;
    const word = asaWord(bytes, from, equals);
    if (word?.kind === "type") this.#number(field.icmpType, equals + 1);
    else if (word?.kind === "code") this.#number(field.icmpCode, equals + 1);
    else if (word?.kind === "protocol" && equals + 1 < to)
      this.#set(field.transport, equals + 1, unmarkedEnd(bytes, equals + 1, to));
    return to;
  }

  #firstEnd(kind: "first" | "near", from: number, to: number): number {
    const { bytes } = this.#row;
    let at = skipBlanks(bytes, to, this.#end);
    if (hasWordAt(bytes, at, this.#end, "laddr ")) at += "laddr ".length;
    if (this.#first.isThere || !this.#ends.isEnd(at, kind)) return to;
    this.#isFromOutside = kind === "near" || ((bytes[from]! | 0x20) === lowerF && bytes[from + 1] === lowerA);
    return this.#ends.read(this.#first, at);
  }

  #secondEnd(from: number, to: number): number {
    const at = skipBlanks(this.#row.bytes, to, this.#end);
    if (this.#second.isThere || !this.#ends.isEnd(at, "first")) return to;
    // "dropping echo request to address …": an address without one that it is from.
    if (this.#row.bytes[from] === lowerA && !this.#first.isThere) return to;
    return this.#ends.read(this.#second, at);
  }

  #translated(to: number): number {
    const { bytes } = this.#row;
    const at = skipBlanks(bytes, to, this.#end);
    const next = endOfEnd(bytes, at, this.#end);
    this.#second.readTranslated(bytes, at, next);
    return next;
  }

  /** `on interface outside`, `on outside interface.` */
  #interface(to: number): number {
    const { bytes } = this.#row;
    const at = skipBlanks(bytes, to, this.#end);
    const next = skipWord(bytes, at, this.#end);
    const behind = skipBlanks(bytes, next, this.#end);
    if (hasWordAt(bytes, at, next, "interface")) {
      const last = skipWord(bytes, behind, this.#end);
      this.#set(field.ingress, behind, unmarkedEnd(bytes, behind, last));
      return last;
    }
    if (hasWordAt(bytes, behind, this.#end, "interface")) this.#set(field.ingress, at, next);
    return to;
  }

  /** `due to DNS Query`, `reason: MSS exceeded, …`; before both ends it is a part of the verdict. */
  #reason(to: number): number {
    if (!this.#second.isThere) return to;
    const { bytes } = this.#row;
    let at = skipBlanks(bytes, to, this.#end);
    while (hasWordAt(bytes, at, this.#end, "to ") || hasWordAt(bytes, at, this.#end, "- "))
      at = skipBlanks(bytes, skipWord(bytes, at, this.#end), this.#end);
    this.#set(field.reason, at, unmarkedEnd(bytes, at, this.#end));
    return stop;
  }

  #valueBehind(kind: AsaWord["kind"], to: number): number {
    const { bytes } = this.#row;
    const at = skipBlanks(bytes, to, this.#end);
    const next = skipWord(bytes, at, this.#end);
    const end = unmarkedEnd(bytes, at, next);
    const isDecimal = isDigit(bytes[at]) && at < this.#end;
    if (kind === "type") return this.#number(field.icmpType, at);
    if (kind === "code") return this.#number(field.icmpCode, at);
    if (kind === "connection") return isDecimal ? this.#set(field.connectionId, at, end) : to;
    if (kind === "duration") return isDecimal ? this.#set(field.duration, at, end) : to;
    if (kind === "bytes") return isDecimal ? this.#bytes(at, end) : to;
    if (kind === "hits") return isDecimal ? this.#hits(at, end) : to;
    if (kind === "protocol") return this.#first.isThere ? to : this.#set(field.transport, at, end);
    if (kind === "user") return this.#user(at, next);
    // "resolved from dynamic list: …" is another one.
    if (kind === "list" && this.#second.isThere) return to;
    if (kind === "access-list" && this.#weight === "none") this.#ends.separator = ascii.slash;
    const quote = bytes[at] === ascii.quote ? 1 : 0;
    this.#set(field.rule, at + quote, bytes[end - 1] === ascii.quote ? end - 1 : end);
    return next;
  }

  /** Bytes, and behind them why a connection ended, which of the ends ended it, and a user. */
  #bytes(from: number, to: number): number {
    const { bytes } = this.#row;
    this.#set(field.size, from, to);
    let start = skipBlanks(bytes, to, this.#end);
    let end = this.#end;
    while (start < end && bytes[end - 1]! <= ascii.blank) end--;
    if (bytes[end - 1] === closeParenthesis) {
      const open = lastIndexOfByte(bytes, openParenthesis, start, end);
      if (0 <= open) {
        if (!this.#first.user.isThere && !this.#second.user.isThere) this.#set(field.user, open + 1, end - 1);
        end = open;
      }
    }
    while (start < end && bytes[end - 1]! <= ascii.blank) end--;
    for (let at = start + 1; at < end; at++) if (hasWordAt(bytes, at, end, " from ")) end = at;
    if (bytes[start] === ascii.comma) start = skipBlanks(bytes, start + 1, end);
    if (start < end) this.#set(field.reason, start, end);
    return stop;
  }

  #hits(from: number, to: number): number {
    this.#row.set(field.repeat, from, to);
    if (1 < decimal(this.#row.bytes, from, to)) this.#row.flaw("FW006", from, to);
    return to;
  }

  #user(from: number, to: number): number {
    let [start, end] = [from, unmarkedEnd(this.#row.bytes, from, to)];
    while (start < end && isQuote(this.#row.bytes[start]!)) start++;
    while (start < end && isQuote(this.#row.bytes[end - 1]!)) end--;
    if (start < end) this.#row.set(field.user, start, end);
    return to;
  }

  /** Sets a field that no word before has set. */
  #set(index: FieldIndex, from: number, to: number): number {
    if (from < to && !this.#row.has(index)) this.#row.set(index, from, to);
    return to;
  }

  #number(index: FieldIndex, from: number): number {
    let to = from;
    while (to < this.#end && isDigit(this.#row.bytes[to])) to++;
    return this.#set(index, from, to);
  }

  /** A translation has one end, and what it is translated to. */
  #putTranslation(): void {
    const [first, second] = [this.#first, this.#second];
    const row = this.#row;
    const ports = portsOf(this.#row);
    if (second.isThere) first.natAddress.set(second.address.from, second.address.to);
    if (isNumber(row.bytes, second.port.from, second.port.to))
      first.natPort.set(second.port.from, second.port.to);
    first.put(row, sourceEnd, ports);
    if (second.interface.isThere) row.set(field.egress, second.interface.from, second.interface.to);
  }

  /** Built "outbound", the end on the safer side called, which is printed last; else the one printed first did. */
  #putEnds(): void {
    const row = this.#row;
    const isSwapped = this.#isFromOutside && this.#direction === "outbound";
    const [source, destination] = isSwapped ? [this.#second, this.#first] : [this.#first, this.#second];
    const ports = portsOf(this.#row);
    if (ports === "no ports") this.#numbersOfIcmp();
    const said = row.has(field.ingress) ? row.from[field.ingress]! : -1;
    const saidTo = row.to[field.ingress]!;
    source.put(row, sourceEnd, ports);
    destination.put(row, destinationEnd, ports);
    if (0 <= said && !source.interface.isThere) row.set(field.ingress, said, saidTo);
    row.direction = this.#direction;
    if (this.#direction === "unknown" && !this.#isFromOutside && this.#eventType !== "end")
      row.direction = directionOfRoles(row, source, destination);
  }

  /** An access list has type and code of ICMP in the places of ports. */
  #numbersOfIcmp(): void {
    if (this.#ends.separator !== ascii.slash || !isIcmp(this.#row)) return;
    const [type, code] = [this.#first.port, this.#second.port];
    this.#set(field.icmpType, type.from, type.to);
    this.#set(field.icmpCode, code.from, code.to);
  }
}

const stop = -1;

const lowerA = 0x61;
const lowerF = 0x66;

function isIcmp(row: Row): boolean {
  return row.text(field.transport)?.toLowerCase().includes("icmp") ?? false;
}

function isQuote(byte: number): boolean {
  return byte === ascii.quote || byte === 0x27;
}
