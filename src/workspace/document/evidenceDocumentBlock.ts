import { ascii } from "../../core/ascii.ts";
import type { CaptureFacts } from "../../core/capture.ts";
import type { Format } from "../../core/format.ts";
import type { Issue } from "../../core/issue.ts";
import { LineBytes, textOf } from "../../core/lineBytes.ts";
import { Row } from "../../core/row.ts";
import { longestLineFrom } from "../reading/byteLines.ts";
import type { EvidenceReader, LineRole } from "../reading/evidenceReader.ts";
import type { FenceInfo } from "../reading/fence.ts";
import { issueText } from "../reading/issueText.ts";
import type { TextLines } from "./textLines.ts";

/** The capture that opens on a line of a block. */
export interface BlockOpening {
  readonly offset: number;
  /** Its last line in this block. */
  last: number;
  readonly format: Format;
  readonly facts: CaptureFacts;
  readonly place: "file" | "block";
}

/** Where a fence begins or ends: on a line of its own, or `left` above a line whose quote does not hold it. */
export interface BlockFence {
  readonly offset: number;
  readonly mark: "open" | "close" | "left";
  readonly info: FenceInfo;
}

/**
 * Some lines of a document as they were read: all that an edit elsewhere does not change. Offsets are lines
 * counted from the block's first, so that a block can move; issues stand as if it were the first of all.
 */
export interface EvidenceBlock {
  readonly lines: number;
  /** The reader's state before the first line. */
  readonly state: string;
  /** Observations that start on its lines. */
  readonly observed: number;
  /** How many more than one start on a line, where it is so. */
  readonly more: ReadonlyMap<number, number>;
  /** For each line its index in `lineRoles`. */
  readonly roles: Uint8Array;
  readonly openings: readonly Readonly<BlockOpening>[];
  /** The last line of the capture that was open before the block, -1 where it has none here. */
  readonly lastOfOpen: number;
  readonly fences: readonly BlockFence[];
  /** Lines whose blanks were repaired. */
  readonly repaired: readonly number[];
  readonly issues: readonly Issue[];
}

export const lineRoles: readonly LineRole[] = [
  "row",
  "detail",
  "part",
  "gap",
  "heading",
  "ignorable",
  "broken",
  "unknown",
  "fence",
  "prose",
];
const roleIndex = new Map(lineRoles.map((role, index) => [role, index]));

export function roleIn(block: EvidenceBlock, offset: number): LineRole {
  return lineRoles[block.roles[offset] ?? -1] ?? "prose";
}

/** A block and its first line in the document. */
export interface PlacedBlock {
  readonly first: number;
  readonly block: EvidenceBlock;
}

/** Lines on which an observation starts. */
export function isObserved(role: LineRole): boolean {
  return role === "row" || role === "gap";
}

/** Lines that may stand between a row and what adds to it. */
export function isBetweenDetails(role: LineRole): boolean {
  return role === "detail" || role === "ignorable" || role === "unknown";
}

/** The blocks, each with its first line. */
export function placed(blocks: readonly EvidenceBlock[]): readonly PlacedBlock[] {
  let first = 0;
  return blocks.map((block) => {
    const at = { first, block };
    first += block.lines;
    return at;
  });
}

/** One line of a text as a reader takes it. Filled again for every line. */
export class LineReading {
  readonly row = new Row();
  readonly bytes = new LineBytes();
  line = -1;
  role: LineRole = "prose";
  /** Where the content starts, behind quote marks. */
  contentStart = 0;
  #most = 0;
  /** Of the line's text, which is longer than what was read where it is over-long. */
  length = 0;

