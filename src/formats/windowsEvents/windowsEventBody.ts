import { ascii, decimal, hasWordAt, isBlank, isWord, skipBlanks, trimEnd } from "../../core/ascii.ts";
import type { Direction } from "../../core/direction.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import { textOf } from "../../core/lineBytes.ts";
import type { Row } from "../../core/row.ts";
import type { Span } from "../../core/span.ts";
import { checkPort, isPlainAddress } from "../cells/endpointFlaws.ts";
import { readIcmpPorts } from "../words/icmpPorts.ts";
import { addWords } from "./windowsEventFacts.ts";

/**
 * How far the values below a message have come: they stand in one order in every language, and each is known by its
 * shape.
 *
 *     Process ID:  Application Name:  Direction:  Source Address:  Source Port:  Destination Address: … Port:  Protocol:
 */
export type Stage = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const lastStage: Stage = 7;

/** Ports of a message, which are none where the protocol below them turns out to be ICMP. */
export interface SeenPorts {
  readonly source: string;
  readonly destination: string;
}

/** How far a message was read. */
export interface Progress {
  readonly stage: Stage;
  readonly ports: SeenPorts;
}

export const beginning: Progress = { stage: 0, ports: { source: "", destination: "" } };

/** Sets what the line's value is, and returns how far that is; the same where the line has none. */
export function readBodyLine(row: Row, start: number, lineEnd: number, { stage, ports }: Progress): Progress {
  const { bytes } = row;
  let end = trimEnd(bytes, start, lineEnd);
  if (start < end && bytes[end - 1] === ascii.quote) end = trimEnd(bytes, start, end - 1);
  const mark = valueMark(bytes, skipBlanks(bytes, start, end), end);
  const from = mark < 0 ? end : skipBlanks(bytes, mark + 1, end);
  const next = from === end ? stage : putValue(row, from, end, stage);
  if (next === stage) return { stage, ports };
  if (next === 4) return { stage: next, ports: { ...ports, source: textOf(bytes, from, end) } };
  if (next === 6) return { stage: next, ports: { ...ports, destination: textOf(bytes, from, end) } };
  if (next === lastStage) putPorts(row, { start, end: lineEnd }, ports);
  return { stage: next, ports };
}

/** Below the protocol it is known what the numbers above it are. */
function putPorts(row: Row, line: Span, { source, destination }: SeenPorts): void {
  const [from, to] = [row.from[field.transport]!, row.to[field.transport]!];
  const isIcmp = isWord(row.bytes, from, to, "1") || isWord(row.bytes, from, to, "58");
  const [first, second] = addWords(row, line, [source, destination]);
  if (source !== "") row.set(isIcmp ? field.icmpType : field.sourcePort, first!.start, first!.end);
  if (destination !== "")
    row.set(isIcmp ? field.icmpCode : field.destinationPort, second!.start, second!.end);
}

/** The colon behind a label: the last before the value, which a blank follows. */
function valueMark(bytes: Uint8Array, from: number, end: number): number {
  const last = Math.min(end, from + longestLabel);
  for (let at = from; at < last; at++) if (bytes[at] === ascii.colon && isBlank(bytes[at + 1])) return at;
  return -1;
}

const longestLabel = 60;

/** Puts the value in `[from, to)` where the stage wants one of its shape. */
export function putValue(row: Row, from: number, to: number, stage: Stage): Stage {
  const { bytes } = row;
  const isNumber = !Number.isNaN(decimal(bytes, from, to));
  const isAddress = !isNumber && isPlainAddress(bytes, from, to);
  switch (stage) {
    case 0:
      return isNumber ? put(row, field.pid, from, to, 1) : stage;
    case 1:
      putApplication(row, from, to);
      return 2;
    case 2:
      if (isAddress) return put(row, field.sourceAddress, from, to, 3);
      putDirection(row, from, to);
      return stage;
    case 3:
      return isNumber ? seenPort(row, from, to, 4) : stage;
    case 4:
      if (isAddress) return put(row, field.destinationAddress, from, to, 5);
      return isNumber ? put(row, field.transport, from, to, 7) : stage;
    case 5:
      return isNumber ? seenPort(row, from, to, 6) : stage;
    case 6:
      return isNumber ? put(row, field.transport, from, to, 7) : stage;
    default:
      return stage;
  }
}

function put(row: Row, index: FieldIndex, from: number, to: number, stage: Stage): Stage {
  row.set(index, from, to);
  return stage;
}

