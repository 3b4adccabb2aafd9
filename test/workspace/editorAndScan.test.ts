import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { evidenceRules } from "../../src/analysis/rules/evidenceRules.ts";
import { ecsOf } from "../../src/core/ecs.ts";
import type { Issue } from "../../src/core/issue.ts";
import { allFormats } from "../../src/formats/all.ts";
import { EvidenceDocument } from "../../src/workspace/document/evidenceDocument.ts";
import { EvidenceDocumentIssues } from "../../src/workspace/document/evidenceDocumentIssues.ts";
import { documentKindOf } from "../../src/workspace/reading/fileReading.ts";
import { readBytes } from "../readPage.ts";

const folder = join(import.meta.dirname, "..", "formats");
const pages = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.endsWith(".json"))
  .map((entry) => ({ name: entry.name, path: join(entry.parentPath, entry.name) }));
const utf8 = new TextDecoder("utf-8", { fatal: true });

test.each(pages.flatMap(readUtf8))(
  "the editor reads $name as the command line does",
  async ({ name, text }) => {
    const scanned = await readBytes(new TextEncoder().encode(text), name, allFormats, evidenceRules);
    const document = new EvidenceDocument(text, {
      uri: `case:/${name}`,
      kind: documentKindOf(name),
      formats: allFormats,
      latest: Date.UTC(2031, 11, 31) * 1000,
      zone: undefined,
    });
    const observations = document.observations(0, document.lineCount);
    expect(observations.map(ecsOf)).toEqual(scanned.observations.map(ecsOf));
    const issues = new EvidenceDocumentIssues(document, evidenceRules, () => "");
    for (const _step of issues.study());
    expect(issues.known().filter(isOfLines).map(brief).sort()).toEqual(scanned.issues.map(brief).sort());
  },
);

/** Fences and look-alikes of blanks are the editor's to tell; a scan says nothing of them. */
function isOfLines({ code }: Issue): boolean {
  return !["EV001", "EV017", "EV019", "EV021"].includes(code);
}

function brief({ code, place, message }: Issue): string {
  return `${place.line + 1} ${code} ${message}`;
}

/** The page's text, where it is UTF-8: an editor decodes the others, and the scan is tried on them elsewhere. */
function readUtf8({ name, path }: (typeof pages)[number]) {
  try {
    return [{ name, text: utf8.decode(readFileSync(path)) }];
  } catch {
    return [];
  }
}
