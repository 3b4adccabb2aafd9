import { leadKey, type WhereKey, whereKey } from "../../workspace/query/whereKeys.ts";
import { type WhereToken, whereTokens } from "../../workspace/query/whereTokens.ts";

/** What may stand at the end of a filter that is being typed. */
export interface FilterPlace {
  /** The text in front of the word that is being typed, and this word without its quote. */
  readonly before: string;
  readonly typed: string;
  readonly expects: FilterExpects;
}

export type FilterExpects =
  /** A term, or a key of one. */
  | { readonly kind: "term" }
  | { readonly kind: "operator"; readonly key: WhereKey }
  | { readonly kind: "value"; readonly key: WhereKey };

/**
 * Looks at the end of the text, where people type:
 *
 *     udp destination.port in (53, 12
 *                              ─── ── typed
 *                              a value of destination.port
 */
export function filterPlace(text: string): FilterPlace {
  const tokens = whereTokens(text, (word) => whereKey(word) !== undefined);
  const last = tokens.at(-1);
  const isTyping = last !== undefined && last.end === text.length && isUnfinished(last);
  const before = isTyping ? tokens.slice(0, -1) : tokens;
  return {
    before: isTyping ? text.slice(0, last.start) : text,
    typed: isTyping ? last.text : "",
    expects: expectedBehind(before),
  };
}

/** `!` is the beginning of `!=`, or more likely than not will be followed by a word. */
function isUnfinished({ kind, text }: WhereToken): boolean {
  return kind === "word" || kind === "unclosed" || text === "!";
}

function expectedBehind(tokens: readonly WhereToken[]): FilterExpects {
  const compared = comparedKey(withoutList(tokens));
  if (compared) return { kind: "value", key: compared };
  const last = tokens.at(-1);
  const key = last?.kind === "word" ? whereKey(last.text) : undefined;
  if (!key) return { kind: "term" };
  return leadKey(last!.text) ? { kind: "value", key } : { kind: "operator", key };
}

/** Without the beginning of a list: `in (53,` as `in`. */
function withoutList(tokens: readonly WhereToken[]): readonly WhereToken[] {
  let end = tokens.length;
  while (0 < end && (tokens[end - 1]!.kind === "comma" || tokens[end - 1]!.kind === "open")) {
    if (tokens[end - 1]!.kind === "open") return tokens.slice(0, end - 1);
    end -= 2;
  }
  return tokens;
}

const signs: ReadonlySet<string> = new Set(["=", "==", "!=", "<", "<=", ">", ">=", "~", ":"]);

/** The key of `key =`, `key in`, `key not contains`. */
function comparedKey(tokens: readonly WhereToken[]): WhereKey | undefined {
  const operator = tokens.at(-1);
  if (!operator) return undefined;
  const isWord = operator.kind === "word" && /^(?:in|contains)$/iu.test(operator.text);
  if (!isWord && !(operator.kind === "operator" && signs.has(operator.text))) return undefined;
  const isNegated = isWord && /^not$/iu.test(tokens.at(-2)?.text ?? "");
  const key = tokens.at(isNegated ? -3 : -2);
  return key?.kind === "word" ? whereKey(key.text) : undefined;
}
