import type { PlainRows } from "../../core/plainRows.ts";
import { AsaPlainEnd } from "./asaPlainEnd.ts";
import {
  bytesOf,
  codeAt,
  digitsEnd,
  facilityEnd,
  globalEnd,
  icmpRestEnd,
  identifierEnd,
  interfaceEnd,
  isClockByte,
  isDigitByte,
  isLineEnd,
  lineEnd,
  nameEnd,
  none,
  onInterfaceEnd,
  reasonEnd,
  rolesAt,
  tagsEnd,
  textEnd,
  translatedEnd,
  transportEnd,
  typeAndCodeEnd,
} from "./asaPlainParts.ts";

// Plain numbers: a bundler can write them into the code, which it cannot do with the keys of an object.
const blank = 0x20;
const quote = 0x22;
const minus = 0x2d;
const slash = 0x2f;
const zero = 0x30;
const colon = 0x3a;
const lowerI = 0x69;
const upperT = 0x54;
const upperU = 0x55;
const upperI = 0x49;

/** Texts that stand between what differs from line to line. */
const [built, teardown, deny] = [bytesOf("Built "), bytesOf("Teardown "), bytesOf("Deny ")];
const [outboundWord, inboundWord] = [bytesOf("outbound "), bytesOf("inbound ")];
const [connectionFor, forWord, toWord] = [bytesOf("P connection "), bytesOf(" for "), bytesOf(" to ")];
const [durationWord, bytesWord] = [bytesOf(" duration "), bytesOf(" bytes ")];
const [sourceWord, destinationWord, byGroup] = [
  bytesOf(" src "),
  bytesOf(" dst "),
  bytesOf(' by access-group "'),
];
const icmpWord = bytesOf("icmp");
const [accessList, deniedWord, permittedWord] = [
  bytesOf("access-list "),
  bytesOf("denied "),
  bytesOf("permitted "),
];
const [arrow, onlyHit] = [bytesOf(" -> "), bytesOf(" hit-cnt 1 first hit")];
const [globalWord, localWord] = [bytesOf(" gaddr "), bytesOf(" laddr ")];

/** A message of two ends: the words before the first, the protocol's letter, and what rows agree in besides. */
interface FromTo {
  readonly text: Uint8Array;
  readonly letter: number;
  readonly roles: number;
  readonly rest: "flags" | "interface" | "nothing";
}

const fromTo: ReadonlyMap<number, readonly FromTo[]> = new Map([
  [106_001, [fromToMessage("Inbound TCP connection denied from ", 13, "flags")]],
  [106_006, [fromToMessage("Deny inbound UDP from ", 5, "interface")]],
  [106_015, [fromToMessage("Deny TCP (no connection) from ", 4, "flags")]],
  [710_002, ["TCP", "UDP"].map((name) => fromToMessage(`${name} access permitted from `, 16, "nothing"))],
  [710_003, ["TCP", "UDP"].map((name) => fromToMessage(`${name} access denied by ACL from `, 12, "nothing"))],
  [710_005, ["TCP", "UDP"].map((name) => fromToMessage(`${name} request discarded from `, 7, "nothing"))],
]);

function fromToMessage(text: string, roles: number, rest: FromTo["rest"]): FromTo {
  return { text: bytesOf(text), letter: text.includes("TCP") ? upperT : upperU, roles, rest };
}

const icmpMessages = [
  { text: "Built outbound ICMP connection for faddr ", roles: 1, isOutbound: true },
  { text: "Built inbound ICMP connection for faddr ", roles: 2, isOutbound: false },
  { text: "Teardown ICMP connection for faddr ", roles: 3, isOutbound: false },
].map((message) => ({ ...message, text: bytesOf(message.text) }));

/**
 * Reads the messages that most of a log are, if nothing about them is unusual.
 *
 *     %ASA-6-302013: Built outbound TCP connection 4711 for outside:198.51.100.7/443 (198.51.100.7/443) to inside:…
 *     %ASA-6-302016: Teardown UDP connection 4712 for outside:198.51.100.7/12000 to inside:… duration 0:00:30 bytes 120
 *     %ASA-4-106023: Deny tcp src outside:198.51.100.7/24633 dst inside:10.20.0.42/1433 by access-group "in" [0x0, 0x0]
 *     %ASA-2-106001: Inbound TCP connection denied from 198.51.100.7/24634 to 203.0.113.9/445 flags SYN  on interface …
 */
