import type { Hover, MarkupKind, Position, Range } from "vscode-languageserver-types";
import type { Connection, Observation } from "../../core/observation.ts";
import type { CaseLines, RowPlace } from "../../workspace/case/caseLines.ts";
import type { EvidenceDocument } from "../../workspace/document/evidenceDocument.ts";
import type { Sha256 } from "../../workspace/document/fenceIssues.ts";
import { caseRow, placeInCase } from "../caseRow.ts";
import { endOfField, type FieldAt, fieldAt } from "../fieldAt.ts";
import { linesRange, spanRange } from "../lspRanges.ts";
import { operationMeaning, resultMeaning } from "./eventMeanings.ts";
import { actionMeaning, firewallColumnMeaning, stateMeaning, transportMeaning } from "./fieldMeanings.ts";
import { addressPart, portPart } from "./hoverAddress.ts";
import { capturePart, hashLine } from "./hoverCapture.ts";
import { processParts } from "./hoverProcess.ts";
import { type HoverLine, type HoverLinks, type HoverPart, hoverOf } from "./hoverText.ts";
import { timePart } from "./hoverTime.ts";

export interface HoverContext {
  readonly lines: CaseLines;
  readonly sha256: Sha256;
  /** What the client can show. */
  readonly kind: MarkupKind;
  /** How lines of files too large for an editor are linked. */
  readonly links?: HoverLinks;
}

/** What a field, a column's name, a fence or a capture's heading is, and what the case knows of it. */
export function hover(document: EvidenceDocument, at: Position, context: HoverContext): Hover | undefined {
  const field = fieldAt(document, at);
  const found = field
    ? { range: field.range, parts: fieldParts(document, context.lines, field) }
    : besidesRows(document, at, context);
  return found && 0 < found.parts.length
    ? hoverOf(found.parts, { range: found.range, ...context })
    : undefined;
}

interface Found {
  readonly range: Range;
  readonly parts: readonly HoverPart[];
}

function fieldParts(document: EvidenceDocument, lines: CaseLines, field: FieldAt): readonly HoverPart[] {
  const { observation } = field;
  const row = observation.kind === "connection" ? caseRow(document, lines, observation) : undefined;
  switch (field.name) {
    case "sourceAddress":
    case "sourcePort":
    case "destinationAddress":
    case "destinationPort":
      return observation.kind === "connection"
        ? [...endpointParts(lines, field, observation, row), ...socketParts(lines, field, row)]
        : [];
    case "pid":
    case "process":
    case "service":
    case "executable":
    case "module":
      return processParts(lines, observation, row, placeInCase(document, lines, observation.line));
    case "time":
      return observation.time ? [timePart(observation.time, field.text, row)] : [];
    default:
      return meaningParts(field, observation);
  }
}

function endpointParts(
  lines: CaseLines,
  { name, text }: FieldAt,
  connection: Connection,
  row: RowPlace | undefined,
): readonly HoverPart[] {
  const endpoint = connection[endOfField(name) ?? "source"];
  if (text === "*") return [wildcardPart(lines, connection, row)];
  if (name.endsWith("Port")) return [portPart(lines, endpoint, connection.transport)];
  const address = endpoint.ip ?? endpoint.domain;
  return address === undefined ? [] : [addressPart(lines, address)];
}

/** Whose port it is, where the log does not say it. */
function socketParts(lines: CaseLines, { name, observation }: FieldAt, row: RowPlace | undefined) {
  const side = endOfField(name);
  if (!row || !name.endsWith("Port") || row.capture.family !== "fwlog") return [];
  return lines.joins.ofRow(row).some((join) => join.side === side)
    ? processParts(lines, observation, row, undefined)
    : [];
}

const mostJoins = 5;

