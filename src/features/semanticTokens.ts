import type { SemanticTokens, SemanticTokensDelta, SemanticTokensLegend } from "vscode-languageserver-types";
import type { EvidenceDocument, PlacedBlock } from "../workspace/evidenceDocument.ts";
import type { EvidenceBlock } from "../workspace/evidenceDocumentBlock.ts";
import { type KnownEvidence, LineTokens, tokenModifiers, tokenTypes } from "./lineTokens.ts";

export const semanticTokensLegend: SemanticTokensLegend = {
  tokenTypes: [...tokenTypes],
  tokenModifiers: [...tokenModifiers],
};

/** Tokens of one block in LSP's encoding, as if the block's first line were the document's. */
interface BlockTokens {
  readonly data: readonly number[];
  /** Line of the last token, -1 where there is none. */
  readonly lastLine: number;
}

const numbersPerToken = 5;

/** Semantic tokens of one open document. Keeps what it answered last, to answer with the difference. */
export class DocumentTokens {
  readonly #document: EvidenceDocument;
  readonly #line = new LineTokens();
  #known: KnownEvidence | undefined;
  #byBlock = new WeakMap<EvidenceBlock, BlockTokens>();
  #last: SemanticTokens & { readonly data: readonly number[] } = { resultId: "0", data: [] };
  #answers = 0;

  constructor(document: EvidenceDocument) {
    this.#document = document;
  }

  full(known: KnownEvidence): SemanticTokens {
    this.#last = { resultId: String(++this.#answers), data: this.#encode(this.#document.blocks, known) };
    return this.#last;
  }

  /** What has changed since the answer `resultId`; all where that was not the last one. */
  delta(resultId: string, known: KnownEvidence): SemanticTokens | SemanticTokensDelta {
    const before = this.#last;
    const after = this.full(known);
    if (before.resultId !== resultId) return after;
    return { resultId: after.resultId!, edits: editsBetween(before.data, after.data) };
  }

  /** The tokens of these lines, the last one included. */
  range(firstLine: number, lastLine: number, known: KnownEvidence): SemanticTokens {
    const { blocks } = this.#document;
    const from = this.#document.blockIndex(firstLine);
    const to = this.#document.blockIndex(lastLine);
    return { data: within(this.#encode(blocks.slice(from, to + 1), known), firstLine, lastLine) };
  }

  #encode(blocks: readonly PlacedBlock[], known: KnownEvidence): number[] {
    if (known !== this.#known) {
      this.#known = known;
      this.#line.know(known);
      this.#byBlock = new WeakMap();
    }
    const all: number[] = [];
    let previous = 0;
    for (const { first, block } of blocks) {
      const { data, lastLine } = this.#tokensOf(first, block);
      if (lastLine < 0) continue;
      const at = all.length;
      for (let i = 0; i < data.length; i++) all.push(data[i]!);
      all[at]! += first - previous;
      previous = first + lastLine;
    }
    return all;
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
    const data: number[] = [];
    let lastLine = -1;
    this.#document.walk(first, first + block.lines - 1, ({ line, role, row, bytes }) => {
      if (role === "prose" || role === "fence" || role === "ignorable" || role === "unknown") return;
      const offset = line - first;
      if (this.#line.push(row, bytes, offset - Math.max(lastLine, 0), data)) lastLine = offset;
    });
    return { data, lastLine };
  }
}

/** The tokens whose lines lie between two lines. */
function within(data: readonly number[], firstLine: number, lastLine: number): number[] {
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
  const inside = data.slice(start, end);
  if (inside.length !== 0) inside[0] = startLine;
  return inside;
}

/** One edit for all that lies between what is the same at both ends, cut at whole tokens. */
function editsBetween(before: readonly number[], after: readonly number[]): SemanticTokensDelta["edits"] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  if (start === before.length && start === after.length) return [];
  start -= start % numbersPerToken;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same])
    same++;
  same -= same % numbersPerToken;
  const data = after.slice(start, after.length - same);
  return [{ start, deleteCount: before.length - same - start, data }];
}
