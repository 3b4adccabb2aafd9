import { defang } from "./defang.ts";

/*
 * The one place where text of evidence becomes Markdown, HTML, a cell or a terminal's line. Whoever wrote the
 * evidence may have wanted it to be read as one of these.
 */

/** Longest quotation of one value; a line of evidence may have megabytes. */
const longestQuote = 300;

/**
 * What a reader would not see, or would see somewhere else: controls (terminal escapes), bidi and zero-width
 * characters, line separators, private use, halves of surrogate pairs.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{DI}]/gu;
const unseenWithinLines = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{DI}]/gu;

/** One line in which nothing is hidden: `\x1b[31m` is `␛[31m`, U+202E is `⟨U+202E⟩`. Fit for a terminal. */
export function visibleText(text: string): string {
  return text.replace(unseen, shown);
}

/** The same for a text of many lines, whose line breaks and tabs stay. */
export function visibleLines(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(unseenWithinLines, shown);
}

/** At most `most` UTF-16 units, an ellipsis for the rest. Never cuts a character in two. */
export function shortened(text: string, most = longestQuote): string {
  if (text.length <= most) return text;
  const cut = isHighSurrogate(text.charCodeAt(most - 2)) ? most - 2 : most - 1;
  return `${text.slice(0, cut)}…`;
}

/** A code span: the text as it stands, in which no Markdown counts. Not for a table, where a pipe would end the cell. */
export function markdownCode(text: string): string {
  const plain = visibleText(shortened(text));
  if (plain.trim() === "") return plain === "" ? "" : `\`⟨${plain.length} blanks⟩\``;
  const fence = "`".repeat(longestRun(plain, "`") + 1);
  const edge = /^[` ]|[` ]$/u.test(plain) ? " " : "";
  return fence + edge + plain + edge + fence;
}

/** The same for a table's cell. Renderers disagree on pipes in code, so such a text stands without code marks. */
export function markdownCell(text: string): string {
  return text.includes("|") ? markdownText(text) : markdownCode(text);
}

/** Text outside code in which every Markdown sign counts as itself. It must not open a line. */
export function markdownText(text: string): string {
  return visibleText(shortened(text))
    .replace(/[\\*_{}[\]<>&~!#$@^=+]/gu, "\\$&")
    .replace(/:(?=\/)|(?<=www)\./giu, "\\$&")
    .replaceAll("`", "&#96;")
    .replaceAll("|", "&#124;");
}

/**
 * A sentence of ours with text of evidence in it: indicators are defanged, and every word that is more than
 * letters and digits stands in code. Fit for a table; it must not open a line.
 */
export function markdownSentence(sentence: string): string {
  return visibleText(defang(shortened(sentence, 4 * longestQuote)))
    .split(" ")
    .map(wordInSentence)
    .join(" ");
}

/** An indicator in code, defanged. */
export function markdownIndicator(text: string): string {
  return markdownCell(defang(text));
}

const harmlessWord = /^[\p{L}\p{N}](?:[\p{L}\p{N}'’/-]*[\p{L}\p{N}])?$/u;
const harmlessNumber = /^[±~]?\d[\d:,-]*(?:\.\d+)?(?:Z|%|s)?$/u;
const harmlessSign = /^[±→←×·…–—&]$/u;

/** `(192.0.2.1),` is an opening bracket, a word in code, and closing signs. */
function wordInSentence(word: string): string {
  let from = 0;
  while (from < word.length && "(“".includes(word[from]!)) from++;
  let to = word.length;
  while (from < to && ".,;:!?)”".includes(word[to - 1]!)) to--;
  const core = word.slice(from, to);
  const isHarmless =
    core === "" || harmlessWord.test(core) || harmlessNumber.test(core) || harmlessSign.test(core);
  return word.slice(0, from) + (isHarmless ? core : markdownCell(core)) + word.slice(to);
}

/** A relative path as the target of a Markdown link; no scheme, no host and no bracket survives in it. */
export function linkTarget(path: string): string {
  const segments = path.split("/").filter((segment, i) => segment !== "" || i === 0);
  const kept = segments[0] === "" ? segments.slice(1) : segments;
  return kept.map(linkSegment).join("/");
}

function linkSegment(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Cs}/gu, "\ufffd")).replace(
    /[!'()*]/gu,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The path of a uri, which is encoded already, as the target of a Markdown link: what could end it is encoded too. */
export function uriTarget(path: string): string {
  return path.replace(/[^\w.~%/-]+/gu, linkSegment);
}

/** HTML text or the value of a quoted attribute. Line breaks stay. */
export function htmlText(text: string): string {
  return visibleLines(text).replace(/[&<>"']/gu, (char) => htmlNames[char]!);
}

const htmlNames: { readonly [char: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A cell after RFC 4180 that a spreadsheet takes for text: what looks like a formula gets an apostrophe before it. */
export function csvCell(text: string): string {
  const plain = visibleText(text);
  const guarded = /^\s*[=+\-@＝＋－＠]/u.test(plain) || /^[\t\r\n]/u.test(text) ? `'${plain}` : plain;
  return /[",\s]/u.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function shown(char: string): string {
  const code = char.codePointAt(0)!;
  if (code === 0x09) return " ";
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "␡";
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
}

function isHighSurrogate(unit: number): boolean {
  return 0xd800 <= unit && unit <= 0xdbff;
}

function longestRun(text: string, sign: string): number {
  let longest = 0;
  let run = 0;
  for (const char of text) {
    run = char === sign ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
