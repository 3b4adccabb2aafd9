import { linkTarget, markdownCode, markdownText, uriTarget } from "./escape.ts";

/** A line to cite. */
export interface CitedLine {
  /** Path from the folder of the document that cites, with `/`. */
  readonly path: string;
  /** 0-based, as everywhere outside a text for people. */
  readonly line: number;
  /** The line as it stands in the evidence; undefined where it could not be read. */
  readonly text: string | undefined;
  /** Whether it is an event of a native capture, which count from 0. */
  readonly isEvent?: boolean;
}

/** More lines of one selection are counted, not listed. */
const mostCitations = 200;
/** UTF-16 units of a cited line that are shown. */
const longestCitation = 300;

/** `[fw.log:118](fw.log#L118)` */
export function lineLink(path: string, line: number): string {
  return `[${markdownText(path)}:${line + 1}](${lineTarget(path, line)})`;
}

/** `[capture.pml event 118](capture.pml)`: no editor opens a line of what is no text. */
export function eventLink(path: string, event: number): string {
  return `[${markdownText(path)} event ${event}](${linkTarget(path)})`;
}

/** `[fw.log](fw.log)` */
export function fileLink(path: string): string {
  return `[${markdownText(path)}](${linkTarget(path)})`;
}

/** `[fw.log:118](file:///case/fw.log#L118)`, for what no document is around; the words alone where it is no file. */
export function uriLink(name: string, uri: string, line: number): string {
  return uri.startsWith("file:///")
    ? `[${markdownText(name)}](file:///${uriTarget(uri.slice("file:///".length))}#L${line + 1})`
    : markdownText(name);
}

/** `fw.log#L118`, where VS Code opens line 118. */
export function lineTarget(path: string, line: number): string {
  return `${linkTarget(path)}#L${line + 1}`;
}

/**
 * One list entry, in which the line counts as nothing but text:
 *
 *     - [fw.log:118](fw.log#L118): `2031-07-02 09:01:07 DROP UDP …`
 */
export function citation(cited: CitedLine): string {
  const link = cited.isEvent ? eventLink : lineLink;
  return `- ${link(cited.path, cited.line)}: ${quotation(cited.text)}`;
}

/** The citations of a selection as list entries, each once and in the order given. */
export function citations(lines: readonly CitedLine[]): readonly string[] {
  const entries = [...new Set(lines.slice(0, mostCitations).map(citation))];
  const next = lines[mostCitations];
  if (!next) return entries;
  const more = (lines.length - mostCitations).toLocaleString("en-US");
  return [...entries, `- … and ${more} more lines, from ${lineLink(next.path, next.line)} on`];
}

function quotation(text: string | undefined): string {
  if (text === undefined) return "(the line could not be read)";
  if (text.trim() === "") return "(a blank line)";
  const quoted = markdownCode(text.slice(0, 2 * longestCitation));
  const all = text.length;
  return longestCitation < all ? `${quoted} (cut: ${all.toLocaleString("en-US")} characters)` : quoted;
}
