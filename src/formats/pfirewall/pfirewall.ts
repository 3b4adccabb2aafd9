import { ascii, hasWordAt, isBlank, isDigit, isWord } from "../../core/ascii.ts";
import type { Claim, Format } from "../../core/format.ts";
import { clockMicros } from "../cells/dayMemo.ts";
import { isPlainAddress } from "../cells/endpointFlaws.ts";
import { eventsLost, pfirewallActions } from "./pfirewallFields.ts";
import { layoutOfHeader } from "./pfirewallLayout.ts";
import { PfirewallReader } from "./pfirewallReader.ts";

export const pfirewall: Format = {
  id: "windows.firewall",
  family: "fwlog",
  title: "Windows Firewall (pfirewall.log)",
  reference:
    "https://learn.microsoft.com/windows/security/operating-system-security/network-security/windows-firewall/configure-logging",
  vendor: "windows",
  carries: ["time", "year", "direction", "bytes", "pid"],
  claims,
  reader: (state) => new PfirewallReader(state),
};

const dateLength = "2031-07-02".length;
const timeLength = "09:01:07".length;

const headings = [
  "#Software: Microsoft Windows Firewall",
  "#Software: Microsoft Internet Connection Firewall",
];

function claims(bytes: Uint8Array, start: number, end: number): Claim {
  let from = start;
  while (from < end && (bytes[from]! <= ascii.blank || bytes[from] === ascii.quote)) from++;
  if (from === end) return "none";
  if (isDigit(bytes[from])) return isRow(bytes, from, end) ? "row" : "none";
  if (headings.some((heading) => hasWordAt(bytes, from, end, heading))) return "heading";
  const isHeader = bytes[from] === ascii.hash || (bytes[from]! | 0x20) === lowerD;
  return isHeader && layoutOfHeader(bytes, from, end) ? "heading" : "none";
}

const lowerD = 0x64;

/** Date, time, an action of this log, a protocol, and an address: nobody else's line has all five. */
function isRow(bytes: Uint8Array, from: number, end: number): boolean {
  const timeAt = afterGap(bytes, from + dateLength, end);
  const actionAt = afterGap(bytes, timeAt + timeLength, end);
  if (end <= actionAt || bytes[from + 4] !== ascii.minus || bytes[from + 7] !== ascii.minus) return false;
  if (Number.isNaN(clockMicros(bytes, timeAt))) return false;
  const actionEnd = cellEnd(bytes, actionAt, end);
  if (isWord(bytes, actionAt, actionEnd, eventsLost)) return true;
  if (!pfirewallActions.some(([word]) => isWord(bytes, actionAt, actionEnd, word))) return false;
  const protocolEnd = cellEnd(bytes, afterGap(bytes, actionEnd, end), end);
  const sourceAt = afterGap(bytes, protocolEnd, end);
  return isPlainAddress(bytes, sourceAt, cellEnd(bytes, sourceAt, end));
}

/** Behind the blanks, quotes and separators, or the `T`, that part two cells. */
function afterGap(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  if (bytes[at] === ascii.upperT) at++;
  while (at < end && isGap(bytes[at]!)) at++;
  return at;
}

function cellEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && !isGap(bytes[at]!)) at++;
  return at;
}

function isGap(byte: number): boolean {
  return isBlank(byte) || byte === ascii.comma || byte === ascii.quote || byte === semicolon;
}

const semicolon = 0x3b;
