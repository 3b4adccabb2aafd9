import { type FoldingRange, FoldingRangeKind } from "vscode-languageserver-types";
import { field } from "../core/field.ts";
import type { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";
import type { PlacedBlock } from "../workspace/document/evidenceDocumentBlock.ts";
import { type EvidenceBlock, type LineReading, roleIn } from "../workspace/document/evidenceDocumentBlock.ts";

/** Fewer rows that say the same are not worth a fold. */
const leastRun = 3;

/** Captures, the blocks of a note that hold them, rows of several lines, and runs of rows that differ only in time. */
export function foldingRanges(document: EvidenceDocument, most: number): readonly FoldingRange[] {
  const ranges = [...captureRanges(document), ...fenceRanges(document)];
  for (const range of detailRanges(document)) if (ranges.length < most) ranges.push(range);
  for (const range of runRanges(document)) if (ranges.length < most) ranges.push(range);
  return ranges.slice(0, most).sort((a, b) => a.startLine - b.startLine);
}

function captureRanges(document: EvidenceDocument): readonly FoldingRange[] {
  return document.captures.flatMap(({ firstLine, lastLine }) => {
    let endLine = lastLine;
    while (firstLine < endLine && document.roleOf(endLine) === "ignorable") endLine--;
    return firstLine < endLine ? [{ startLine: firstLine, endLine, kind: FoldingRangeKind.Region }] : [];
  });
}

function fenceRanges(document: EvidenceDocument): readonly FoldingRange[] {
  return document.fences
    .filter(({ open, close }) => open + 1 < close)
    .filter(({ open, close }) =>
      document.captures.some(({ firstLine }) => open < firstLine && firstLine < close),
    )
    .map(({ open, close }) => ({ startLine: open, endLine: close - 1, kind: FoldingRangeKind.Region }));
}

function* detailRanges(document: EvidenceDocument): Generator<FoldingRange> {
  let part: number | undefined;
  for (const { first, block } of document.blocks)
    for (let offset = 0; offset < block.lines; offset++) {
      const role = roleIn(block, offset);
      if (role === "part") part ??= first + offset;
      else if (role === "row" && part !== undefined) yield { startLine: part, endLine: first + offset };
      if (role !== "part") part = undefined;
      if (role !== "row") continue;
      const endLine = document.lastDetailOf(first + offset);
      if (first + offset < endLine) yield { startLine: first + offset, endLine };
    }
}

/** For each line of a block whether it says what the row above says, at another time. */
interface BlockRuns {
  readonly repeats: Uint8Array;
  /** What the first and the last row say; undefined where the block has none there. */
  readonly head: string | undefined;
  readonly tail: string | undefined;
}

const runsOfBlock = new WeakMap<EvidenceBlock, BlockRuns>();

function* runRanges(document: EvidenceDocument): Generator<FoldingRange> {
  let start = 0;
  let above: string | undefined;
  for (const { first, block } of document.blocks) {
    const { repeats, head, tail } = blockRuns(document, { first, block });
    for (let offset = 0; offset < block.lines; offset++) {
      const goesOn = offset === 0 ? above !== undefined && above === head : repeats[offset] === 1;
      if (goesOn) continue;
      if (leastRun <= first + offset - start) yield { startLine: start, endLine: first + offset - 1 };
      start = first + offset;
    }
    above = tail;
  }
  if (leastRun <= document.lineCount - start) yield { startLine: start, endLine: document.lineCount - 1 };
}

function noRuns({ lines }: EvidenceBlock): BlockRuns {
  return { repeats: new Uint8Array(lines), head: undefined, tail: undefined };
}

function blockRuns(document: EvidenceDocument, { first, block }: PlacedBlock): BlockRuns {
  const known = block.observed === 0 ? noRuns(block) : runsOfBlock.get(block);
  if (known) return known;
  const repeats = new Uint8Array(block.lines);
  let head: string | undefined;
  let above: string | undefined;
  document.walk(first, first + block.lines - 1, (reading) => {
    const said = reading.role === "row" ? withoutTime(document.line(reading.line), reading) : undefined;
    if (said !== undefined && said === above) repeats[reading.line - first] = 1;
    if (reading.line === first) head = said;
    above = said;
  });
  const runs = { repeats, head, tail: above };
  runsOfBlock.set(block, runs);
  return runs;
}

function withoutTime(text: string, { row, bytes }: LineReading): string {
  if (!row.has(field.time)) return text;
  const { start, end } = row.placeOfField(field.time);
  return text.slice(0, bytes.column(start)) + text.slice(bytes.column(end));
}
