import { ascii, isDigit, isWord } from "../../core/ascii.ts";
import { readIsoTime } from "../../core/clock.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import type { WatchguardWords } from "./watchguardWords.ts";

const leftParenthesis = 0x28;
/** How far into a message its time may stand. */
const farthestTime = 200;

/**
 * Puts what a Firebox says without keys, by the two addresses in it:
 *
 *     Allow 1-Trusted 0-External 52 tcp 20 127 10.0.1.2 192.0.2.80 62443 80 offset 8 …
 *     │     in        out        │  └transport └ source └ destination      └ ports; of ICMP type and code
 *     action                     length
 *
 * Traffic Monitor has it in another order, and no ports of ICMP:
 *
 *     Allow 10.0.1.2 192.0.2.80 http/tcp 62443 80 1-Trusted 0-External Allowed 52 127 (Outgoing-00) …
 */
export function putWatchguardHead(row: Row, words: WatchguardWords): void {
  const source = words.firstAddress;
  if (source < 1) return;
  words.put(row, field.sourceAddress, source);
  words.put(row, field.destinationAddress, source + 1);
  if (0 <= words.policyFrom) row.set(field.rule, words.policyFrom, words.policyTo);
  if (0 <= words.slashIn(source + 2)) putMonitor(row, words, source);
  else putSyslog(row, words, source);
}

function putSyslog(row: Row, words: WatchguardWords, source: number): void {
  let at = source - 1;
  while (words.isNumber(at)) at--;
  words.put(row, field.transport, at);
  putPorts(row, words, source + 2);
  if (words.isNumber(at - 1)) words.put(row, field.size, --at);
  putInterfaces(row, words, words.first < at - 2 ? words.first : at - 3, at);
}

/** Names of interfaces may hold blanks; which of the words are of which is told by the device's own name. */
function putInterfaces(row: Row, words: WatchguardWords, action: number, end: number): void {
  const isToFirebox = end - action === 3 || words.is(end - 1, "Firebox");
  const second = isToFirebox ? end - 1 : action + 2;
  words.put(row, field.action, action);
  words.put(row, field.ingress, action + 1, second - 1);
  words.put(row, field.egress, second, end - 1);
}

function putMonitor(row: Row, words: WatchguardWords, source: number): void {
  const service = source + 2;
  const slash = words.slashIn(service);
  row.set(field.application, words.from(service), slash);
  row.set(field.transport, slash + 1, words.to(service));
  putPorts(row, words, service + 1);
  const behind = words.isNumber(service + 1) ? service + 3 : service + 1;
  words.put(row, field.ingress, behind);
  words.put(row, field.egress, behind + 1);
  words.put(row, field.action, source - 1);
}

function putPorts(row: Row, words: WatchguardWords, at: number): void {
  if (!words.isNumber(at) || !words.isNumber(at + 1)) return;
  const [from, to] = [row.from[field.transport]!, row.to[field.transport]!];
  const isIcmp = isWord(row.bytes, from, to, "icmp") || isWord(row.bytes, from, to, "icmpv6");
  const [first, second]: readonly FieldIndex[] = isIcmp
    ? [field.icmpType, field.icmpCode]
    : [field.sourcePort, field.destinationPort];
  words.put(row, first!, at);
  words.put(row, second!, at + 1);
}

/** `(2031-07-02T09:01:07)`: the device's own time, where that of syslog has no year. */
export function readWatchguardTime(row: Row, from: number, end: number): void {
  const { bytes } = row;
  if (row.has(field.time) && row.hasYear) return;
  const last = Math.min(end, from + farthestTime);
  for (let at = from; at < last && bytes[at] !== ascii.equals; at++) {
    if (bytes[at] !== leftParenthesis || !isDigit(bytes[at + 1])) continue;
    const { utcOffset, hasYear } = row;
    row.utcOffset = Number.NaN;
    row.hasYear = true;
    if (0 <= readIsoTime(row, at + 1, end)) return;
    row.utcOffset = utcOffset;
    row.hasYear = hasYear;
  }
}
