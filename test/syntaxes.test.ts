import { existsSync, readdirSync, readFileSync } from "node:fs";
import fastCheck from "fast-check";
import { describe, expect, test } from "vitest";
import textmate, { type IGrammar, type IRawGrammar } from "vscode-textmate";
import { type Grammars, loadGrammar, ownGrammars } from "../scripts/bench/textmate.mjs";
import { tokenModifiers, tokenTypes } from "../src/features/lineTokens.ts";
import { allFormats } from "../src/formats/all.ts";
import { checkedPage, ownScopes } from "./syntaxes/colorPage.ts";

/** What package.json says of semantic tokens; the entry without a language is for all others. */
interface Manifest {
  readonly contributes: {
    readonly semanticTokenTypes: readonly { readonly id: string }[];
    readonly semanticTokenModifiers: readonly { readonly id: string }[];
    readonly semanticTokenScopes: readonly { readonly language?: string; readonly scopes: Scopes }[];
  };
}
type Scopes = Readonly<Record<string, readonly string[]>>;

/** 100,000 characters of `unit`, after and before what makes a grammar look at them. */
interface HostileLine {
  readonly claim: string;
  readonly before?: string;
  readonly unit: string;
  readonly after?: string;
}

const pagesFolder = new URL("syntaxes/", import.meta.url);
const json = (url: URL): unknown => JSON.parse(readFileSync(url, "utf8"));
const pages = readdirSync(pagesFolder).filter((name) => /\.(netstat|fwlog|tasklist|procmon|md)$/.test(name));
const pageText = (name: string) => readFileSync(new URL(name, pagesFolder), "utf8");
const evidenceLines = pages
  .flatMap((name) => pageText(name).split("\n"))
  .filter((line) => !/^ *\^+ \S+$/.test(line));

const languages = ["netstat", "fwlog", "tasklist", "procmon"] as const;
const standIn = json(new URL("markdown-host.json", pagesFolder)) as IRawGrammar;
const own: Grammars = { ...ownGrammars(), "text.html.markdown": standIn };
const markdown = await grammarOf("text.html.markdown");

async function grammarOf(scopeName: string, grammars: Grammars = own): Promise<IGrammar> {
  const grammar = await loadGrammar(scopeName, grammars);
  if (!grammar) throw new Error(`no grammar ${scopeName}`);
  return grammar;
}

const grammarOfPage = (name: string) =>
  name.endsWith(".md") ? markdown : grammarOf(`source.${name.slice(name.lastIndexOf(".") + 1)}`);

describe("a page has the colors it says", () => {
  test.each(pages)("%s", async (name) => {
    expect(checkedPage(await grammarOfPage(name), pageText(name))).toBe(pageText(name));
  });
});

const editorMarkdown = ["newest", "oldest"].map((host) => ({
  host,
  file: new URL(
    `../.vscode-host/${host}/node_modules/code-server/lib/vscode/extensions/markdown-basics/syntaxes/markdown.tmLanguage.json`,
    import.meta.url,
  ),
}));

describe.each(editorMarkdown)("in the Markdown grammar of the $host editor", ({ file }) => {
  // The editor is installed by the first full test run.
  test.skipIf(!existsSync(file)).each(pages.filter((name) => name.endsWith(".md")))("%s", async (name) => {
    const grammar = json(file) as IRawGrammar;
    const editors = await grammarOf("text.html.markdown", { ...own, "text.html.markdown": grammar });
    expect(checkedPage(editors, pageText(name))).toBe(pageText(name));
  });
});

const hostileLines = json(new URL("hostile.json", pagesFolder)) as readonly HostileLine[];

