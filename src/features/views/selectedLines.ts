import { withRoom } from "../../core/names.ts";
import type { Zone } from "../../core/zone.ts";
import type { LineSelection } from "../../protocol/views.ts";
import { ordered } from "../../report/sections/order.ts";
import type { ScannedCapture, ScannedFile } from "../../workspace/captures/scannedFile.ts";
import type { CaseSnapshot } from "../../workspace/case/caseStore.ts";
import { pathOfId } from "../trees/treeRow.ts";
import { rowsMatching } from "./matchingLines.ts";
import { type CaptureRows, rowsOfTreeRow } from "./selectedRows.ts";

/** Lines of one document that are to be shown, ascending. */
export interface SelectedLines {
  readonly uri: string;
  /** Of a file of the case; absent for another one. */
  readonly file?: ScannedFile;
  /** The capture that they are of; absent where they are a stretch of the document, whatever it holds. */
  readonly capture?: ScannedCapture;
  readonly lines: Uint32Array;
  /** Which of them are shown only if they add to the row above. */
  readonly maybe?: ReadonlySet<number>;
  /** Those of the lines that were asked for; the others stand around them. */
  readonly asked: Uint32Array;
  /** How many were asked for, of which those may be the first ones; undefined where nobody has counted the lines. */
  readonly total: number | undefined;
}

export interface SelectionOptions {
  /** Lines of one capture at the most. */
  readonly most: number;
  /** Lines of evidence around each asked one. */
  readonly context: number;
  /** Of times that a question names without one. */
  readonly zone?: Zone;
}

/** The lines of a selection, in the order of the case's paths. */
export function selectedLines(
  snapshot: CaseSnapshot,
  selection: LineSelection,
  { most, context, zone }: SelectionOptions,
): readonly SelectedLines[] {
  const stretch = stretchOf(snapshot, selection);
  if (stretch) return [linesOfStretch(snapshot, stretch, most)];
  const rows = rowsOfSelection(snapshot, selection, zone).filter(({ lines }) => 0 < lines.length);
  const files = new Map(snapshot.reading.files.map((file) => [file.entry.uri, file]));
  const inOrder = ordered(rows, ({ capture }) => [
    files.get(capture.uri)?.entry.path ?? capture.uri,
    capture.firstLine,
  ]);
  return inOrder.map(({ capture, lines }) => {
    const file = files.get(capture.uri);
    const shown = lines.subarray(0, most);
    const own = 0 < context ? { lines: around(capture, shown, context) } : withDetails(capture, shown);
    return {
      uri: capture.uri,
      capture,
      asked: shown,
      total: lines.length,
      ...own,
      ...(file ? { file } : {}),
    };
  });
}

function rowsOfSelection(
  snapshot: CaseSnapshot,
  selection: LineSelection,
  zone: Zone | undefined,
): readonly CaptureRows[] {
  if (selection.kind === "row") return rowsOfTreeRow(snapshot, selection.tree, selection.id);
  return selection.kind === "where" ? rowsMatching(snapshot, selection.text, zone) : [];
}

interface Stretch {
  readonly uri: string;
  readonly first: number;
  readonly last: number;
}

/** A stretch of lines as such; or a file or a capture of the evidence tree, from its first to its last line. */
function stretchOf({ reading, view }: CaseSnapshot, selection: LineSelection): Stretch | undefined {
  if (selection.kind === "lines") return selection;
  if (selection.kind !== "row" || selection.tree !== "evidence") return undefined;
  const [uri, capture] = pathOfId(selection.id) ?? [];
  const file = reading.files.find(({ entry }) => entry.uri === uri);
  if (!file) return undefined;
  const { firstLine, lastLine } = view.captures.find(({ id }) => id === capture) ?? {
    firstLine: 0,
    lastLine: file.lines - 1,
  };
  return { uri: file.entry.uri, first: firstLine, last: lastLine };
}

function linesOfStretch(
  { reading }: CaseSnapshot,
  { uri, first, last }: Stretch,
  most: number,
): SelectedLines {
  const file = reading.files.find(({ entry }) => entry.uri === uri);
  const end = Math.max(first, Math.min(last + 1, file ? file.lines : last + 1));
  const lines = Uint32Array.from({ length: Math.min(most, end - first) }, (_, i) => first + i);
  return { uri, lines, asked: lines, total: file ? end - first : undefined, ...(file ? { file } : {}) };
}

/** Lines behind a row that may add to it: `netstat -b` prints a program's name there, a mail wraps what is long. */
const mostDetails = 40;

function withDetails(capture: ScannedCapture, starts: Uint32Array): Pick<SelectedLines, "lines" | "maybe"> {
  const endOf = rowEnds(capture);
  let lines = new Uint32Array(starts.length);
  const maybe = new Set<number>();
  let count = 0;
  for (const start of starts) {
    const end = Math.min(endOf(start), start + 1 + mostDetails);
    lines = withRoom(lines, count + end - start);
    lines[count++] = start;
    for (let line = start + 1; line < end; line++) {
      maybe.add(line);
      lines[count++] = line;
    }
  }
  return { lines: lines.subarray(0, count), ...(maybe.size === 0 ? {} : { maybe }) };
}

function around({ firstLine, lastLine }: ScannedCapture, starts: Uint32Array, context: number): Uint32Array {
  const lines: number[] = [];
  let next = firstLine;
  for (const start of starts) {
    const last = Math.min(lastLine, start + context);
    for (let line = Math.max(next, start - context); line <= last; line++) lines.push(line);
    next = Math.max(next, last + 1);
  }
  return Uint32Array.from(lines);
}

/** Where the row behind the one on a line starts. Asked for in ascending order. */
function rowEnds({ columns, processes, lastLine }: ScannedCapture): (start: number) => number {
  const ofProcesses = processes.length !== 0;
  const count = ofProcesses ? processes.length : columns.count;
  const lineOf = (i: number) => (ofProcesses ? processes[i]!.line : columns.line[i]!);
  let at = 0;
  return (start) => {
    while (at < count && lineOf(at) <= start) at++;
    return at < count ? lineOf(at) : lastLine + 1;
  };
}
