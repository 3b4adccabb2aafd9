import { ascii, isBlank, skipBlanks } from "../../core/ascii.ts";
import { textOf } from "../../core/lineBytes.ts";

/** What stands around a line's content; a citation repeats a line of evidence that stands elsewhere. */
export type ContainerPart = "content" | "fence-open" | "fence-close" | "citation";

/** Whether fences mean something: in a Markdown note they do, in a log they are only text. */
export type DocumentKind = "note" | "file";

/** Generated sections of findings lie between such lines. */
const begin = "<!-- incident-notes:begin ";
const endOfGenerated = "<!-- incident-notes:end ";
/** `- [fw.log:7](fw.log#L7): ` and the line, as findings cite it. */
const citation = /^- \[[^\]]*\]\([^)]*#L\d+\): `/;
const longestTarget = 1000;
const generated = "generated";

/**
 * Follows what quotes, indents and fences a paste, line by line.
 *
 *     > 1. He sent this:
 *     >    ```netstat host=WS-042
 *     >      TCP  10.0.0.5:49731 …
 *     │ └ contentStart            blanks in front of the content belong to it
 *     └ quote marks, counted: a fence ends where its quote does
 */
export class Container {
  readonly #kind: DocumentKind;
  /** Length of the open fence's marker; negative for tildes, 0 outside a fence. */
  #fence = 0;
  #fenceDepth = 0;
  #info = "";
  #isGenerated: boolean;
  contentStart = 0;

  constructor(kind: DocumentKind, state = "") {
    this.#kind = kind;
    this.#isGenerated = state === generated;
    const [fence = "0", depth = "0", ...info] = this.#isGenerated ? [] : state.split(":");
    this.#fence = Number(fence);
    this.#fenceDepth = Number(depth);
    this.#info = info.join(":");
  }

  get inFence(): boolean {
    return this.#fence !== 0;
  }

  /** The info string of the fence opened last. */
  get info(): string {
    return this.#info;
  }

  get state(): string {
    if (this.#isGenerated) return generated;
    return this.#fence === 0 ? "" : `${this.#fence}:${this.#fenceDepth}:${this.#info}`;
  }

  read(bytes: Uint8Array, start: number, end: number): ContainerPart {
    const depth = this.#skipQuotes(bytes, start, end);
    if (this.#kind === "file") return "content";
    if (this.#fence !== 0 && depth < this.#fenceDepth) this.#fence = 0;
    if (this.#fence === 0 && this.#isCitation(bytes, end)) return "citation";
    const at = skipBlanks(bytes, this.contentStart, end);
    const marker = bytes[at];
    if (marker !== ascii.backtick && marker !== ascii.tilde) return "content";
    return this.#readFence(bytes, at, end, marker, depth);
  }

  /** Findings are no evidence: what they show is counted where it stands. */
  #isCitation(bytes: Uint8Array, end: number): boolean {
    const first = bytes[this.contentStart];
    // No generated section has a fence: where one opens, the section's end marker was lost, and evidence is not.
    if (this.#isGenerated && isFence(bytes, this.contentStart, end)) this.#isGenerated = false;
    if (first !== ascii.less && first !== ascii.minus) return this.#isGenerated;
    const text = textOf(bytes, this.contentStart, Math.min(end, this.contentStart + longestTarget));
    const wasGenerated = this.#isGenerated;
    if (text.startsWith(begin)) this.#isGenerated = true;
    else if (text.startsWith(endOfGenerated)) this.#isGenerated = false;
    return wasGenerated || this.#isGenerated || citation.test(text);
  }

  #readFence(bytes: Uint8Array, at: number, end: number, marker: number, depth: number): ContainerPart {
    let to = at;
    while (to < end && bytes[to] === marker) to++;
    const length = to - at;
    if (length < 3) return "content";
    const info = textOf(bytes, to, Math.min(end, to + 1000)).trim();
    const signed = marker === ascii.tilde ? -length : length;
    if (this.#fence === 0) {
      if (marker === ascii.backtick && info.includes("`")) return "content";
      this.#fence = signed;
      this.#fenceDepth = depth;
      this.#info = info;
      return "fence-open";
    }
    const closes =
      info === "" && Math.sign(signed) === Math.sign(this.#fence) && Math.abs(this.#fence) <= length;
    if (!closes) return "content";
    this.#fence = 0;
    return "fence-close";
  }

  /** Sets `contentStart` behind `> > ` and says how many quote marks there were. */
  #skipQuotes(bytes: Uint8Array, start: number, end: number): number {
    this.contentStart = start;
    let depth = 0;
    for (;;) {
      const at = skipBlanks(bytes, this.contentStart, end);
      if (at === end || bytes[at] !== ascii.greater) return depth;
      depth++;
      this.contentStart = isBlank(bytes[at + 1]) && at + 1 < end ? at + 2 : at + 1;
    }
  }
}

/** Whether three marks of a fence stand there. */
function isFence(bytes: Uint8Array, at: number, end: number): boolean {
  const mark = bytes[at];
  const isMark = mark === ascii.backtick || mark === ascii.tilde;
  return isMark && at + 2 < end && bytes[at + 1] === mark && bytes[at + 2] === mark;
}
