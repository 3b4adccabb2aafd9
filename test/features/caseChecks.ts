import { createHash } from "node:crypto";
import { hover } from "../../src/features/hover.ts";
import { allFormats } from "../../src/formats/all.ts";
import { CaseLines } from "../../src/workspace/caseLines.ts";
import { scanFiles, viewCase } from "../../src/workspace/loadCase.ts";
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

function sha256(parts: Iterable<string>): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part, "utf8");
  return hash.digest("hex");
}
