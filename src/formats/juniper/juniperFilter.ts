import { ascii, decimal, hasWordAt, isWord } from "../../core/ascii.ts";
import type { EventType } from "../../core/direction.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { isPlainAddress } from "../cells/endpointFlaws.ts";
import { FieldSpans } from "../cells/fieldSpans.ts";
import { hasPortsSaid, isIcmp, putPort } from "./juniperEnds.ts";

/** What the letter behind the interface says. */
const verdicts: readonly (readonly [letter: string, type: EventType])[] = [
  ["A", "allowed"],
  ["D", "denied"],
  ["R", "denied"],
];

const words = new FieldSpans();
const start = "FW:";

/**
 * Reads what a packet filter's `syslog` action writes; a bridge's frames have two MAC addresses before it.
 *
 *     FW: ge-1/0/10.0  A  tcp 192.0.2.153 198.51.100.59  8082 43206 (2 packets)
 *     FW: lo0.0        D  icmp 192.0.2.153 198.51.100.59     8     0 (1 packets)
 */
export function readFiltered(row: Row, from: number, end: number): LineKind {
  const { bytes } = row;
  if (!hasWordAt(bytes, from, end, start)) return "ignorable";
  splitWords(bytes, from + start.length, end);
  const protocol = protocolWord(bytes);
  if (protocol < 2) {
    row.flaw("FW002", from, end);
    return "broken";
  }
  put(row, field.ingress, 0);
  put(row, field.action, 1);
  row.eventType = verdicts.find(([letter]) => isWord(bytes, words.from[1]!, words.to[1]!, letter))?.[1];
  put(row, field.transport, protocol);
  put(row, field.sourceAddress, protocol + 1);
  put(row, field.destinationAddress, protocol + 2);
  putNumbers(row, protocol);
  putPackets(row, protocol + 5);
  return "row";
}

/** Words without the blanks between them, and without what only announces the next: `SADDR`. */
function splitWords(bytes: Uint8Array, from: number, end: number): void {
  words.split(bytes, from, end, ascii.blank);
  let count = 0;
  for (let i = 0; i < words.count; i++) {
    const [wordFrom, wordTo] = [words.from[i]!, words.to[i]!];
    if (
      wordFrom === wordTo ||
      isWord(bytes, wordFrom, wordTo, "SADDR") ||
      isWord(bytes, wordFrom, wordTo, "DADDR")
    )
      continue;
    words.from[count] = wordFrom;
    words.to[count++] = wordTo;
  }
  words.count = count;
}

/** The word before the two addresses, or -1. */
function protocolWord(bytes: Uint8Array): number {
  for (let i = 1; i + 1 < words.count; i++) if (isAddress(bytes, i) && isAddress(bytes, i + 1)) return i - 1;
  return -1;
}

function isAddress(bytes: Uint8Array, word: number): boolean {
  return isPlainAddress(bytes, words.from[word]!, words.to[word]!);
}

/** Ports; type and code of ICMP; zeros for everything else. */
function putNumbers(row: Row, protocol: number): void {
  const { bytes } = row;
  if (words.count <= protocol + 4) return;
  const [from, to] = [words.from[protocol]!, words.to[protocol]!];
  if (hasPortsSaid(bytes, from, to)) {
    putPort(row, field.sourcePort, words.from[protocol + 3]!, words.to[protocol + 3]!);
    putPort(row, field.destinationPort, words.from[protocol + 4]!, words.to[protocol + 4]!);
  } else if (isIcmp(bytes, from, to)) {
    put(row, field.icmpType, protocol + 3);
    put(row, field.icmpCode, protocol + 4);
  }
}

/** `(2 packets)`: one line for so many. */
function putPackets(row: Row, word: number): void {
  if (!words.has(word)) return;
  const [from, to] = [words.from[word]! + 1, words.to[word]!];
  if (1 < decimal(row.bytes, from, to)) row.set(field.repeat, from, to);
}

function put(row: Row, index: FieldIndex, word: number): void {
  if (words.has(word)) row.set(index, words.from[word]!, words.to[word]!);
}
