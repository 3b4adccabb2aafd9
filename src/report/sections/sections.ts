/*
 * A findings file is the analyst's. Between two marker lines of the same name stands what is generated:
 *
 *     <!-- incident-notes:begin timeline -->
 *     …
 *     <!-- incident-notes:end timeline -->
 *
 * Marker lines within a fenced block are quotations and mark nothing.
 */

/** Lines of a findings file, each with its line break. */
export type Part =
  | { readonly kind: "own"; readonly lines: readonly string[] }
  | { readonly kind: "section"; readonly name: string; readonly lines: readonly string[] };

export function beginMarker(name: string): string {
  return `<!-- incident-notes:begin ${name} -->`;
}

export function endMarker(name: string): string {
  return `<!-- incident-notes:end ${name} -->`;
}

/**
 * Cuts a file of any content into the analyst's lines and the sections of these names; the lines put together
 * again are the file. Of several sections of one name the first counts and the others are the analyst's. A
 * begin without an end is a section of its marker line alone; an end without a begin is the analyst's.
 */
export function partsOf(text: string, names: readonly string[]): readonly Part[] {
  const lines = linesOf(text);
  const extents = sectionExtents(lines, names);
  const parts: Part[] = [];
  let at = 0;
  for (const { name, from, to } of extents) {
    if (at < from) parts.push({ kind: "own", lines: lines.slice(at, from) });
    parts.push({ kind: "section", name, lines: lines.slice(from, to) });
    at = to;
  }
  return at < lines.length ? [...parts, { kind: "own", lines: lines.slice(at) }] : parts;
}

/** The line break of a text: what its first line ends with. */
export function lineBreakOf(text: string): "\n" | "\r\n" {
  const feed = text.indexOf("\n");
  return 0 < feed && text[feed - 1] === "\r" ? "\r\n" : "\n";
}

/** Whether each line is within a fenced block, its fence lines included. A fence that is never closed opens none. */
export function fencedLines(lines: readonly string[]): readonly boolean[] {
  const fenced = new Array<boolean>(lines.length).fill(false);
  let open: { readonly at: number; readonly fence: string } | undefined;
  for (let i = 0; i < lines.length; i++) {
    const fence = fencePattern.exec(lines[i]!);
    if (!fence) continue;
    const [, marks = "", info = ""] = fence;
    if (!open) open = marks.startsWith("`") && info.includes("`") ? undefined : { at: i, fence: marks };
    else if (marks.startsWith(open.fence) && info.trim() === "") {
      fenced.fill(true, open.at, i + 1);
      open = undefined;
    }
  }
  return fenced;
}

/** Lines with their line breaks; joined they are the text. */
export function linesOf(text: string): readonly string[] {
  const lines: string[] = [];
  let from = 0;
  while (from < text.length) {
    const feed = text.indexOf("\n", from);
    const to = feed < 0 ? text.length : feed + 1;
    lines.push(text.slice(from, to));
    from = to;
  }
  return lines;
}

const fencePattern = /^ {0,3}(`{3,}|~{3,})(.*)/su;
const markerPattern = /^<!-- incident-notes:(begin|end) ([a-z-]{1,40}) -->[ \t]*\r?\n?$/u;

interface Marker {
  readonly at: number;
  readonly kind: "begin" | "end";
  readonly name: string;
}

interface Extent {
  readonly name: string;
  readonly from: number;
  /** The line behind the section. */
  readonly to: number;
  readonly isClosed: boolean;
}

function sectionExtents(lines: readonly string[], names: readonly string[]): readonly Extent[] {
  const markers = markersOf(lines).filter(({ name }) => names.includes(name));
  const chosen = new Map<string, Extent>();
  for (const [i, marker] of markers.entries()) {
    if (marker.kind === "end") continue;
    const extent = extentFrom(marker, markers[i + 1]);
    const earlier = chosen.get(marker.name);
    if (!earlier || (extent.isClosed && !earlier.isClosed)) chosen.set(marker.name, extent);
  }
  return [...chosen.values()].sort((left, right) => left.from - right.from);
}

/** A section ends at its end marker, and only if no other marker comes first. */
function extentFrom(begin: Marker, next: Marker | undefined): Extent {
  const isClosed = next?.kind === "end" && next.name === begin.name;
  return { name: begin.name, from: begin.at, to: isClosed ? next.at + 1 : begin.at + 1, isClosed };
}

function markersOf(lines: readonly string[]): readonly Marker[] {
  const fenced = fencedLines(lines);
  return lines.flatMap((line, at) => {
    const found = fenced[at] ? null : markerPattern.exec(line);
    return found ? [{ at, kind: found[1] === "begin" ? "begin" : "end", name: found[2]! } as const] : [];
  });
}
