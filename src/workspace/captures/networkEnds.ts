import { ascii } from "../../core/ascii.ts";
import { textOf } from "../../core/lineBytes.ts";
import { Names } from "../../core/names.ts";
import { portOfService } from "../../core/portNames.ts";

/** One end of a network event's path, where nothing is odd about it. */
export class NetworkEnd {
  /** IPv4 as 32 bits; undefined where a name stands in `[from, to)`. */
  address: number | undefined = undefined;
  from = 0;
  to = 0;
  /** -1 where a service has none that is known. */
  port = -1;
}

/** Services are few, and their ports are looked up once. Memory for them is bounded. */
const mostServices = 4096;

/**
 * Both ends of a network event's path, as the reader of events finds them: plain is what it says of them without a
 * word of doubt. Filled again for every path.
 *
 *     10.20.0.42:49731 -> a.example:https
 */
export class NetworkEnds {
  readonly local = new NetworkEnd();
  readonly remote = new NetworkEnd();
  readonly #services = new Names();
  readonly #servicePorts: number[] = [];

  /** False where the path is not plain. */
  read(bytes: Uint8Array, from: number, to: number): boolean {
    const arrow = arrowAt(bytes, from, to);
    return (
      0 <= arrow &&
      this.#readEnd(bytes, from, arrow, this.local) &&
      this.#readEnd(bytes, arrow + 4, to, this.remote)
    );
  }

  #readEnd(bytes: Uint8Array, from: number, to: number, end: NetworkEnd): boolean {
    let colon = to - 1;
    while (from <= colon && bytes[colon] !== ascii.colon) colon--;
    if (colon <= from || colon + 1 === to) return false;
    end.from = from;
    end.to = colon;
    return readAddress(bytes, from, colon, end) && this.#readPort(bytes, colon + 1, to, end);
  }

  #readPort(bytes: Uint8Array, from: number, to: number, end: NetworkEnd): boolean {
    let port = 0;
    let at = from;
    for (; at < to && isDigit(bytes[at]!); at++) port = port * 10 + bytes[at]! - ascii.zero;
    end.port = port;
    if (at === to) return to - from <= 5 && port <= 65_535 && bytes[from] !== ascii.zero;
    if (from < at || isDigit(bytes[to - 1]!)) return false;
    const known = this.#services.find(bytes, from, to);
    end.port = this.#servicePorts[known] ?? this.#portOf(bytes, from, to);
    return true;
  }

  #portOf(bytes: Uint8Array, from: number, to: number): number {
    const port = portOfService(textOf(bytes, from, to)) ?? -1;
    if (this.#services.size < mostServices) this.#servicePorts[this.#services.idOf(bytes, from, to)] = port;
    return port;
  }
}

/** ` -> `: the first. */
function arrowAt(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at + 4 <= to; at++)
    if (
      bytes[at + 1] === ascii.minus &&
      bytes[at] === ascii.blank &&
      bytes[at + 2] === ascii.greater &&
      bytes[at + 3] === ascii.blank
    )
      return at;
  return -1;
}

/** IPv4 in its one strict spelling, or a name. */
function readAddress(bytes: Uint8Array, from: number, to: number, end: NetworkEnd): boolean {
  let [address, octet, digits, dots] = [0, 0, 0, 0];
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (isDigit(byte)) {
      if (digits !== 0 && octet === 0) return isName(bytes, at, to, end);
      octet = octet * 10 + byte - ascii.zero;
      digits++;
    } else if (byte === ascii.dot && digits !== 0 && octet <= 255) {
      address = address * 256 + octet;
      octet = 0;
      digits = 0;
      dots++;
    } else return isName(bytes, at, to, end);
  }
  end.address = (address * 256 + octet) | 0;
  return dots === 3 && digits !== 0 && octet <= 255;
}

/** What has a letter, and no colon or what else names do not have. */
function isName(bytes: Uint8Array, from: number, to: number, end: NetworkEnd): boolean {
  end.address = undefined;
  let hasLetter = false;
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    const isLetter = 0x61 <= (byte | 0x20) && (byte | 0x20) <= 0x7a;
    if (!isLetter && !isDigit(byte) && byte !== ascii.dot && byte !== ascii.minus) return false;
    hasLetter ||= isLetter;
  }
  return hasLetter;
}

function isDigit(byte: number): boolean {
  return ascii.zero <= byte && byte <= ascii.zero + 9;
}