  read(reader: EvidenceReader, lines: TextLines, line: number): void {
    const text = lines.line(line);
    this.line = line;
    this.length = text.length;
    this.#most = longestLineFrom(text.charCodeAt(0));
    this.bytes.set(this.#most < text.length ? text.slice(0, this.#most) : text);
    this.role = reader.read(this.bytes.bytes, 0, this.readLength, this.row);
    const isCutShort = this.role === "part" && line === lastLineOf(lines) && reader.finish(this.row);
    if (isCutShort) this.role = "row";
    this.contentStart = reader.contentStart;
  }

  /** Bytes that were read. */
  get readLength(): number {
    return Math.min(this.bytes.length, this.#most);
  }

  get isCut(): boolean {
    return this.#most < this.length || this.#most < this.bytes.length;
  }
}

/** What a file would end with: behind its last line break is no line. */
function lastLineOf(lines: TextLines): number {
  const last = lines.count - 1;
  return 0 < last && lines.size(last) === 0 ? last - 1 : last;
}

/** Reads `count` lines from `first` on; the reader stands behind the line above. */
export function readBlock(
  reader: EvidenceReader,
  lines: TextLines,
  first: number,
  count: number,
): EvidenceBlock {
  const { state } = reader;
  const roles = new Uint8Array(count);
  const openings: BlockOpening[] = [];
  const fences: BlockFence[] = [];
  const repaired: number[] = [];
  const issues: Issue[] = [];
  const more = new Map<number, number>();
  let lastOfOpen = -1;
  let observed = 0;
  const plain = plainBytes(lines, first, count);
  let at = 0;
  for (let offset = 0; offset < count; offset++) {
    const start = at;
    at += lines.size(first + offset);
    if (plain && reader.readPlainLine(plain, start, contentEnd(plain, start, at))) {
      roles[offset] = rowIndex;
      observed++;
      const opening = openings.at(-1);
      if (opening) opening.last = offset;
      else lastOfOpen = offset;
      continue;
    }
    const wasInFence = reader.inFence;
    reading.read(reader, lines, first + offset);
    const { role } = reading;
    roles[offset] = roleIndex.get(role)!;
    if (isObserved(role)) observed++;
    if (reader.opened && reader.format)
      openings.push({
        offset,
        last: offset,
        format: reader.format,
        facts: reader.facts,
        place: reader.place,
      });
    if (wasInFence !== reader.inFence)
      fences.push({ offset, mark: markOf(role, reader), info: reader.fence });
    if (role === "fence" || role === "prose") continue;
    const opening = openings.at(-1);
    if (opening) opening.last = offset;
    else lastOfOpen = offset;
    if (reader.repaired) repaired.push(offset);
    addLineIssues(issues, offset);
    const further = role === "row" ? addRowsOfLine(issues, offset, reader) : 0;
    if (0 < further) more.set(offset, further);
    observed += further;
  }
  return { lines: count, state, observed, more, roles, openings, lastOfOpen, fences, repaired, issues };
}

const reading = new LineReading();
const rowIndex = roleIndex.get("row")!;

const encoder = new TextEncoder();
/** Room for the lines of a block as logs have them. Behind them stands a 0. */
const scratch = new Uint8Array(1 << 16);

/** The bytes of some lines, if all of them are ASCII; undefined also where they are uncommonly long. */
function plainBytes(lines: TextLines, first: number, count: number): Uint8Array | undefined {
  const text = lines.join(first, count);
  if (scratch.length <= text.length) return undefined;
  const { written } = encoder.encodeInto(text, scratch);
  scratch[written] = 0;
  return written === text.length ? scratch : undefined;
}

function contentEnd(bytes: Uint8Array, start: number, end: number): number {
  let to = end;
  if (start < to && bytes[to - 1] === ascii.lineFeed) to--;
  if (start < to && bytes[to - 1] === ascii.carriageReturn) to--;
  return to;
}

function markOf(role: LineRole, reader: EvidenceReader): BlockFence["mark"] {
  if (role !== "fence") return "left";
  return reader.inFence ? "open" : "close";
}

function addLineIssues(issues: Issue[], offset: number): void {
  const { role, bytes, length } = reading;
  const whole = { line: offset, start: reading.contentStart, end: length };
  if (reading.isCut) issues.push({ code: "EV003", place: whole, message: issueText("EV003", "") });
  if (role === "unknown")
    issues.push({ code: "EV002", place: whole, message: issueText("EV002", bytes.text(bytesOfLine())) });
  addFlaws(issues, offset);
}

/** What the further rows of a line have wrong with them; returns how many there are. */
function addRowsOfLine(issues: Issue[], offset: number, reader: EvidenceReader): number {
  let further = 0;
  for (; reader.more(reading.row); further++) addFlaws(issues, offset);
  return further;
}

function addFlaws(issues: Issue[], offset: number): void {
  const { row, bytes } = reading;
  for (const { code, from, to } of row.flaws) {
    const span = { start: row.placeOf(from), end: row.placeOf(to) };
    const place = { line: offset, start: bytes.column(span.start), end: bytes.column(span.end) };
    // Of what is escaped in the line, what it means.
    const text = row.places ? textOf(row.bytes, from, to) : bytes.text({ start: from, end: to });
    issues.push({ code, place, message: issueText(code, text) });
  }
}

function bytesOfLine() {
  return { start: reading.contentStart, end: reading.readLength };
}
