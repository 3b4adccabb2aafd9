import { ascii, isUpper, skipBlanks, skipWord, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { hasPorts, transportName } from "../../core/transport.ts";

/** `MAC=` with fourteen bytes. */
const wholeMac = "MAC=00:11:22:33:44:55:66:77:88:99:aa:bb:08:00".length;

/**
 * Whether a packet may go on below, since its line ends between two words; one that was cut ends in a word.
 *
 *     Mar  3 10:00:01 gw01 kernel: [UFW BLOCK] IN=eth0 OUT= MAC=52:54:00:ab:cd:ef:00:1c:73:00:00:99:08:00
 *     SRC=198.51.100.7 DST=192.0.2.7 LEN=40 …
 */
export function endsBetweenWords(row: Row, packet: number, lineEnd: number): boolean {
  const { bytes } = row;
  const end = trimEnd(bytes, packet, lineEnd);
  let word = end;
  while (packet < word && ascii.blank < bytes[word - 1]!) word--;
  if (isKey(bytes, word, "OUT=") || isKey(bytes, word, "IN=")) return true;
  if (isKey(bytes, word, "MAC=")) return end - word === wholeMac || end - word === "MAC=".length;
  return isKey(bytes, word, "SRC=") && row.has(field.sourceAddress);
}

/** Whether a line is words of a packet alone, from its first on: `SRC=198.51.100.7 DST=…`, `DF PROTO=TCP …`. */
export function isPacketRest(bytes: Uint8Array, from: number, end: number): boolean {
  if (isKey(bytes, from, "IN=")) return false;
  if (isKey(bytes, from, "DF ")) return true;
  let at = from;
  while (at < end && isUpper(bytes[at])) at++;
  return 1 < at - from && bytes[at] === ascii.equals && isBare(bytes, from, end);
}

/** No word of another kind in it than `KEY=value` and flags in capitals. */
function isBare(bytes: Uint8Array, from: number, end: number): boolean {
  for (let at = from; at < end; at = skipBlanks(bytes, skipWord(bytes, at, end), end))
    if (!isUpper(bytes[at]) && bytes[at] !== ascii.leftBracket) return false;
  return true;
}

/** Whether a line has the last of what is read of a packet. */
export function isComplete(row: Row): boolean {
  if (row.has(field.destinationPort)) return true;
  const transport = row.text(field.transport);
  if (transport === undefined) return false;
  return !hasPorts(transportName(transport));
}

function isKey(bytes: Uint8Array, at: number, key: string): boolean {
  for (let i = 0; i < key.length; i++) if (bytes[at + i] !== key.charCodeAt(i)) return false;
  return true;
}
