import { createHash } from "node:crypto";
import type { Position } from "vscode-languageserver-types";
import type { LineReference } from "../../src/core/caseView.ts";
import { type Destination, locationsOf } from "../../src/features/caseLocations.ts";
import { lensCommand } from "../../src/features/codeLenses/codeLensCommand.ts";
import { codeLenses } from "../../src/features/codeLenses/codeLenses.ts";
import { definitions, implementations, typeDefinitions } from "../../src/features/definitions.ts";
import { hover } from "../../src/features/hover/hover.ts";
import { inlayHints } from "../../src/features/inlayHints.ts";
import { references } from "../../src/features/references.ts";
import { workspaceSymbols } from "../../src/features/workspaceSymbols.ts";
import { allFormats } from "../../src/formats/all.ts";
import { CaseLines } from "../../src/workspace/case/caseLines.ts";
import { scanFiles, viewCase } from "../../src/workspace/case/loadCase.ts";
import { annotated } from "./annotated.ts";
import { memoryFiles } from "./memoryFiles.ts";
import type { FeaturePage, PageDocument } from "./page.ts";
import { readDocument } from "./structureChecks.ts";

/** What the case of a page says. */
export async function caseOf(documents: readonly PageDocument[]): Promise<CaseLines> {
  const files = memoryFiles(documents);
  const entries = [];
  for await (const entry of files.list("file:///case")) entries.push(entry);
  const { reading, view } = viewCase(await scanFiles(files, entries, { formats: allFormats }, () => {}));
  return new CaseLines(reading, view);
}

export async function hovers({ documents, cursor }: FeaturePage): Promise<string> {
  const document = cursor?.document ?? documents[0];
  const lines = await caseOf(documents);
  const at = cursor ?? { line: 0, character: 0 };
  const shown = hover(readDocument(document), at, { lines, sha256, kind: "markdown" });
  const contents = shown?.contents;
  return typeof contents === "object" && "value" in contents ? contents.value : "nothing";
}

/** The text of a line, where the page has it. */
function lineTextIn(documents: readonly PageDocument[]) {
  return ({ uri, line }: LineReference) =>
    documents.find((document) => document.uri === uri)?.text.split("\n")[line];
}

const leads = {
  definition: definitions,
  "type definition": typeDefinitions,
  implementation: implementations,
};

/** Where each of the three requests leads from the cursor. */
export async function destinations({ documents, cursor }: FeaturePage): Promise<string> {
  const document = readDocument(cursor?.document ?? documents[0]);
  const lines = await caseOf(documents);
  const at: Position = cursor ?? { line: 0, character: 0 };
  const textOf = lineTextIn(documents);
  const text = (found: Destination | undefined) =>
    (found?.places ?? []).map((place) => `  ${lines.nameOf(place)}: ${textOf(place)?.trim()}`);
  return Object.entries(leads)
    .flatMap(([name, lead]) => [`${name}:`, ...text(lead(document, lines, at))])
    .join("\n");
}

export async function referenced({ documents, cursor }: FeaturePage): Promise<string> {
  const document = readDocument(cursor?.document ?? documents[0]);
  const lines = await caseOf(documents);
  const textOf = lineTextIn(documents);
  const found = references(document, lines, cursor ?? { line: 0, character: 0 });
  const locations = found ? locationsOf(found.places, textOf, found.word) : [];
  return documents
    .map((one) => {
      const notes = locations.filter(({ uri }) => uri === one.uri).map(({ range }) => ({ range, text: "" }));
      return notes.length === 0 ? "" : `${one.path}\n${annotated(one.text, notes)}`;
    })
    .filter((text) => text !== "")
    .join("\n");
}

/** The first line of the document is what was typed. */
export async function caseSymbols({ documents: [query, ...documents] }: FeaturePage): Promise<string> {
  const lines = await caseOf(documents);
  return workspaceSymbols(lines, query.text)
    .map(({ name, containerName, location }) => {
      const line = "range" in location ? location.range.start.line : -1;
      const place = lines.nameOf({ uri: location.uri, line });
      return `${name} · ${containerName} · ${place}`;
    })
    .join("\n");
}

export async function hints({ documents }: FeaturePage): Promise<string> {
  const [first] = documents;
  const choice = { processNames: true, serviceNames: true, intervals: true, utc: true };
  const range = [0, first.text.length] as const;
  return inlayHints(readDocument(first), await caseOf(documents), range, choice)
    .map(({ position, label }) => `${position.line + 1}:${position.character + 1} ${label}`)
    .join("\n");
}

export async function lenses({ documents }: FeaturePage): Promise<string> {
  const [first] = documents;
  const document = readDocument(first);
  const lines = await caseOf(documents);
  const byLine = new Map<number, string[]>();
  for (const lens of codeLenses(document, lines)) {
    const command = lensCommand(document, lines, lens);
    const said = command?.command === "" ? command.title : `[${command?.title}]`;
    const { line } = lens;
    byLine.set(line, [...(byLine.get(line) ?? []), said]);
  }
  return [...byLine].map(([line, said]) => `${said.join(" | ")}\n${document.line(line)}`).join("\n");
}

function sha256(parts: Iterable<string>): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part, "utf8");
  return hash.digest("hex");
}