/** `*:*` is no suspicious sign: nearly every Windows prints nothing else for UDP. */
function wildcardPart(lines: CaseLines, { transport }: Connection, row: RowPlace | undefined): HoverPart {
  if (transport !== "udp") return { title: ["Not recorded: any address, any port"], lines: [] };
  const joins = row ? lines.joins.ofSocket(row) : [];
  const joined = joins.slice(0, mostJoins).map((join): HoverLine => {
    const { columns, uri } = join.flows;
    const far = join.side === "source" ? columns.destination : columns.source;
    const address = columns.text(far[join.firstRow]!) ?? "*";
    const farPort = join.side === "source" ? columns.destinationPort : columns.sourcePort;
    const place = { uri, line: columns.line[join.firstRow]! };
    const peer = { code: `${address}:${farPort[join.firstRow]!}` };
    return [
      peer,
      ` by the firewall's log, ${join.count === 1 ? "" : `${join.count} rows from `}`,
      { place },
      ": ",
      { sentence: join.reason },
    ];
  });
  const more = joins.length - joined.length;
  return {
    title: ["Not recorded: Windows prints no peer for UDP; join by local port"],
    lines: [
      ...joined,
      ...(more <= 0 ? [] : [[`and ${more} more`]]),
      ...(joins.length === 0 ? [["No row of a firewall log in the case has this local port"]] : []),
    ],
  };
}

/** What the operation of a monitored event does, and how it ended. */
function eventParts({ name, text }: Pick<FieldAt, "name" | "text">): readonly HoverPart[] {
  if (name !== "action" && name !== "result") return [];
  const says = name === "result" ? resultMeaning(text) : operationMeaning(text);
  return says === undefined ? [] : [{ title: [{ code: text }], lines: [[says]] }];
}

function meaningParts({ name, text }: FieldAt, observation: Observation): readonly HoverPart[] {
  if (observation.kind === "event" || name === "result") return eventParts({ name, text });
  if (observation.kind !== "connection") return [];
  const { action, transport, state } = observation;
  const meaning = (word: string | undefined, says: string | undefined): readonly HoverPart[] =>
    word === undefined ? [] : [{ title: [{ code: text }], lines: [[says ?? `Read as ${word}`]] }];
  if (name === "action") return meaning(action, action && (actionMeaning(action) ?? operationMeaning(text)));
  if (name === "transport") return meaning(transport, transport && transportMeaning(transport));
  if (name === "direction") return meaning(observation.direction, directionMeanings[observation.direction]);
  if (name !== "state" || state === undefined) return [];
  const translated = state === text.toUpperCase() ? [] : [["In English ", { code: state }]];
  return [
    {
      title: [{ code: text }],
      lines: [...translated, [stateMeaning(state) ?? "Not a state that netstat prints"]],
    },
  ];
}

const directionMeanings: { readonly [D in Connection["direction"]]: string } = {
  inbound: "From outside to this host",
  outbound: "From this host to the outside",
  internal: "Within the network",
  external: "Between hosts outside",
  unknown: "The log does not say which way it went",
};

function besidesRows(document: EvidenceDocument, at: Position, context: HoverContext): Found | undefined {
  const { line } = at;
  const role = document.roleOf(line);
  if (role === "fence") return fenceFound(document, line, context);
  if (role !== "heading") return undefined;
  const capture = document.captureAt(line);
  if (!capture) return undefined;
  const column = capture.format === "windows.firewall" ? columnFound(document, at) : undefined;
  if (column) return column;
  const range = linesRange(document, line, line);
  return { range, parts: [capturePart(document, context.lines, capture)] };
}

function fenceFound(document: EvidenceDocument, line: number, context: HoverContext): Found | undefined {
  const fence = document.fences.find(({ open }) => open === line);
  if (!fence) return undefined;
  const { open, close } = fence;
  const held = document.captures.filter(({ firstLine }) => open < firstLine && firstLine < close);
  if (held.length === 0) return undefined;
  const parts = held.map((capture) => capturePart(document, context.lines, capture));
  const hash: HoverPart = { title: hashLine(document, fence, context.sha256), lines: [] };
  return { range: linesRange(document, line, line), parts: [...parts, hash] };
}

/** The name of a column in `#Fields: date time action …`. */
function columnFound(document: EvidenceDocument, { line, character }: Position): Found | undefined {
  const text = document.line(line);
  if (longestHeading < text.length) return undefined;
  for (const word of text.matchAll(/[A-Za-z][A-Za-z-]*/g)) {
    const span = { start: word.index, end: word.index + word[0].length };
    if (character < span.start || span.end < character) continue;
    const says = firewallColumnMeaning(word[0]);
    if (says !== undefined)
      return { range: spanRange(line, span), parts: [{ title: [{ code: word[0] }], lines: [[says]] }] };
  }
  return undefined;
}

const longestHeading = 1024;