export class AsaPlainMessage {
  readonly #end = new AsaPlainEnd();

  /** Reads the message into the block's next row. Returns where its line feed stands, or -1. */
  read(bytes: Uint8Array, mark: number, rows: PlainRows): number {
    const at = facilityEnd(bytes, mark);
    if (
      at < 0 ||
      !isDigitByte(bytes[at]!) ||
      bytes[at + 1] !== minus ||
      bytes[at + 8] !== colon ||
      bytes[at + 9] !== blank
    )
      return none;
    rows.pid[rows.count] = none;
    const text = at + 10;
    switch (codeAt(bytes, at + 2)) {
      case 302013:
      case 302015:
        return this.#built(bytes, text, rows, bytes[at + 7] === zero + 3 ? upperT : upperU);
      case 302014:
      case 302016:
        return this.#teardown(bytes, text, rows, bytes[at + 7] === zero + 4 ? upperT : upperU);
      case 106023:
        return this.#denied(bytes, text, rows);
      case 106100:
        return this.#listed(bytes, text, rows);
      case 302020:
      case 302021:
        return this.#icmp(bytes, text, rows);
      default:
        return this.#fromTo(bytes, text, rows, fromTo.get(codeAt(bytes, at + 2)) ?? []);
    }
  }

  #built(bytes: Uint8Array, from: number, rows: PlainRows, letter: number): number {
    let at = textEnd(bytes, from, built);
    if (at < 0) return none;
    const afterOut = textEnd(bytes, at, outboundWord);
    at = 0 <= afterOut ? afterOut : textEnd(bytes, at, inboundWord);
    at = this.#connection(bytes, at, letter);
    if (at < 0) return none;
    at = this.#namedEnd(bytes, at);
    const [address, port] = [this.#end.address, this.#end.port];
    at = textEnd(bytes, translatedEnd(bytes, at), toWord);
    at = translatedEnd(bytes, this.#namedEnd(bytes, at));
    if (at < 0) return none;
    const i = rows.count;
    if (0 <= afterOut) this.#put(rows, this.#end.address, this.#end.port, address, port);
    else this.#put(rows, address, port, this.#end.address, this.#end.port);
    rows.words[i] = letter;
    rows.roles[i] = 0 <= afterOut ? 1 : 2;
    return lineEnd(bytes, at);
  }

  #teardown(bytes: Uint8Array, from: number, rows: PlainRows, letter: number): number {
    let at = this.#connection(bytes, textEnd(bytes, from, teardown), letter);
    at = this.#namedEnd(bytes, at);
    const [address, port] = [this.#end.address, this.#end.port];
    at = this.#namedEnd(bytes, textEnd(bytes, at, toWord));
    at = textEnd(bytes, at, durationWord);
    if (at < 0) return none;
    while (isClockByte(bytes[at]!)) at++;
    at = digitsEnd(bytes, textEnd(bytes, at, bytesWord));
    if (at < 0 || (bytes[at] !== blank && !isLineEnd(bytes[at]))) return none;
    this.#put(rows, address, port, this.#end.address, this.#end.port);
    rows.words[rows.count] = letter;
    rows.roles[rows.count] = 3;
    // Whatever stands behind the bytes is the reason.
    return lineEnd(bytes, reasonEnd(bytes, at));
  }

  /** `tcp src outside:198.51.100.7/24633 dst …`, or ICMP, which has a type and code instead of ports. */
  #denied(bytes: Uint8Array, from: number, rows: PlainRows): number {
    const start = textEnd(bytes, from, deny);
    if (start < 0) return none;
    const letter = bytes[start]!;
    const isIcmp = letter === lowerI;
    const transportTo = isIcmp ? textEnd(bytes, start, icmpWord) : transportEnd(bytes, start);
    let at = textEnd(bytes, transportTo, sourceWord);
    at = this.#end.read(bytes, interfaceEnd(bytes, at), isIcmp ? "none" : "slash");
    const [address, port] = [this.#end.address, this.#end.port];
    const second = textEnd(bytes, at, destinationWord);
    if (second < 0) return none;
    const roles = rolesAt(bytes, transportTo + sourceWord.length, second, colon);
    at = this.#end.read(bytes, interfaceEnd(bytes, second), isIcmp ? "none" : "slash");
    if (isIcmp) at = typeAndCodeEnd(bytes, at);
    at = textEnd(bytes, at, byGroup);
    if (at < 0) return none;
    this.#put(rows, address, port, this.#end.address, this.#end.port);
    rows.words[rows.count] = letter;
    rows.roles[rows.count] = roles;
    return lineEnd(bytes, tagsEnd(bytes, nameEnd(bytes, at, quote)));
  }

  /** `… from 198.51.100.7/24634 to 203.0.113.9/445 …` */
  #fromTo(bytes: Uint8Array, from: number, rows: PlainRows, messages: readonly FromTo[]): number {
    for (const { text, letter, roles, rest } of messages) {
      const start = textEnd(bytes, from, text);
      if (start < 0) continue;
      let at = this.#end.read(bytes, start, "slash");
      const { address, port } = this.#end;
      at = textEnd(bytes, at, toWord);
      at = this.#end.read(bytes, rest === "nothing" ? interfaceEnd(bytes, at) : at, "slash");
      this.#put(rows, address, port, this.#end.address, this.#end.port);
      rows.words[rows.count] = letter;
      rows.roles[rows.count] = roles;
      return lineEnd(bytes, rest === "nothing" ? at : onInterfaceEnd(bytes, at, rest));
    }
    return none;
  }

