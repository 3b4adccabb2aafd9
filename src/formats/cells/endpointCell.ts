import { ascii, decimal, indexOfByte, isDigit, isLetter } from "../../core/ascii.ts";
import type { FieldIndex } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { allDigits } from "./cellShapes.ts";
import { checkAddress, checkPort } from "./endpointFlaws.ts";

type AddressShape = "none" | "wildcard" | "numeric" | "name" | "defanged";
type PortShape = "none" | "wildcard" | "number" | "negative" | "service";

/** What a table may cut off to fit its column. */
export type CutEnd = "nothing" | "address" | "port" | "both";

/**
 * Finds address and port in one cell. Markdown's backslashes and the marks of a defanged address are not
 * part of either. BSD has a dot where others have a colon.
 *
 *     [fe80::1%12]:546        \*:\*        203.0.113[.]7:443        ws-17.example:microsoft-ds        10.20.0.42.443
 *      └───┬────┘  └┬┘         ┬  ┬        └─────┬─────┘ └┬┘        └─────┬─────┘ └────┬─────┘        └───┬────┘ └┬┘
 *       address    port        a  p           address    port          address        port             address   port
 */
export class EndpointCell {
  readonly #separator: number;
  #addressFrom = 0;
  #addressTo = 0;
  /** What of the address is checked: without the zone where IPv6 has none there. */
  #bareFrom = 0;
  #bareTo = 0;
  #portFrom = 0;
  #portTo = 0;
  #address: AddressShape = "none";
  #isIPv6 = false;
  #port: PortShape = "none";

  constructor(separator: ":" | "." = ":") {
    this.#separator = separator.charCodeAt(0);
  }

  /** Whether `[from, to)` is an endpoint; keeps its places until the next call. */
  find(bytes: Uint8Array, from: number, to: number): boolean {
    const linkEnd = endOfLinkText(bytes, from, to);
    if (0 < linkEnd) return this.#split(bytes, from + 1, linkEnd);
    return this.#split(bytes, from, to);
  }

  /** Whether the endpoint found last is a name. */
  get isNamed(): boolean {
    return this.#address === "name";
  }

  /** Whether the endpoint found last is any address. */
  get isWildcard(): boolean {
    return this.#address === "wildcard";
  }

  /** Whether the endpoint found last is an IPv6 address. */
  get isIPv6(): boolean {
    return this.#address === "numeric" && this.#isIPv6;
  }

  /** Characters of the address found last. */
  get addressLength(): number {
    return this.#addressTo - this.#addressFrom;
  }

  /** Where the port found last stands. */
  get portFrom(): number {
    return this.#portFrom;
  }

  get portTo(): number {
    return this.#portTo;
  }

  get portLength(): number {
    return this.#portTo - this.#portFrom;
  }

  /** Whether the port found last is a name. */
  get hasService(): boolean {
    return this.#port === "service";
  }

