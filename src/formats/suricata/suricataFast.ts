import {
  ascii,
  decimal,
  hasWordAt,
  indexOfByte,
  isDigit,
  lastIndexOfByte,
  skipBlanks,
  trimEnd,
} from "../../core/ascii.ts";
import { readClock, yearOfYearless } from "../../core/clock.ts";
import { field } from "../../core/field.ts";
import type { Format, LineReader } from "../../core/format.ts";
import { Row } from "../../core/row.ts";
import { checkAddress, checkPort } from "../cells/endpointFlaws.ts";
import { SyslogPrefix } from "../syslog/syslogPrefix.ts";
import { readIcmpPorts } from "../words/icmpPorts.ts";

/** Suricata's `fast.log`, and Snort's alerts in one line, which look alike; also as they come through syslog. */
export const suricataFast: Format = {
  id: "suricata.fast",
  family: "fwlog",
  title: "Suricata fast.log, Snort alert_fast",
  reference:
    "https://docs.suricata.io/en/latest/configuration/suricata-yaml.html#line-based-alerts-log-fast-log",
  vendor: "suricata",
  carries: ["time", "year", "rule"],
  marks: ["} "],
  claims(bytes, start, end) {
    scratch.clear(bytes);
    return claiming.read(bytes, start, end, scratch) === "row" ? "row" : "none";
  },
  reader: () => fastReader(),
};

const scratch = new Row();
const claiming = fastReader();

function fastReader(): LineReader {
  const prefix = new SyslogPrefix();
  return {
    state: "",
    read(bytes, start, lineEnd, row) {
      const from = skipBlanks(bytes, start, lineEnd);
      const end = trimEnd(bytes, from, lineEnd);
      if (from === end) return "ignorable";
      const brace = braceAt(bytes, from, end);
      if (brace < 0) return "unknown";
      const timeEnd = readAlertTime(row, from, end);
      if (timeEnd < 0) {
        prefix.read(row, from, end);
        if (prefix.names.hasHost) row.set(field.host, prefix.names.hostFrom, prefix.names.hostTo);
      }
      const ruleAt = signatureAt(bytes, timeEnd < 0 ? from : timeEnd, brace);
      if (ruleAt < 0 || !readEnds(row, brace, end)) return "unknown";
      readSignature(row, ruleAt, brace);
      return "row";
    },
  };
}

/** Where the last `{` stands that a protocol and a closing brace follow. */
function braceAt(bytes: Uint8Array, from: number, end: number): number {
  const close = lastIndexOfByte(bytes, rightBrace, from, end);
  if (close < from || bytes[close + 1] !== ascii.blank) return -1;
  const open = lastIndexOfByte(bytes, leftBrace, from, close);
  return open < from || longestProtocol < close - open ? -1 : open;
}

const leftBrace = 0x7b;
const rightBrace = 0x7d;
const longestProtocol = 24;

/**
 * `07/02/2031-09:01:07.250123`, `07/02/31-09:01:07.250123` or, without a year, `07/02-09:01:07.250123`. Returns the
 * offset behind it, or -1.
 */
function readAlertTime(row: Row, from: number, end: number): number {
  const { bytes } = row;
  if (!isDigit(bytes[from]) || bytes[from + 2] !== ascii.slash) return -1;
  const dateEnd = indexOfByte(bytes, ascii.minus, from, Math.min(end, from + "07/02/2031-".length));
  const yearLength = dateEnd - from - "07/02/".length;
  if (dateEnd < 0 || (yearLength !== -1 && yearLength !== 2 && yearLength !== 4)) return -1;
  const printed = decimal(bytes, from + 6, dateEnd);
  const year = yearLength === -1 ? yearOfYearless : yearLength === 2 ? 2000 + printed : printed;
  const [month, day] = [decimal(bytes, from, from + 2), decimal(bytes, from + 3, from + 5)];
  const to = readClock(row, dateEnd + 1, end, year, month, day);
  if (to < 0) return -1;
  row.hasYear = yearLength !== -1;
  row.set(field.time, from, to);
  return to;
}

