import type { SemanticTokens, SemanticTokensDelta, SemanticTokensLegend } from "vscode-languageserver-types";
import type { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";
import type { EvidenceBlock, PlacedBlock } from "../workspace/document/evidenceDocumentBlock.ts";
import { BlockTokens, countOfNumbers, numbersOf, TokenAnswer, type TokenPart } from "./blockTokens.ts";
import { type KnownEvidence, LineTokens, tokenModifiers, tokenTypes } from "./lineTokens.ts";

export const semanticTokensLegend: SemanticTokensLegend = {
  tokenTypes: [...tokenTypes],
  tokenModifiers: [...tokenModifiers],
};

const numbersPerToken = 5;

/** Semantic tokens of one open document. Keeps what it answered last, to answer with the difference. */
export class DocumentTokens {
  readonly #document: EvidenceDocument;
  readonly #line = new LineTokens();
  readonly #scratch: number[] = [];
  #known: KnownEvidence | undefined;
  #byBlock = new WeakMap<EvidenceBlock, BlockTokens>();
  #answered: readonly TokenPart[] = [];
  #answers = 0;

  constructor(document: EvidenceDocument) {
    this.#document = document;
  }

  full(known: KnownEvidence): SemanticTokens {
    this.#answered = this.#parts(this.#document.blocks, known);
    return new TokenAnswer(this.#nextId(), this.#answered);
  }

  /** What has changed since the answer `resultId`; all where that was not the last one. */
  delta(resultId: string, known: KnownEvidence): SemanticTokens | SemanticTokensDelta {
    if (resultId !== String(this.#answers)) return this.full(known);
    const before = this.#answered;
    this.#answered = this.#parts(this.#document.blocks, known);
    return { resultId: this.#nextId(), edits: editsBetween(before, this.#answered) };
  }

  /** The tokens of these lines, the last one included. */
  range(firstLine: number, lastLine: number, known: KnownEvidence): SemanticTokens {
    const { blocks } = this.#document;
    const from = this.#document.blockIndex(firstLine);
    const to = this.#document.blockIndex(lastLine);
    const data = numbersOf(this.#parts(blocks.slice(from, to + 1), known));
    return { data: within(data, firstLine, lastLine) };
  }

  #nextId(): string {
    this.#answers++;
    return String(this.#answers);
  }

  #parts(blocks: readonly PlacedBlock[], known: KnownEvidence): readonly TokenPart[] {
    if (known !== this.#known) {
      this.#known = known;
      this.#line.know(known);
      this.#byBlock = new WeakMap();
    }
    const parts: TokenPart[] = [];
    let above = 0;
    for (const { first, block } of blocks) {
      const tokens = this.#tokensOf(first, block);
      if (tokens.lastLine < 0) continue;
      parts.push({ tokens, gap: first + tokens.firstLine - above });
      above = first + tokens.lastLine;
    }
    return parts;
  }

  #tokensOf(first: number, block: EvidenceBlock): BlockTokens {
    let tokens = this.#byBlock.get(block);
    if (!tokens) {
      tokens = this.#read(first, block);
      this.#byBlock.set(block, tokens);
    }
    return tokens;
  }

  #read(first: number, block: EvidenceBlock): BlockTokens {
    const data = this.#scratch;
    data.length = 0;
    let firstLine = -1;
    let lastLine = -1;
    let current = -1;
    this.#document.walkRows(first, first + block.lines - 1, ({ line, role, row, bytes }) => {
      if (role === "prose" || role === "fence" || role === "ignorable" || role === "unknown") return;
      const offset = line - first;
      const isMore = offset === current;
      current = offset;
      const deltaLine = offset - lastLine;
      if (!(isMore ? this.#line.pushMore(row, bytes, data) : this.#line.push(row, bytes, deltaLine, data)))
        return;
      if (firstLine < 0) firstLine = offset;
      lastLine = offset;
    });
    return new BlockTokens(data, firstLine, lastLine);
  }
}

/** The tokens whose lines lie between two lines. */
function within(data: Uint32Array, firstLine: number, lastLine: number): number[] {
  let line = 0;
  let start = data.length;
  let startLine = 0;
  let end = 0;
  for (let i = 0; i < data.length; i += numbersPerToken) {
    line += data[i]!;
    if (lastLine < line) break;
    if (line < firstLine) continue;
    if (start === data.length) {
      start = i;
      startLine = line;
    }
    end = i + numbersPerToken;
  }
  const inside = Array.from(data.subarray(start, end));
  if (inside.length !== 0) inside[0] = startLine;
  return inside;
}

/** The difference of two answers, found by their blocks: what is the same is not looked at. */
function editsBetween(
  before: readonly TokenPart[],
  after: readonly TokenPart[],
): SemanticTokensDelta["edits"] {
  const shorter = Math.min(before.length, after.length);
  let above = 0;
  while (above < shorter && isSame(before[above]!, after[above]!)) above++;
  let below = 0;
  while (below < shorter - above && isSame(before.at(-1 - below)!, after.at(-1 - below)!)) below++;
  const start = countOfNumbers(before.slice(0, above));
  const removed = numbersOf(before.slice(above, before.length - below));
  const added = numbersOf(after.slice(above, after.length - below));
  return editBetween(start, removed, added);
}

function isSame(a: TokenPart, b: TokenPart): boolean {
  return a.tokens === b.tokens && a.gap === b.gap;
}

/** One edit for all that lies between what is the same at both ends, cut at whole tokens. */
function editBetween(offset: number, removed: Uint32Array, added: Uint32Array) {
  const shorter = Math.min(removed.length, added.length);
  let start = 0;
  while (start < shorter && removed[start] === added[start]) start++;
  if (start === removed.length && start === added.length) return [];
  start -= start % numbersPerToken;
  let same = 0;
  while (same < shorter - start && removed[removed.length - 1 - same] === added[added.length - 1 - same])
    same++;
  same -= same % numbersPerToken;
  const data = Array.from(added.subarray(start, added.length - same));
  return [{ start: offset + start, deleteCount: removed.length - same - start, data }];
}
