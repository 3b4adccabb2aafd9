import { ascii, decimal, hasWordAt, isBlank, isDigit, skipBlanks, trimEnd } from "../../core/ascii.ts";
import { textOf } from "../../core/lineBytes.ts";
import { Row } from "../../core/row.ts";
import { readWindowsTime } from "./windowsEventTime.ts";

/** With these the text of an event begins, as Event Viewer, wevtutil, Get-WinEvent and Splunk write it. */
const starts = [
  "Log Name:",
  "Protokollname:",
  "Nom du journal",
  "Nombre de registro:",
  "Nome registro:",
  "Nome do Log:",
  "\u00d0\u0098\u00d0\u00bc\u00d1\u008f \u00d0\u00b6\u00d1\u0083\u00d1\u0080\u00d0\u00bd\u00d0\u00b0\u00d0\u00bb\u00d0\u00b0:",
  "Event[",
  "TimeCreated ",
  "LogName=",
  "<Event xmlns",
  "Keywords,Date and Time,",
  "Level,Date and Time,",
  "Keywords\tDate and Time\t",
  "Level\tDate and Time\t",
];

export function startsWindowsEvent(bytes: Uint8Array, start: number, end: number): boolean {
  const at = skipBlanks(bytes, start, end);
  return starts.some((word) => hasWordAt(bytes, at, end, word)) || isTimeAlone(bytes, at, end);
}

/** Splunk: `07/02/2031 09:01:08 AM` */
function isTimeAlone(bytes: Uint8Array, from: number, end: number): boolean {
  if (!isDigit(bytes[from]) || bytes[end - 1] !== 0x4d || longestTime < end - from) return false;
  scratch.clear(bytes);
  return readWindowsTime(scratch, from, end) === end;
}

const longestTime = 30;

/** What the lines above the message say of an event. */
export interface EventHeader {
  /** Lines since the event's first. */
  readonly lines: number;
  readonly code: string;
  readonly host: string;
  readonly time: number;
  readonly timeDigits: number;
  /** NaN is written as null. */
  readonly utcOffset: number | null;
}

export const emptyHeader: EventHeader = {
  lines: 0,
  code: "",
  host: "",
  time: Number.NaN,
  timeDigits: 0,
  utcOffset: null,
};

const hostLabels = ["Computer", "MachineName", "ComputerName", "Ordinateur", "Equipo", "Computador"];
const longestHost = 255;
const scratch = new Row();

/** The header with what one line of it says: a label, a colon or `=`, and a value. */
export function withHeaderLine(
  header: EventHeader,
  bytes: Uint8Array,
  start: number,
  lineEnd: number,
): EventHeader {
  const end = trimEnd(bytes, start, lineEnd);
  const labelFrom = skipBlanks(bytes, start, end);
  const mark = markAt(bytes, labelFrom, end);
  const lines = header.lines + 1;
  if (mark < 0) return { ...header, ...timeOf(header, bytes, labelFrom, end), lines };
  const from = skipBlanks(bytes, mark + 1, end);
  if (from === end) return { ...header, lines };
  const isCode = end - from === 4 && bytes[from] === 0x35 && !Number.isNaN(decimal(bytes, from, end));
  if (isCode) return { ...header, code: textOf(bytes, from, end), lines };
  if (hostLabels.some((label) => hasWordAt(bytes, labelFrom, end, label)) && end - from < longestHost)
    return { ...header, host: textOf(bytes, from, end), lines };
  return { ...header, ...timeOf(header, bytes, from, end), lines };
}

/** The `:` or `=` behind a label. */
function markAt(bytes: Uint8Array, from: number, end: number): number {
  const last = Math.min(end, from + longestLabel);
  for (let at = from; at < last; at++) {
    if (bytes[at] === ascii.equals) return at;
    if (bytes[at] === ascii.colon && (at + 1 === end || isBlank(bytes[at + 1]))) return at;
  }
  return -1;
}

const longestLabel = 40;

/** The first time that the header has; whose label it is, each language says in its own way. */
function timeOf(header: EventHeader, bytes: Uint8Array, from: number, end: number): Partial<EventHeader> {
  if (!Number.isNaN(header.time) || !isDigit(bytes[from])) return {};
  scratch.clear(bytes);
  if (readWindowsTime(scratch, from, end) < 0 || Number.isNaN(scratch.time)) return {};
  return {
    time: scratch.time,
    timeDigits: scratch.timeDigits,
    utcOffset: Number.isNaN(scratch.utcOffset) ? null : scratch.utcOffset,
  };
}