/** Where `[1:2024468:3]` stands; -1 where it does not. */
function signatureAt(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++)
    if (bytes[at] === ascii.leftBracket && isDigit(bytes[at + 1]) && 0 < signatureEnd(bytes, at, end))
      return at;
  return -1;
}

/** Behind the bracket that closes three numbers parted by colons, or -1. */
function signatureEnd(bytes: Uint8Array, from: number, end: number): number {
  let colons = 0;
  for (let at = from + 1; at < end; at++) {
    if (bytes[at] === ascii.rightBracket) return colons === 2 ? at + 1 : -1;
    if (bytes[at] === ascii.colon) colons++;
    else if (!isDigit(bytes[at])) return -1;
  }
  return -1;
}

/** `[1:2024468:3] Its message [**] [Classification: …] [Priority: 1]` */
function readSignature(row: Row, from: number, brace: number): void {
  const { bytes } = row;
  const end = signatureEnd(bytes, from, brace);
  const first = indexOfByte(bytes, ascii.colon, from, end);
  row.set(field.code, first + 1, indexOfByte(bytes, ascii.colon, first + 1, end));
  const message = skipBlanks(bytes, end, brace);
  let to = message;
  while (to < brace && !isBracketed(bytes, to, brace)) to++;
  row.set(field.rule, message, trimEnd(bytes, message, to));
  if (hasDropMark(bytes, from)) row.eventType = "denied";
}

/** `[**]`, `[Classification:`, `[Priority:` */
function isBracketed(bytes: Uint8Array, at: number, end: number): boolean {
  return bytes[at] === ascii.leftBracket && endings.some((ending) => hasWordAt(bytes, at, end, ending));
}

const endings = ["[**]", "[Classification:", "[Priority:"];

/** `[Drop]`, or `[wDrop]` where it only would have been dropped, before the signature. */
function hasDropMark(bytes: Uint8Array, signature: number): boolean {
  for (let at = Math.max(0, signature - dropDistance); at < signature; at++)
    if (hasWordAt(bytes, at, signature, "[Drop]")) return true;
  return false;
}

const dropDistance = 16;

/** `{TCP} 192.0.2.1:49731 -> 198.51.100.7:443` */
function readEnds(row: Row, brace: number, end: number): boolean {
  const { bytes } = row;
  const close = indexOfByte(bytes, rightBrace, brace, end);
  const source = close + 2;
  const sourceEnd = indexOfByte(bytes, ascii.blank, source, end);
  if (sourceEnd < 0 || !hasWordAt(bytes, sourceEnd, end, " -> ")) return false;
  row.set(field.transport, brace + 1, close);
  row.subject = "connection";
  putEnd(row, source, sourceEnd, "source");
  let to = sourceEnd + 4;
  while (to < end && bytes[to] !== ascii.blank) to++;
  putEnd(row, sourceEnd + 4, to, "destination");
  readIcmpPorts(row, "type and code");
  return true;
}

function putEnd(row: Row, from: number, to: number, end: "source" | "destination"): void {
  const { bytes } = row;
  const [address, port] =
    end === "source"
      ? [field.sourceAddress, field.sourcePort]
      : [field.destinationAddress, field.destinationPort];
  const colon = lastIndexOfByte(bytes, ascii.colon, from, to);
  // Snort prints no port where there is none; an IPv6 address alone has its last colon elsewhere.
  const hasPort = from < colon && isPort(bytes, colon + 1, to) && !isWholeIPv6(bytes, from, to);
  row.set(address, from, hasPort ? colon : to);
  checkAddress(row, from, hasPort ? colon : to);
  if (!hasPort) return;
  row.set(port, colon + 1, to);
  checkPort(row, colon + 1, to);
}

function isPort(bytes: Uint8Array, from: number, to: number): boolean {
  return !Number.isNaN(decimal(bytes, from, to));
}

/** Eight groups: what stands behind the last colon is one of them. */
function isWholeIPv6(bytes: Uint8Array, from: number, to: number): boolean {
  let colons = 0;
  for (let i = from; i < to; i++) if (bytes[i] === ascii.colon) colons++;
  return colons === 7;
}
