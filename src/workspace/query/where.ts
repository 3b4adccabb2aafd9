import type { Span } from "../../core/span.ts";
import { shortTerm } from "./shortTerm.ts";
import { leadKey, type WhereKey, whereKey, whereKeys } from "./whereKeys.ts";
import type { ValueTest, Where } from "./whereTerm.ts";
import { type WhereToken, whereTokens } from "./whereTokens.ts";
import { example, readValue } from "./whereValue.ts";
import { isClock, isDate } from "./writtenTime.ts";

export type { Where } from "./whereTerm.ts";

export type ParsedWhere =
  | { readonly kind: "where"; readonly text: string; readonly where: Where }
  | WhereError;

/** What cannot be understood, where it stands, and one sentence on what to write instead. */
export interface WhereError {
  readonly kind: "error";
  readonly text: string;
  readonly span: Span;
  readonly message: string;
}

const longest = 4000;
const deepest = 40;

/**
 * Reads what rows are asked for. Words side by side must all be met; an empty text asks for every row.
 *
 *     203.0.113.77 :12000 (denied or drop) not @timestamp in 10:00..10:30
 */
export function parseWhere(text: string): ParsedWhere {
  if (longest < text.length)
    return failure(text, { start: longest, end: text.length }, `Write no more than ${longest} characters.`);
  const parser = new WhereParser(text);
  const where = parser.all();
  return where.kind === "error" ? where : { kind: "where", text, where };
}

function failure(text: string, { start, end }: Span, message: string): WhereError {
  return { kind: "error", text, span: { start, end }, message };
}

/** An operator as `readValue` knows it, and whether it is asked the other way round. */
interface Operator {
  readonly name: string;
  readonly isNegated: boolean;
  readonly tokens: number;
}

