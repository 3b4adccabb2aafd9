import type { Place } from "../../protocol/messages.ts";
import type { ViewLines, ViewPart } from "../../protocol/views.ts";

/** Says which line of which capture each line of a view is, and the other way round. */
export class ViewOrigins {
  readonly parts: readonly ViewPart[];
  readonly family: string | undefined;
  /** Lines of the text. */
  readonly count: number;
  /** The highest number that a line of the view has in its capture; 1-based. */
  readonly highest: number;

  constructor({ text, parts, family }: ViewLines) {
    this.parts = parts;
    this.family = family;
    this.count = text.split("\n").length;
    this.highest = parts.reduce((most, { lines }) => Math.max(most, (lines.at(-1) ?? 0) + 1), 1);
  }

  /** The part that a line is of; undefined for words of ours. */
  partAt(line: number): ViewPart | undefined {
    const part = this.parts[firstNot(this.parts.length, (i) => this.parts[i]!.first <= line) - 1];
    return part && line < part.first + part.lines.length ? part : undefined;
  }

  of(line: number): Place | undefined {
    const part = this.partAt(line);
    return part && { uri: part.uri, line: part.lines[line - part.first]! };
  }

  /** The view's line that is a capture's, or the next one behind it; undefined where the view has none of it. */
  nearest({ uri, line }: Place): number | undefined {
    const parts = this.parts.filter((part) => part.uri === uri);
    const part = parts.find(({ lines }) => line <= lines.at(-1)!) ?? parts.at(-1);
    if (!part) return undefined;
    const at = firstNot(part.lines.length, (i) => part.lines[i]! < line);
    return part.first + Math.min(at, part.lines.length - 1);
  }
}

/** How many of the first numbers meet a test that no number behind the first failure meets. */
function firstNot(count: number, meets: (i: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (meets(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