  /** Puts the endpoint found last into the row, with what is wrong with it. What is cut is not put there. */
  put(row: Row, addressField: FieldIndex, portField: FieldIndex, cut: CutEnd = "nothing"): void {
    if (cut === "nothing" || cut === "port") this.#putAddress(row, addressField);
    if (cut === "nothing" || cut === "address") this.#putPort(row, portField);
    if (cut === "nothing") return;
    const from = cut === "port" ? this.#portFrom : this.#addressFrom;
    row.flaw("NET016", from, cut === "address" ? this.#addressTo : this.#portTo);
  }

  #putAddress(row: Row, addressField: FieldIndex): void {
    row.set(addressField, this.#addressFrom, this.#addressTo);
    if (this.#address === "numeric") checkAddress(row, this.#bareFrom, this.#bareTo);
    if (this.#address === "defanged") row.flaw("EV018", this.#addressFrom, this.#addressTo);
  }

  #putPort(row: Row, portField: FieldIndex): void {
    if (this.#port !== "negative") row.set(portField, this.#portFrom, this.#portTo);
    if (this.#port === "negative") row.flaw("EV014", this.#portFrom, this.#portTo);
    if (this.#port === "number") this.#checkPort(row);
  }

  /** Port 0 stands for "any", which only an unspecified address or a name of this host can have. */
  #checkPort(row: Row): void {
    checkPort(row, this.#portFrom, this.#portTo);
    const nothing = this.#address === "numeric" && !isUnspecified(row.bytes, this.#bareFrom, this.#bareTo);
    if (nothing && decimal(row.bytes, this.#portFrom, this.#portTo) === 0)
      row.flaw("EV014", this.#portFrom, this.#portTo);
  }

  #split(bytes: Uint8Array, start: number, to: number): boolean {
    const from = afterScheme(bytes, start, to);
    let mark = to - 1;
    while (from <= mark && bytes[mark] !== this.#separator) mark--;
    if (mark < from) return false;
    const bracketed = bytes[mark - 1] === ascii.leftBracket && bytes[mark + 1] === ascii.rightBracket;
    this.#setAddress(bytes, from, bracketed ? mark - 1 : mark);
    this.#portFrom = skipBackslash(bytes, bracketed ? mark + 2 : mark + 1, to);
    this.#portTo = to;
    this.#port = portShape(bytes, this.#portFrom, to);
    if (this.#address !== "none" && (bracketed || from !== start)) this.#address = "defanged";
    return this.#address !== "none" && this.#port !== "none";
  }

  #setAddress(bytes: Uint8Array, start: number, end: number): void {
    let from = skipBackslash(bytes, start, end);
    let to = end;
    if (bytes[from] === ascii.leftBracket && bytes[to - 1] === ascii.rightBracket && from + 1 < to) {
      from++;
      to--;
    }
    if (from < to && bytes[to - 1] === ascii.backslash) to--;
    this.#addressFrom = from;
    this.#addressTo = to;
    this.#setShape(bytes);
  }

  /** `fe80::1%12`, `[fe80::1]%eth0`, `127.0.0.53%lo`, `*%eth0`: the zone has no shape of its own. */
  #setShape(bytes: Uint8Array): void {
    let from = this.#addressFrom;
    let to = this.#addressTo;
    const percent = indexOfByte(bytes, ascii.percent, from, to);
    const hasZone = from < percent && percent + 1 < to;
    if (hasZone) to = percent;
    if (hasZone && bytes[from] === ascii.leftBracket && bytes[to - 1] === ascii.rightBracket) {
      from++;
      to--;
    }
    const shape = addressShape(bytes, from, to);
    this.#address = hasZone && shape === "name" ? "none" : shape;
    this.#isIPv6 = 0 <= indexOfByte(bytes, ascii.colon, from, to);
    this.#bareFrom = from;
    this.#bareTo = this.#isIPv6 && from === this.#addressFrom ? this.#addressTo : to;
    if (shape === "wildcard") this.#addressTo = to;
  }
}

/** What a byte can be part of; a cell's shape is which of these it has. */
const kind = { digit: 1, letter: 2, colon: 4, dot: 8, mark: 16, minus: 32, percent: 64, other: 128 } as const;

const kinds = new Uint8Array(256).fill(kind.other);
for (let byte = 0; byte < 256; byte++) {
  if (isDigit(byte)) kinds[byte] = kind.digit;
  else if (isLetter(byte) || 0x7f < byte) kinds[byte] = kind.letter;
}
kinds[ascii.colon] = kind.colon;
kinds[ascii.dot] = kind.dot;
kinds[ascii.minus] = kinds[ascii.underscore] = kind.minus;
kinds[ascii.plus] = kind.minus;
kinds[ascii.percent] = kind.percent;
for (const mark of "[](){}") kinds[mark.charCodeAt(0)] = kind.mark;

function kindsIn(bytes: Uint8Array, from: number, to: number): number {
  let seen = 0;
  for (let i = from; i < to; i++) seen |= kinds[bytes[i]!]!;
  return seen;
}

function addressShape(bytes: Uint8Array, from: number, to: number): AddressShape {
  if (to - from === 1 && bytes[from] === ascii.asterisk) return "wildcard";
  const seen = kindsIn(bytes, from, to);
  if (seen === (kind.digit | kind.dot)) return "numeric";
  if (seen & kind.other) return "none";
  if (seen & kind.mark) return seen & (kind.dot | kind.letter) ? "defanged" : "none";
  if (seen & kind.colon) return isColonAfterFirst(bytes, from, to) ? "numeric" : "none";
  // Without -n only a name's first label is printed, which may be a number.
  return seen & (kind.letter | kind.digit) && !(seen & kind.percent) ? "name" : "none";
}

/** Two colons at least: IPv6, however damaged. */
function isColonAfterFirst(bytes: Uint8Array, from: number, to: number): boolean {
  const first = indexOfByte(bytes, ascii.colon, from, to);
  return 0 <= indexOfByte(bytes, ascii.colon, first + 1, to);
}

function portShape(bytes: Uint8Array, from: number, to: number): PortShape {
  if (to <= from) return "none";
  const seen = kindsIn(bytes, from, to);
  if (seen === kind.digit) return "number";
  if (to - from === 1 && bytes[from] === ascii.asterisk) return "wildcard";
  if (bytes[from] === ascii.minus) return allDigits(bytes, from + 1, to) ? "negative" : "none";
  const isService = (seen & kind.letter) !== 0 && (seen & ~(kind.letter | kind.digit | kind.minus)) === 0;
  return isService ? "service" : "none";
}

function isUnspecified(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const byte = bytes[i];
    if (byte !== ascii.zero && byte !== ascii.dot && byte !== ascii.colon) return false;
  }
  return true;
}

function skipBackslash(bytes: Uint8Array, at: number, end: number): number {
  return at < end && bytes[at] === ascii.backslash ? at + 1 : at;
}

/** Behind `hxxp://` and its like. */
function afterScheme(bytes: Uint8Array, from: number, to: number): number {
  const last = Math.min(from + 8, to - 3);
  for (let i = from + 2; i <= last; i++)
    if (bytes[i] === ascii.colon && bytes[i + 1] === ascii.slash && bytes[i + 2] === ascii.slash)
      return i + 3;
  return from;
}

/**
 * Where the text of a Markdown link ends, which an editor made of an address, or -1.
 *
 *     [198.51.100.7:443](http://198.51.100.7:443)
 *                      ^
 */
function endOfLinkText(bytes: Uint8Array, from: number, to: number): number {
  if (bytes[from] !== ascii.leftBracket || bytes[to - 1] !== 0x29) return -1;
  for (let i = from + 1; i + 1 < to; i++)
    if (bytes[i] === ascii.rightBracket && bytes[i + 1] === 0x28) return i;
  return -1;
}