class WhereParser {
  readonly #text: string;
  readonly #tokens: readonly WhereToken[];
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = whereTokens(text, (word) => whereKey(word) !== undefined);
  }

  all(): Where | WhereError {
    if (this.#tokens.length === 0) return { kind: "all", terms: [] };
    const where = this.#any();
    const rest = this.#tokens[this.#at];
    if (where.kind === "error" || !rest) return where;
    return this.#wrong(rest, "There is no parenthesis that this one closes: leave it out.");
  }

  /** `a or b` */
  #any(): Where | WhereError {
    const terms: Where[] = [];
    do {
      const term = this.#every();
      if (term.kind === "error") return term;
      terms.push(term);
    } while (this.#skip("or", "||"));
    return terms.length === 1 ? terms[0]! : { kind: "any", terms };
  }

  /** `a and b`, or `a b` */
  #every(): Where | WhereError {
    const terms: Where[] = [];
    for (;;) {
      const term = this.#single();
      if (term.kind === "error") return term;
      terms.push(term);
      if (this.#skip("and", "&&")) continue;
      const next = this.#tokens[this.#at];
      if (!next || next.kind === "close" || isWord(next, "or", "||")) break;
    }
    return terms.length === 1 ? terms[0]! : { kind: "all", terms };
  }

  #single(): Where | WhereError {
    const token = this.#tokens[this.#at];
    if (!token || token.kind === "close" || isWord(token, "or", "||", "and", "&&"))
      return this.#missing(token);
    if (this.#skip("not", "!")) return this.#not(token);
    if (token.kind === "open") return this.#group(token);
    if (token.kind === "unclosed") return this.#wrong(token, "Put the same quote at the end of the text.");
    if (token.kind === "operator" || token.kind === "comma")
      return this.#wrong(
        token,
        `In front of ${token.text} a key is missing, as in ${example(whereKeys[0]!)}.`,
      );
    return this.#comparison(token);
  }

  #not(token: WhereToken): Where | WhereError {
    const term = this.#deeper(token, () => this.#single());
    return term.kind === "error" ? term : { kind: "not", term };
  }

  #group(open: WhereToken): Where | WhereError {
    this.#at++;
    const where = this.#deeper(open, () => this.#any());
    if (where.kind === "error") return where;
    if (this.#tokens[this.#at]?.kind !== "close") return this.#wrong(open, "Close this parenthesis with ).");
    this.#at++;
    return where;
  }

  #deeper(token: WhereToken, read: () => Where | WhereError): Where | WhereError {
    if (deepest <= this.#depth) return this.#wrong(token, "Write this with fewer parentheses in each other.");
    this.#depth++;
    const where = read();
    this.#depth--;
    return where;
  }

  /** `key operator value`, `port 12000`, or one word. */
  #comparison(word: WhereToken): Where | WhereError {
    this.#at++;
    if (word.kind === "quoted") return { kind: "text", text: word.text.toLowerCase() };
    const key = whereKey(word.text);
    const operator = this.#operator(key);
    if (operator && !key) return this.#wrong(word, unknownKey(word.text));
    if (operator && key) {
      this.#at += operator.tokens;
      return this.#compared(key, operator, word);
    }
    if (key && !leadKey(word.text)) return this.#wrong(word, `What should it be? Write ${example(key)}.`);
    const value = this.#tokens[this.#at];
    const leads = key && value && (value.kind === "word" || value.kind === "quoted") && !isJoint(value);
    if (!leads) return shortTerm(word.text);
    return this.#compared(key, { name: leadOperator(key), isNegated: false, tokens: 0 }, word);
  }

  #operator(key: WhereKey | undefined): Operator | undefined {
    const token = this.#tokens[this.#at];
    if (token?.kind === "operator" && token.text !== "!" && !isJoint(token)) {
      if (token.text === ":") return { name: leadOperator(key), isNegated: false, tokens: 1 };
      if (token.text === "~") return { name: "contains", isNegated: false, tokens: 1 };
      const isNegated = token.text === "!=";
      return { name: isNegated || token.text === "==" ? "=" : token.text, isNegated, tokens: 1 };
    }
    if (!token || !key) return undefined;
    const isNegated = isWord(token, "not");
    const word = isNegated ? this.#tokens[this.#at + 1] : token;
    const tokens = isNegated ? 2 : 1;
    if (word && isWord(word, "in")) return { name: "=", isNegated, tokens };
    if (word && isWord(word, "contains")) return { name: "contains", isNegated, tokens };
    return undefined;
  }

  #compared(key: WhereKey, { name, isNegated }: Operator, word: WhereToken): Where | WhereError {
    const tests = this.#values(key, name, word);
    if ("kind" in tests) return tests;
    const term: Where = { kind: "key", key: key.name, tests };
    return isNegated ? { kind: "not", term } : term;
  }

  /** One value, or a list of them in parentheses. */
  #values(key: WhereKey, operator: string, word: WhereToken): readonly ValueTest[] | WhereError {
    const open = this.#tokens[this.#at];
    if (open?.kind !== "open") {
      const test = this.#value(key, operator, word);
      return test.kind === "error" ? test : [test];
    }
    const tests: ValueTest[] = [];
    do {
      this.#at++;
      const test = this.#value(key, operator, open);
      if (test.kind === "error") return test;
      tests.push(test);
    } while (this.#tokens[this.#at]?.kind === "comma");
    if (this.#tokens[this.#at]?.kind !== "close")
      return this.#wrong(open, "Part the values of the list with commas, and close it with ).");
    this.#at++;
    return tests;
  }

  #value(key: WhereKey, operator: string, before: WhereToken): ValueTest | WhereError {
    const token = this.#tokens[this.#at];
    if (!token || (token.kind !== "word" && token.kind !== "quoted")) {
      if (token?.kind === "unclosed") return this.#wrong(token, "Put the same quote at the end of the text.");
      return this.#wrong(token ?? before, `A value is missing: write ${example(key)}.`);
    }
    this.#at++;
    let [text, end] = [token.text, token.end];
    const clock = this.#tokens[this.#at];
    if (key.kind === "time" && isDate(text) && clock?.kind === "word" && isClock(clock.text)) {
      [text, end] = [`${text}T${clock.text}`, clock.end];
      this.#at++;
    }
    const value = readValue(key, operator, text);
    return value.kind === "wrong" ? this.#wrong({ start: token.start, end }, value.message) : value;
  }

  #missing(token: WhereToken | undefined): WhereError {
    if (token?.kind === "close" && this.#at === 0)
      return this.#wrong(token, "There is no parenthesis that this one closes: leave it out.");
    const end = this.#tokens[this.#tokens.length - 1]!;
    return this.#wrong(token ?? end, "Something to look for is missing here: an address, :port, a name …");
  }

  #skip(...words: readonly string[]): boolean {
    const token = this.#tokens[this.#at];
    if (!token || !isWord(token, ...words)) return false;
    this.#at++;
    return true;
  }

  #wrong(span: Span, message: string): WhereError {
    return failure(this.#text, span, message);
  }
}

function isWord({ kind, text }: WhereToken, ...words: readonly string[]): boolean {
  return (kind === "word" || kind === "operator") && words.includes(text.toLowerCase());
}

/** What stands between a plain word and its value where nothing does: `port 12000`, `process:svchost`. */
function leadOperator(key: WhereKey | undefined): string {
  return key?.kind === "text" || key?.kind === "name" ? "contains" : "=";
}

function isJoint(token: WhereToken): boolean {
  return isWord(token, "and", "or", "not", "&&", "||", "!");
}

function unknownKey(word: string): string {
  const near = nearestKey(word.toLowerCase());
  const instead = near ? `Did you mean ${near.name}?` : "Write destination.port, source.ip, process.name …";
  return `There is no key with this name. ${instead} To search for the text itself, put it in quotes.`;
}

/** The key of `dest.port`: it ends alike, and of those that do it begins most alike. */
function nearestKey(word: string): WhereKey | undefined {
  const last = word.slice(word.lastIndexOf(".") + 1);
  const likeness = ({ name, aliases }: WhereKey) => {
    let same = 0;
    while (same < word.length && name[same] === word[same]) same++;
    return same + (name.endsWith(`.${last}`) || aliases.includes(last) ? 3 : 0);
  };
  const best = [...whereKeys].sort((a, b) => likeness(b) - likeness(a))[0]!;
  return 3 <= likeness(best) ? best : undefined;
}