/** It is set with the protocol. */
function seenPort(row: Row, from: number, to: number, stage: Stage): Stage {
  checkPort(row, from, to);
  return stage;
}

/** `\device\harddiskvolume2\windows\system32\svchost.exe`, `System`, `-` */
export function putApplication(row: Row, from: number, to: number): void {
  const { bytes } = row;
  if (isWord(bytes, from, to, "-")) return;
  let name = to;
  while (from < name && bytes[name - 1] !== ascii.backslash) name--;
  if (name < to) row.set(field.process, name, to);
  if (from < name) row.set(field.executable, from, to);
}

/** Words for a direction as Windows translates them, and the numbers of its own messages in XML. */
const directions: readonly (readonly [word: string, direction: Direction])[] = [
  ["Inbound", "inbound"],
  ["Outbound", "outbound"],
  ["%%14592", "inbound"],
  ["%%14593", "outbound"],
  ["Eingehend", "inbound"],
  ["Ausgehend", "outbound"],
  ["Entrant", "inbound"],
  ["Sortant", "outbound"],
  ["Entrante", "inbound"],
  ["Saliente", "outbound"],
  ["Entrada", "inbound"],
  ["Salida", "outbound"],
  ["Sa\u00c3\u00adda", "outbound"],
  ["In ingresso", "inbound"],
  ["In uscita", "outbound"],
  ["\u00d0\u0092\u00d1\u0085\u00d0\u00be\u00d0\u00b4\u00d1\u008f\u00d1\u0089", "inbound"],
  ["\u00d0\u0098\u00d1\u0081\u00d1\u0085\u00d0\u00be\u00d0\u00b4\u00d1\u008f\u00d1\u0089", "outbound"],
];

export function putDirection(row: Row, from: number, to: number): void {
  const known = directions.find(([word]) => hasWordAt(row.bytes, from, to, word));
  if (!known) return;
  row.direction = known[1];
  row.set(field.direction, from, to);
}

/** Labels of the English text, in the order of the stages that their values are for. */
const labels: readonly (readonly [label: string, stage: Stage])[] = [
  ["Process ID:", 0],
  ["Application Name:", 1],
  ["Direction:", 2],
  ["Source Address:", 2],
  ["Source Port:", 3],
  ["Destination Address:", 4],
  ["Destination Port:", 5],
  ["Protocol:", 6],
];

const sections = ["Network Information", "Filter Information", "Application Information", "Interface Index"];

/** Reads a text whose line breaks a forwarder took away, and says how far it came. */
export function readFlatBody(row: Row, start: number, end: number): Progress {
  const { bytes } = row;
  let progress = beginning;
  let label = nextLabel(bytes, start, end);
  while (label.at < end) {
    const next = nextLabel(bytes, label.to, end);
    let from = label.to;
    while (from < next.at && bytes[from]! <= ascii.blank) from++;
    let to = sectionBefore(bytes, from, next.at);
    // Line breaks too, where the text was a value of JSON.
    while (from < to && bytes[to - 1]! <= ascii.blank) to--;
    if (from < to) {
      const valueTo = label.stage === 6 ? wordEnd(bytes, from, to) : to;
      putValue(row, from, valueTo, label.stage);
      setFlatPort(row, label.stage, from, valueTo);
      progress = { ...progress, stage: label.stage === 6 ? lastStage : label.stage };
    }
    label = next;
  }
  if (progress.stage === lastStage) readIcmpPorts(row, "type and code");
  return progress;
}

function setFlatPort(row: Row, stage: Stage, from: number, to: number): void {
  if (stage === 3) row.set(field.sourcePort, from, to);
  else if (stage === 5) row.set(field.destinationPort, from, to);
}

interface FoundLabel {
  readonly at: number;
  readonly to: number;
  readonly stage: Stage;
}

function nextLabel(bytes: Uint8Array, start: number, end: number): FoundLabel {
  for (let at = start; at < end; at++) {
    const known = labels.find(([label]) => hasWordAt(bytes, at, end, label));
    if (known) return { at, to: at + known[0].length, stage: known[1] };
  }
  return { at: end, to: end, stage: lastStage };
}

/** Where the name of the next section begins, which belongs to no value. */
function sectionBefore(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) if (sections.some((name) => hasWordAt(bytes, at, to, name))) return at;
  return to;
}

function wordEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && ascii.blank < bytes[at]!) at++;
  return at;
}
