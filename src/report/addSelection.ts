import type { CitedLine } from "./cite.ts";
import { citations, lineTarget } from "./cite.ts";
import { sectionNames } from "./findings.ts";
import { fencedLines, lineBreakOf, partsOf } from "./sections/sections.ts";

export const selectionHeading = "## Selected evidence";

/**
 * The findings with these lines cited under `## Selected evidence` in the analyst's part. A line that is cited
 * there already, with whatever the analyst wrote behind it, is not cited again.
 */
export function addSelection(existing: string, lines: readonly CitedLine[]): string {
  return addToChapter(existing, selectionHeading, (isThere) =>
    citations(lines.filter((line) => !isThere(`](${lineTarget(line.path, line.line)})`))),
  );
}

/**
 * The findings with entries of a list under a heading in the analyst's part. `entriesOf` gives those that are new,
 * and may ask whether a text stands in that chapter already.
 */
export function addToChapter(
  existing: string,
  title: string,
  entriesOf: (isThere: (text: string) => boolean) => readonly string[],
): string {
  const own = ownLines(existing);
  const heading = own.findIndex(({ text, isOwn }) => isOwn && text.trimEnd() === title);
  const until = heading < 0 ? -1 : endOfChapter(own, heading);
  const chapter = own.slice(Math.max(heading, 0), Math.max(until, 0)).map(({ text }) => text);
  const entries = entriesOf((text) => chapter.some((line) => line.includes(text)));
  if (entries.length === 0) return existing;
  return heading < 0
    ? withNewChapter(existing, own, [title, "", ...entries])
    : withEntries(existing, own, until, entries);
}

interface OwnLine {
  /** With its line break. */
  readonly text: string;
  /** False within generated sections and fenced blocks. */
  readonly isOwn: boolean;
  readonly section: string | undefined;
}

function ownLines(text: string): readonly OwnLine[] {
  const parts = partsOf(text, sectionNames);
  const lines = parts.flatMap((part) => {
    const section = part.kind === "section" ? part.name : undefined;
    return part.lines.map((line) => ({ text: line, section }));
  });
  const fenced = fencedLines(lines.map((line) => line.text));
  return lines.map((line, i) => ({ ...line, isOwn: line.section === undefined && !fenced[i] }));
}

/** The line behind the last one with text before the next heading or generated section. */
function endOfChapter(lines: readonly OwnLine[], heading: number): number {
  let end = lines.findIndex(
    ({ text, isOwn, section }, i) =>
      heading < i && (section !== undefined || (isOwn && /^#{1,6}[ \t]/u.test(text))),
  );
  if (end < 0) end = lines.length;
  while (heading + 1 < end && lines[end - 1]!.text.trim() === "") end--;
  return end;
}

function withEntries(
  existing: string,
  lines: readonly OwnLine[],
  at: number,
  entries: readonly string[],
): string {
  const lineBreak = lineBreakOf(existing);
  const before = joined(lines.slice(0, at));
  const after = joined(lines.slice(at));
  const last = lines[at - 1]!.text;
  const gap = /^\s*[-*+] /u.test(last) ? "" : lineBreak;
  return withLineBreak(before, lineBreak) + gap + entries.map((entry) => entry + lineBreak).join("") + after;
}

/** Before the generated list of evidence, else at the end. */
function withNewChapter(existing: string, lines: readonly OwnLine[], text: readonly string[]): string {
  const lineBreak = lineBreakOf(existing);
  const evidence = lines.findIndex(({ section }) => section === "evidence");
  const at = evidence < 0 ? lines.length : evidence;
  const before = withLineBreak(joined(lines.slice(0, at)), lineBreak);
  const after = joined(lines.slice(at));
  const chapter = text.map((line) => line + lineBreak).join("");
  const gapBefore = before === "" || /\n\r?\n$/u.test(before) ? "" : lineBreak;
  return before + gapBefore + chapter + (after === "" ? "" : lineBreak) + after;
}

function joined(lines: readonly OwnLine[]): string {
  return lines.map(({ text }) => text).join("");
}

function withLineBreak(text: string, lineBreak: string): string {
  return text === "" || text.endsWith("\n") ? text : text + lineBreak;
}
