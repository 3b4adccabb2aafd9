import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Position } from "vscode-languageserver-types";

/** Marks the cursor. No log has it, so no page has to escape it. */
const cursorMark = "‸";
const root = import.meta.dirname;

/** A file of the case that a page tells of. */
export interface PageDocument {
  readonly uri: string;
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
}

/** One claim about one feature: see README.md. */
export interface FeaturePage {
  /** The page's first heading. */
  readonly claim: string;
  readonly file: string;
  readonly documents: readonly [PageDocument, ...PageDocument[]];
  /** Where the mark stands, if there is one. */
  readonly cursor: (Position & { readonly document: PageDocument }) | undefined;
  readonly expected: string;
}

/** The pages of a folder below test/features, in the order of their names. */
export function featurePages(feature: string): readonly FeaturePage[] {
  const folder = join(root, feature);
  const names = readdirSync(folder).filter((name) => name.endsWith(".md"));
  return names.sort().map((name) => readPage(join(folder, name)));
}

/** The features that have pages. */
export function pagedFeatures(): readonly string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** Puts what came out into the page: for `UPDATE_PAGES=1`, to be reviewed like code. */
export function writeExpected(page: FeaturePage, actual: string): void {
  const text = readFileSync(page.file, "utf8");
  const block = blocksOf(text).find(({ info }) => info === "expected");
  if (!block) throw new Error(`${page.file} has no block "expected".`);
  const lines = text.split("\n");
  lines.splice(block.open + 1, block.close - block.open - 1, ...actual.split("\n"));
  writeFileSync(page.file, lines.join("\n"));
}

function readPage(file: string): FeaturePage {
  const text = readFileSync(file, "utf8");
  const name = relative(root, file);
  const blocks = blocksOf(text);
  const expected = blocks.find(({ info }) => info === "expected");
  const marked = blocks.filter((block) => block !== expected).map(documentOf);
  const [first, ...others] = marked.map(({ document }) => document);
  if (!first || !expected) throw new Error(`${name} needs a document and a block "expected".`);
  const claim = /^# (.+)$/m.exec(text)?.[1] ?? name;
  const cursor = marked.find((one) => one.cursor !== undefined)?.cursor;
  return { claim, file, documents: [first, ...others], cursor, expected: expected.lines.join("\n") };
}

interface PageBlock {
  readonly info: string;
  readonly lines: readonly string[];
  readonly open: number;
  readonly close: number;
}

/** Blocks between fences of four or more backticks: three belong to the notes within. */
function blocksOf(text: string): readonly PageBlock[] {
  const lines = text.split("\n");
  const blocks: PageBlock[] = [];
  for (let open = 0; open < lines.length; open++) {
    const fence = /^(`{4,}) *(.*)$/.exec(lines[open]!);
    if (!fence) continue;
    let close = open + 1;
    while (close < lines.length && lines[close] !== fence[1]) close++;
    blocks.push({ info: fence[2]!.trim(), lines: lines.slice(open + 1, close), open, close });
    open = close;
  }
  return blocks;
}

/** The block's info is the language and the path of the document. */
function documentOf({ info, lines }: PageBlock): {
  readonly document: PageDocument;
  readonly cursor: FeaturePage["cursor"];
} {
  const [languageId = "plaintext", path = "evidence.txt"] = info.split(/ +/);
  const text = lines.join("\n");
  const document = { uri: `file:///case/${path}`, path, languageId, text: text.replace(cursorMark, "") };
  const line = lines.findIndex((content) => content.includes(cursorMark));
  if (line < 0) return { document, cursor: undefined };
  return { document, cursor: { line, character: lines[line]!.indexOf(cursorMark), document } };
}
