import { ascii, isDigit, isUpper } from "../../core/ascii.ts";

/** Where the protocol of a plain row stands, and where the row ends. Filled again for every row. */
export interface PlainRowPlace {
  from: number;
  to: number;
}

/**
 * Finds a row as `netstat -ano` prints nearly all of them. It says no wherever a closer look is needed; what it
 * accepts is a row to `SocketScanner`, which lacks nothing and has no flaw.
 *
 *       TCP    10.20.0.42:49731       203.0.113.77:443       ESTABLISHED     3416
 *       UDP    10.20.0.42:137         *:*                                    4
 *       ^ from                                                                   ^ to
 */
export function findPlainRow(bytes: Uint8Array, start: number, place: PlainRowPlace): boolean {
  const from = behindBlanks(bytes, start);
  const isTcp = bytes[from] === ascii.upperT && bytes[from + 1] === upperC;
  const isUdp = bytes[from] === upperU && bytes[from + 1] === upperD;
  if (from === start || (!isTcp && !isUdp) || bytes[from + 2] !== upperP) return false;
  let at = behindEndpoint(bytes, behindGap(bytes, from + 3));
  at = isTcp
    ? behindState(bytes, behindGap(bytes, behindEndpoint(bytes, behindGap(bytes, at))))
    : behindAny(bytes, behindGap(bytes, at));
  at = behindPid(bytes, behindGap(bytes, at));
  place.from = from;
  place.to = at;
  return 0 <= at;
}

const [upperC, upperD, upperP, upperU] = [0x43, 0x44, 0x50, 0x55] as const;
const blank = 0x20;

function behindBlanks(bytes: Uint8Array, start: number): number {
  let at = start;
  while (bytes[at] === blank) at++;
  return at;
}

/** These give -1, and take it: what was not found before is not found behind it. */
function behindGap(bytes: Uint8Array, at: number): number {
  return 0 <= at && bytes[at] === blank ? behindBlanks(bytes, at + 1) : -1;
}

/** An IPv4 address and a port that can be; port 0 belongs to 0.0.0.0 alone. */
function behindEndpoint(bytes: Uint8Array, start: number): number {
  if (start < 0) return -1;
  let at = start;
  let address = 0;
  for (let octet = 0; octet < 4; octet++) {
    const first = at;
    let value = 0;
    for (; isDigit(bytes[at]); at++) value = value * 10 + bytes[at]! - ascii.zero;
    const isOdd = at === first || 3 < at - first || (bytes[first] === ascii.zero && 1 < at - first);
    if (isOdd || 255 < value || bytes[at] !== (octet < 3 ? ascii.dot : ascii.colon)) return -1;
    at++;
    address |= value;
  }
  const first = at;
  let port = 0;
  for (; isDigit(bytes[at]) && at < first + 6; at++) port = port * 10 + bytes[at]! - ascii.zero;
  if (at === first || 65_535 < port || (bytes[first] === ascii.zero && (1 < at - first || address !== 0)))
    return -1;
  return at;
}

function behindAny(bytes: Uint8Array, at: number): number {
  const isAny =
    0 <= at &&
    bytes[at] === ascii.asterisk &&
    bytes[at + 1] === ascii.colon &&
    bytes[at + 2] === ascii.asterisk;
  return isAny ? at + 3 : -1;
}

/** Longer words are no states. */
const longestState = 24;

function behindState(bytes: Uint8Array, start: number): number {
  if (start < 0 || !isUpper(bytes[start])) return -1;
  let at = start;
  while (isUpper(bytes[at]) || bytes[at] === ascii.underscore) at++;
  return at - start <= longestState ? at : -1;
}

/** Nine digits are always a PID. */
function behindPid(bytes: Uint8Array, start: number): number {
  if (start < 0) return -1;
  let at = start;
  while (isDigit(bytes[at])) at++;
  return start < at && at - start <= 9 ? at : -1;
}