describe("a hostile line of 100,000 characters", async () => {
  const budget = 2_000;
  const inFence = (language: string) =>
    markdown.tokenizeLine(`\`\`\`${language}`, textmate.INITIAL).ruleStack;
  const beginnings = await Promise.all(
    languages.map(async (language) => [
      { grammar: await grammarOf(`source.${language}`), state: textmate.INITIAL },
      { grammar: markdown, state: inFence(language) },
    ]),
  );
  const fence = [{ grammar: markdown, state: textmate.INITIAL }];

  test.each(hostileLines)("$claim", ({ before = "", unit, after = "" }) => {
    const line = before + unit.repeat(100_000 / unit.length) + after;
    for (const { grammar, state } of line.startsWith("```") ? fence : beginnings.flat()) {
      expect(processorTime(() => grammar.tokenizeLine(line, state))).toBeLessThan(budget);
    }
  });

  test("meets no bounded repeat with a plus, which Oniguruma takes for a repeat of repeats", () => {
    expect(JSON.stringify(ownGrammars())).not.toMatch(/\{\d*,?\d*\}\+/);
  });
});

/** Milliseconds; the wall clock would count other programs too. */
function processorTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

describe("a firewall log's line", async () => {
  const included = own["source.fwlog"]?.patterns.map((pattern) => pattern.include ?? "") ?? [];
  const vendors = await Promise.all(included.map((scopeName) => grammarOf(scopeName)));
  const claimants = (line: string) =>
    vendors.filter((vendor) =>
      vendor.tokenizeLine(line, textmate.INITIAL).tokens.some((token) => ownScopes(token).length),
    ).length;

  test("is claimed by one vendor's grammar at most", () => {
    const piece = fastCheck.constantFrom(...evidenceLines.flatMap((line) => [line, ...line.split(/(?= )/)]));
    const line = fastCheck.array(fastCheck.oneof(piece, fastCheck.string()), { maxLength: 12 });
    fastCheck.assert(fastCheck.property(line, (pieces) => claimants(pieces.join("")) <= 1));
  });
});

describe("a fence", () => {
  const colored = allFormats.filter(({ family }) => languages.some((language) => language === family));
  test.each(colored.flatMap(({ id, family }) => [id, family].map((word) => ({ word, family }))))(
    "$word",
    ({ word, family }) => {
      const { ruleStack } = markdown.tokenizeLine(`\`\`\`${word}`, textmate.INITIAL);
      const [token] = markdown.tokenizeLine("x", ruleStack).tokens;
      expect(token?.scopes).toContain(`meta.embedded.block.${family}`);
    },
  );
});

describe("semantic tokens", () => {
  const { contributes } = json(new URL("../package.json", import.meta.url)) as Manifest;
  const { semanticTokenTypes, semanticTokenModifiers, semanticTokenScopes } = contributes;
  const scopesIn = (language: string | undefined) =>
    semanticTokenScopes.find((entry) => entry.language === language)?.scopes ?? {};
  const byDefault = scopesIn(undefined);

  test("are those of the server's legend", () => {
    expect(semanticTokenTypes.map(({ id }) => id)).toEqual(tokenTypes);
    expect(semanticTokenModifiers.map(({ id }) => id)).toEqual(tokenModifiers);
  });

  test.each(languages)("have in %s the scopes they have elsewhere", (language) => {
    const suffixed = Object.entries(byDefault).map(([type, scopes]) => [
      type,
      scopes.map((scope) => `${scope}.${language}`),
    ]);
    expect(scopesIn(language)).toEqual(Object.fromEntries(suffixed));
  });

  test("have the scopes of the grammars, so that nothing flickers when they arrive", () => {
    const names = JSON.stringify(Object.values(ownGrammars())).match(/(?<="name":")[^"]+(?=")/g) ?? [];
    const selectors = Object.keys(byDefault).toSorted((a, b) => b.length - a.length);
    for (const name of names.filter((candidate) => !candidate.startsWith("invalid."))) {
      const selector = selectors.find((candidate) => name.includes(`.${candidate}.`));
      if (selector)
        expect(name.startsWith(`${byDefault[selector]?.[0]}.`), `${name} as ${selector}`).toBe(true);
    }
  });
});
