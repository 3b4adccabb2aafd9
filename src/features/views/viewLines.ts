import type { Format } from "../../core/format.ts";
import type { Zone } from "../../core/zone.ts";
import { titlesOf } from "../../formats/all.ts";
import { nameOfUri, type ViewLines, type ViewLinesParams, type ViewPart } from "../../protocol/views.ts";
import { visibleText } from "../../report/escape.ts";
import { plural } from "../../report/sections/table.ts";
import type { CaseSnapshot } from "../../workspace/case/caseStore.ts";
import type { OriginPart } from "../../workspace/document/lineOrigins.ts";
import { documentKindOf } from "../../workspace/reading/fileReading.ts";
import type { Cancellation } from "../../workspace/reading/files.ts";
import type { LineTaker } from "../../workspace/views/lineSource.ts";
import { formatOfLines, readingState } from "../../workspace/views/readingState.ts";
import { type ViewLimits, ViewTextBuilder, type WantedPart } from "../../workspace/views/viewText.ts";
import { whyNot } from "./matchingLines.ts";
import { type SelectedLines, selectedLines } from "./selectedLines.ts";

/** Where the texts of lines come from. */
export interface ViewSource {
  /** Hands over lines of a document, which ascend, until it has had enough. */
  readonly read: (uri: string, wanted: Uint32Array, taker: LineTaker) => Promise<void>;
  /** The formats that may be recognized in a document. */
  readonly formatsOf: (uri: string) => readonly Format[];
  readonly limits: ViewLimits;
  /** Of times that a question names without one. */
  readonly zone?: Zone;
}

/** What an editor shows with colors and lenses, with some room. */
export const viewLimits: ViewLimits = { lines: 100_000, chars: 15_000_000 };
const mostContext = 100;

/** The lines of a selection as a document can show them: byte for byte, with the numbers they have in their captures. */
export async function viewLines(
  snapshot: CaseSnapshot,
  { selection, context = 0 }: Pick<ViewLinesParams, "selection" | "context">,
  source: ViewSource,
  cancellation: Cancellation,
): Promise<ViewLines> {
  const { limits, zone } = source;
  const around = Math.max(0, Math.min(mostContext, context));
  const options = { most: limits.lines, context: around, ...(zone ? { zone } : {}) };
  const selected = selectedLines(snapshot, selection, options);
  const builder = new ViewTextBuilder(limits);
  const between = 0 < around ? "counted" : "nothing";
  let shown = 0;
  for (const part of selected) {
    if (builder.isFull || cancellation.isCancellationRequested) break;
    if (1 < selected.length) builder.note(headingOf(part, selected, source));
    shown += await readPart({ snapshot, source, builder, between }, part);
  }
  const total = selected.reduce((sum, part) => sum + (part.total ?? shown), 0);
  const isCounted = selected.every((part) => part.total !== undefined);
  if (total === 0) builder.note(nothingWords(selection));
  else if (builder.isFull && !isCounted) builder.note(`More lines follow. ${narrowing}`);
  else if (shown < total) builder.note(leftWords(total - shown, builder.isFull ? "full" : "unread"));
  const { text, parts } = builder.finish();
  const family = familyOf(snapshot, selected) ?? familyOfLines(text, source);
  return { text, parts: parts.map(viewPart), total, ...(family === undefined ? {} : { family }) };
}

const narrowing =
  "To see them, narrow the selection: one process, one remote endpoint, or a filter in the views of Incident Notes.";

/** Of a file that the case has not read yet. */
function familyOfLines(text: string, { formatsOf }: ViewSource): string | undefined {
  const head = text.slice(0, 10_000).split("\n").slice(0, 50);
  return formatOfLines(head, { kind: "file", formats: formatsOf("") })?.family;
}

function viewPart({ first, uri, lines, state, kind, latest }: OriginPart): ViewPart {
  return { first, uri, lines: Array.from(lines), reading: { state, kind, latest } };
}

interface Work {
  /** What is said of lines between two that are shown. */
  readonly between: "counted" | "nothing";
  readonly snapshot: CaseSnapshot;
  readonly source: ViewSource;
  readonly builder: ViewTextBuilder;
}

/** Adds the lines of one document, and says how many of the asked ones came. */
async function readPart({ snapshot, source, builder, between }: Work, part: SelectedLines): Promise<number> {
  const { uri, lines, asked, maybe, file } = part;
  const kind = documentKindOf(uri);
  const formats = source.formatsOf(uri);
  const above: string[] = [];
  await source.read(uri, headOf(snapshot, part), (_line, text) => {
    above.push(text);
    return "more";
  });
  const state = readingState(above, { kind, formats });
  const wanted: WantedPart = {
    uri,
    kind,
    latest: file?.entry.changed ?? 0,
    state,
    formats,
    ...(maybe ? { maybe } : {}),
  };
  builder.begin(wanted);
  let last = -1;
  await source.read(uri, lines, (line, text) => {
    if (between === "counted" && 0 <= last && last + 1 < line) {
      builder.note(plural(line - last - 1, "line"));
      builder.begin(wanted);
    }
    const answer = builder.add(line, text);
    if (answer === "more") last = line;
    return answer;
  });
  return asked.findLastIndex((line) => line <= last) + 1;
}

/** More lines above a capture's first row say nothing of how it is read. */
const mostHead = 300;

/** The lines of the capture up to its first row, where the wanted ones begin behind it. */
function headOf({ lines }: CaseSnapshot, { uri, capture, lines: wanted }: SelectedLines): Uint32Array {
  const first = wanted[0] ?? 0;
  const of = capture ?? lines.captureAt({ uri, line: first });
  if (!of || first <= of.firstLine) return new Uint32Array(0);
  const from = of.block ? Math.max(0, of.block.first - 1) : of.firstLine;
  const row = of.columns.count === 0 ? of.processes[0]?.line : of.columns.line[0];
  const end = Math.min(first, (row ?? first) + 1, from + mostHead);
  return Uint32Array.from({ length: Math.max(0, end - from) }, (_, i) => from + i);
}

function headingOf(
  { uri, file, capture, total }: SelectedLines,
  all: readonly SelectedLines[],
  { formatsOf }: ViewSource,
): string {
  const isAlone = all.filter((other) => other.uri === uri).length === 1;
  const format = isAlone || !capture ? [] : [titlesOf(formatsOf(uri))(capture.format)];
  const path = visibleText(file?.entry.path ?? nameOfUri(uri));
  return [path, ...format, plural(total ?? 0, "line")].join(" · ");
}

function nothingWords(selection: ViewLinesParams["selection"]): string {
  if (selection.kind === "filter" || (selection.kind === "where" && selection.text.trim() === ""))
    return "Type a filter in the views of Incident Notes: the lines that match it stand here.";
  if (selection.kind === "lines") return "The file has no such lines.";
  const why = selection.kind === "where" ? whyNot(selection.text) : undefined;
  return why ?? "No line of the case matches.";
}

function leftWords(left: number, why: "full" | "unread"): string {
  if (why === "unread")
    return `${plural(left, "more line")} could not be read: the file is changing, or gone.`;
  return `${plural(left, "more line")} match. ${narrowing}`;
}

/** The language that colors most of the lines. */
function familyOf({ lines, reading }: CaseSnapshot, selected: readonly SelectedLines[]): string | undefined {
  const largest = [...selected].sort((a, b) => b.lines.length - a.lines.length)[0];
  if (!largest) return undefined;
  const { uri } = largest;
  const capture = largest.capture ?? lines.captureAt({ uri, line: largest.lines[0] ?? 0 });
  return (capture ?? reading.captures.find((other) => other.uri === uri))?.family;
}
