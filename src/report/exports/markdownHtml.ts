import { Marked, type RendererObject, type TokenizerObject, type Tokens } from "marked";
import { defang } from "../defang.ts";
import { htmlText } from "../escape.ts";
import { fencedLines, linesOf } from "../sections/sections.ts";
import { liveTarget } from "./liveTarget.ts";

/**
 * Markdown as HTML of which no element is active: raw HTML is text, images are their alternative text, and only
 * links that were written as links lead anywhere. The one file that knows `marked`.
 */
export function markdownHtml(markdown: string): string {
  const marked = new Marked({
    gfm: true,
    async: false,
    renderer: inertRenderer(),
    tokenizer: boundedTokenizer(),
  });
  try {
    return marked.parse(withoutDeepNesting(markdown)) as string;
  } catch {
    // What nests too deep for the parser is shown as it stands.
    return `<pre>${htmlText(markdown)}</pre>\n`;
  }
}

/** Characters that may be looked through for the ends of emphasis in one document, about two seconds' work. */
const emphasisBudget = 500_000;
/** Nobody writes longer paragraphs with emphasis in them. */
const longestEmphasized = 4_000;
/** Columns of quote marks, bullets and blanks that a line may start with. */
const deepestNesting = 40;

function inertRenderer(): RendererObject {
  const slugs = new Map<string, number>();
  return {
    html: (token) => rawHtml(token),
    code: ({ text, lang }) => {
      const info = lang ? `<div class="info">${htmlText(lang)}</div>\n` : "";
      return `${info}<pre><code>${htmlText(text)}</code></pre>\n`;
    },
    codespan: ({ text }) => `<code>${htmlText(text)}</code>`,
    text(token) {
      if ("tokens" in token && token.tokens) return this.parser.parseInline(token.tokens);
      return htmlText(token.type === "escape" ? token.text : withCharacters(token.text));
    },
    image: ({ text }) => `<span class="image">${htmlText(withCharacters(text) || "image")}</span>`,
    checkbox: ({ checked }) => (checked ? "☑ " : "☐ "),
    heading({ tokens, depth, text }) {
      return `<h${depth} id="${slugOf(text, slugs)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    link(token) {
      const content = this.parser.parseInline(token.tokens);
      const target = token.autolink ? undefined : liveTarget(withCharacters(token.href));
      if (target !== undefined)
        return `<a href="${htmlText(target)}" rel="noopener noreferrer">${content}</a>`;
      return isBare(token)
        ? content
        : `${content} <span class="dead">(${htmlText(defang(token.href))})</span>`;
    },
  };
}

/** An address that stands for itself: nobody chose to make a link of it, and a click may be a visit to an attacker. */
function isBare(token: Tokens.Link): boolean {
  return token.autolink === true || token.text === token.href;
}

/**
 * `marked` looks through the rest of the paragraph at every star and at every end of a text: a paragraph of stars
 * takes minutes. Addresses that stand for themselves make no link here, so nothing has to be looked for in texts.
 */
function boundedTokenizer(): TokenizerObject {
  let left = emphasisBudget;
  return {
    emStrong(source) {
      if (source[0] !== "*" && source[0] !== "_") return undefined;
      if (longestEmphasized < source.length || left < 0) return undefined;
      left -= source.length;
      return false;
    },
    url: () => undefined,
    inlineText(source) {
      const raw = source.slice(0, endOfText(source));
      return { type: "text", raw, text: raw, escaped: false };
    },
  };
}

/** Where the next sign of Markdown may stand, behind the first character or run of backticks or tildes. */
function endOfText(source: string): number {
  let at = 1;
  if (source[0] === "`" || source[0] === "~") while (source[at] === source[0]) at++;
  while (at < source.length && !"\\<![`*_~\n".includes(source[at]!)) at++;
  if (source[at] !== "\n") return at;
  // Two blanks before a line break are a break in HTML too.
  let blanks = at;
  while (1 < blanks && source[blanks - 1] === " ") blanks--;
  return 2 <= at - blanks ? blanks : at;
}

/** Raw HTML as text, comments left out: the markers of a findings file are comments. */
function rawHtml({ text, block }: Tokens.HTML | Tokens.Tag): string {
  const shown = withoutComments(text);
  if (shown.trim() === "") return "";
  return block ? `<pre>${htmlText(shown)}</pre>\n` : htmlText(shown);
}

function withoutComments(html: string): string {
  let kept = "";
  let from = 0;
  for (;;) {
    const begin = html.indexOf("<!--", from);
    const end = begin < 0 ? -1 : html.indexOf("-->", begin + 4);
    if (end < 0) return kept + html.slice(from);
    kept += html.slice(from, begin);
    from = end + 3;
  }
}

const namedCharacters: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", "\u00a0"],
  ["ndash", "–"],
  ["mdash", "—"],
  ["hellip", "…"],
  ["times", "×"],
  ["rarr", "→"],
]);

/** Character references as characters, so that an invisible one can be made visible. Other names stay as written. */
function withCharacters(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/giu, (whole, decimal, hex, name) => {
    if (name !== undefined) return namedCharacters.get(name) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return 0 < code && code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  });
}

/** As VS Code and GitHub make them: lower case, blanks as hyphens, a number behind a repeated one. */
function slugOf(text: string, slugs: Map<string, number>): string {
  const slug = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, "")
    .replaceAll(" ", "-");
  const earlier = slugs.get(slug) ?? 0;
  slugs.set(slug, earlier + 1);
  return htmlText(earlier === 0 ? slug : `${slug}-${earlier}`);
}

/** A line with more marks of nesting than anybody writes loses the meaning of its first one. */
function withoutDeepNesting(markdown: string): string {
  const lines = linesOf(markdown);
  const fenced = fencedLines(lines);
  return lines.map((line, i) => (fenced[i] ? line : shallow(line))).join("");
}

function shallow(line: string): string {
  let at = 0;
  while (at < line.length && " \t>*+-.)0123456789".includes(line[at]!)) at++;
  if (at <= deepestNesting) return line;
  const text = line.trimStart();
  return /^[>*+-]/u.test(text) ? `\\${text}` : `    ${text}`;
}
