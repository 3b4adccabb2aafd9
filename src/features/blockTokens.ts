import type { SemanticTokens } from "vscode-languageserver-types";
import { WrittenJson } from "../protocol/writtenJson.ts";

/** Tokens of one block in LSP's encoding, five numbers each. */
export class BlockTokens {
  /** The first token's line stands as 0: how far it is from the last token of the blocks above, they do not know. */
  readonly data: Uint32Array;
  /** Lines of the first and the last token, counted from the block's first; -1 where there is none. */
  readonly firstLine: number;
  readonly lastLine: number;
  #text: string | undefined;

  constructor(data: readonly number[], firstLine: number, lastLine: number) {
    this.data = Uint32Array.from(data);
    this.data[0] = 0;
    this.firstLine = firstLine;
    this.lastLine = lastLine;
  }

  /** All numbers behind the first one as JSON has them, each with a comma before it. */
  get text(): string {
    this.#text ??= 1 < this.data.length ? `,${this.data.subarray(1).join()}` : "";
    return this.#text;
  }
}

/** A block's tokens where they stand in an answer. */
export interface TokenPart {
  readonly tokens: BlockTokens;
  /** Lines between its first token and the last one above. */
  readonly gap: number;
}

export function countOfNumbers(parts: readonly TokenPart[]): number {
  return parts.reduce((sum, { tokens }) => sum + tokens.data.length, 0);
}

export function numbersOf(parts: readonly TokenPart[]): Uint32Array {
  const numbers = new Uint32Array(countOfNumbers(parts));
  let at = 0;
  for (const { tokens, gap } of parts) {
    numbers.set(tokens.data, at);
    numbers[at] = gap;
    at += tokens.data.length;
  }
  return numbers;
}

/** An answer of many blocks, whose JSON is put together of theirs: writing a million numbers takes far longer. */
export class TokenAnswer extends WrittenJson implements SemanticTokens {
  readonly resultId: string;
  readonly #parts: readonly TokenPart[];

  constructor(resultId: string, parts: readonly TokenPart[]) {
    super();
    this.resultId = resultId;
    this.#parts = parts;
  }

  get data(): number[] {
    return Array.from(numbersOf(this.#parts));
  }

  override get json(): string {
    const numbers = this.#parts.map(({ tokens, gap }) => gap + tokens.text);
    return `{"resultId":${JSON.stringify(this.resultId)},"data":[${numbers.join()}]}`;
  }

  override toJSON(): SemanticTokens {
    return { resultId: this.resultId, data: this.data };
  }
}
