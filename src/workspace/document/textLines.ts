import type { Span } from "../../core/span.ts";

/** A place in a text as editors count: 0-based line, UTF-16 offset in it. Beyond the end means the end. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** One edit of a text; without a range, `text` is the whole new text. */
export interface TextChange {
  readonly range?: { readonly start: TextPosition; readonly end: TextPosition };
  readonly text: string;
}

/** Which lines an edit replaced: `removed` lines at `first` have given way to `added` ones. */
export interface LineChange {
  readonly first: number;
  readonly removed: number;
  readonly added: number;
}

/** A text as its lines, so that an edit costs what it touches. Lines end at LF, CRLF or CR, as in LSP. */
export class TextLines {
  /** Each with its line break: only so can an edit join a CR and an LF. */
  #lines: string[];

  constructor(text: string) {
    this.#lines = linesOf(text);
  }

  get count(): number {
    return this.#lines.length;
  }

  /** All of it. */
  get text(): string {
    return this.#lines.join("");
  }

  /** The line without its line break; empty where there is no such line. */
  line(index: number): string {
    const line = this.#lines[index] ?? "";
    return line.slice(0, contentLength(line));
  }

  /** The text between two offsets of a line. */
  slice(index: number, span: Span): string {
    return this.#lines[index]?.slice(span.start, span.end) ?? "";
  }

  /** Length of a line with its line break. */
  size(index: number): number {
    return this.#lines[index]?.length ?? 0;
  }

  /** These lines as they are, one behind the other. */
  join(first: number, count: number): string {
    return this.#lines.slice(first, first + count).join("");
  }

  edit({ range, text }: TextChange): LineChange {
    const removed = this.count;
    if (range) return this.#replace(this.#clamped(range.start), this.#clamped(range.end), text);
    this.#lines = linesOf(text);
    return { first: 0, removed, added: this.count };
  }

  #replace(from: TextPosition, to: TextPosition, text: string): LineChange {
    const [start, end] = isBefore(to, from) ? [to, from] : [from, to];
    const before = this.#lines[start.line]!.slice(0, start.character);
    const after = this.#lines[end.line]!.slice(end.character);
    let changed = before + text + after;
    let first = start.line;
    // "…\r" and "\n…" are one line break when they meet.
    if (changed.startsWith("\n") && 0 < first && this.#lines[first - 1]!.endsWith("\r")) {
      first--;
      changed = this.#lines[first]! + changed;
    }
    const added = linesOf(changed);
    const removed = end.line - first + 1;
    // The empty line behind a last line break is a line only at the end of the text.
    if (end.line < this.count - 1) added.pop();
    this.#splice(first, removed, added);
    return { first, removed, added: added.length };
  }

  #splice(first: number, removed: number, added: readonly string[]): void {
    const mostArguments = 10_000;
    if (removed === 1 && added.length === 1) this.#lines[first] = added[0]!;
    else if (added.length < mostArguments) this.#lines.splice(first, removed, ...added);
    else this.#lines = this.#lines.slice(0, first).concat(added, this.#lines.slice(first + removed));
  }

  #clamped({ line, character }: TextPosition): TextPosition {
    if (line < 0) return { line: 0, character: 0 };
    const last = Math.min(line, this.count - 1);
    const length = contentLength(this.#lines[last]!);
    return { line: last, character: line === last ? Math.max(0, Math.min(character, length)) : length };
  }
}

function isBefore(a: TextPosition, b: TextPosition): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** The lines of a text with their line breaks; what follows the last line break is a line too. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit !== lineFeed && unit !== carriageReturn) continue;
    if (unit === carriageReturn && text.charCodeAt(i + 1) === lineFeed) i++;
    lines.push(text.slice(start, i + 1));
    start = i + 1;
  }
  lines.push(text.slice(start));
  return lines;
}

function contentLength(line: string): number {
  let length = line.length;
  if (line.charCodeAt(length - 1) === lineFeed) length--;
  if (line.charCodeAt(length - 1) === carriageReturn) length--;
  return length;
}