  /** `access-list in denied tcp outside/198.51.100.7(24636) -> inside/10.20.0.42(3389) hit-cnt 1 first hit […]` */
  #listed(bytes: Uint8Array, from: number, rows: PlainRows): number {
    let at = nameEnd(bytes, textEnd(bytes, from, accessList), blank);
    const afterDenied = textEnd(bytes, at, deniedWord);
    const transport = 0 <= afterDenied ? afterDenied : textEnd(bytes, at, permittedWord);
    const first = transportEnd(bytes, transport) + 1;
    if (transport < 0 || first === 0 || bytes[first - 1] !== blank) return none;
    at = this.#end.read(bytes, interfaceEnd(bytes, first, slash), "parentheses");
    const { address, port } = this.#end;
    const second = textEnd(bytes, at, arrow);
    at = this.#end.read(bytes, interfaceEnd(bytes, second, slash), "parentheses");
    at = textEnd(bytes, at, onlyHit);
    if (at < 0) return none;
    this.#put(rows, address, port, this.#end.address, this.#end.port);
    rows.words[rows.count] = bytes[transport]!;
    rows.roles[rows.count] = rolesAt(bytes, first, second, slash) + (0 <= afterDenied ? 8 : 12);
    return lineEnd(bytes, tagsEnd(bytes, at));
  }

  /** `Built outbound ICMP connection for faddr 198.51.100.7/0 gaddr 203.0.113.9/512 laddr 10.20.0.42/512 type 8 code 0` */
  #icmp(bytes: Uint8Array, from: number, rows: PlainRows): number {
    const message = icmpMessages.find(({ text }) => 0 <= textEnd(bytes, from, text));
    if (!message) return none;
    let at = this.#end.read(bytes, from + message.text.length, "none");
    const { address } = this.#end;
    at = globalEnd(bytes, textEnd(bytes, identifierEnd(bytes, at), globalWord));
    at = this.#end.read(bytes, textEnd(bytes, at, localWord), "none");
    at = icmpRestEnd(bytes, identifierEnd(bytes, at));
    if (message.isOutbound) this.#put(rows, this.#end.address, none, address, none);
    else this.#put(rows, address, none, this.#end.address, none);
    rows.words[rows.count] = upperI;
    rows.roles[rows.count] = message.roles;
    return lineEnd(bytes, at);
  }

  /** `TCP connection 4711 for `, of which the letter tells the protocol. */
  #connection(bytes: Uint8Array, at: number, letter: number): number {
    if (at < 0 || bytes[at] !== letter || bytes[at + 1] !== (letter === upperT ? 0x43 : 0x44)) return none;
    return textEnd(bytes, digitsEnd(bytes, textEnd(bytes, at + 2, connectionFor)), forWord);
  }

  /** `outside:198.51.100.7/443` */
  #namedEnd(bytes: Uint8Array, at: number): number {
    return this.#end.read(bytes, interfaceEnd(bytes, at), "slash");
  }

  #put(
    rows: PlainRows,
    source: number,
    sourcePort: number,
    destination: number,
    destinationPort: number,
  ): void {
    const i = rows.count;
    rows.source[i] = source;
    rows.sourcePort[i] = sourcePort;
    rows.destination[i] = destination;
    rows.destinationPort[i] = destinationPort;
  }
}
