import type { Span } from "../../core/span.ts";

export interface WhereToken extends Span {
  readonly kind: "word" | "quoted" | "operator" | "open" | "close" | "comma" | "unclosed";
  /** What it stands for: without quotes. */
  readonly text: string;
}

/** `~` is a letter of short file names (`PROGRA~1`): an operator only at the start of a word or behind a key. */
const operators = ["!=", "<=", ">=", "==", "&&", "||", "=", "<", ">", "~", "!"] as const;
const wordEnd = /[\s()=<>,]/u;

/** Cuts the text at blanks, quotes, parentheses and operators; `isKey` says behind which words `~` and `:` are ones. */
export function whereTokens(text: string, isKey: (word: string) => boolean): readonly WhereToken[] {
  const tokens: WhereToken[] = [];
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at, tokens.at(-1), isKey);
    if (token) tokens.push(token);
    at = token ? token.end : at + 1;
  }
  return tokens;
}

function tokenAt(
  text: string,
  at: number,
  before: WhereToken | undefined,
  isKey: (word: string) => boolean,
): WhereToken | undefined {
  const sign = text[at]!;
  if (/\s/u.test(sign)) return undefined;
  if (sign === "(" || sign === ")" || sign === ",") {
    const kind = sign === "(" ? "open" : sign === ")" ? "close" : "comma";
    return { kind, text: sign, start: at, end: at + 1 };
  }
  if (sign === '"' || sign === "'") return quotedAt(text, at, sign);
  if (sign === ":" && before?.kind === "word" && before.end === at)
    return { kind: "operator", text: sign, start: at, end: at + 1 };
  const operator = operators.find((one) => text.startsWith(one, at));
  if (operator) return { kind: "operator", text: operator, start: at, end: at + operator.length };
  const end = endOfWord(text, at, isKey);
  return { kind: "word", text: text.slice(at, end), start: at, end };
}

function quotedAt(text: string, at: number, quote: string): WhereToken {
  const close = text.indexOf(quote, at + 1);
  return close < 0
    ? { kind: "unclosed", text: text.slice(at + 1), start: at, end: text.length }
    : { kind: "quoted", text: text.slice(at + 1, close), start: at, end: close + 1 };
}

function endOfWord(text: string, at: number, isKey: (word: string) => boolean): number {
  let end = at;
  while (end < text.length && !wordEnd.test(text[end]!)) {
    // `pid:1432` is two words; `::1`, `C:\x` and `10:30` are one.
    if (text[end] === ":" && isKey(text.slice(at, end))) break;
    if (text[end] === "!" && text[end + 1] === "=") break;
    if (text[end] === "~" && isKey(text.slice(at, end))) break;
    end++;
  }
  return Math.max(end, at + 1);
}
