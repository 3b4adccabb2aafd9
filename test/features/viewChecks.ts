import { rulesOfRows } from "../../src/analysis/rules/evidenceRules.ts";
import { lensCommand } from "../../src/features/codeLenses/codeLensCommand.ts";
import { codeLenses } from "../../src/features/codeLenses/codeLenses.ts";
import { viewLimits, viewLines } from "../../src/features/views/viewLines.ts";
import { allFormats } from "../../src/formats/all.ts";
import type { ViewLines, ViewLinesParams } from "../../src/protocol/views.ts";
import type { CaseLines } from "../../src/workspace/case/caseLines.ts";
import { EvidenceDocument } from "../../src/workspace/document/evidenceDocument.ts";
import { EvidenceDocumentIssues } from "../../src/workspace/document/evidenceDocumentIssues.ts";
import { LineOrigins } from "../../src/workspace/document/lineOrigins.ts";
import { LineSource } from "../../src/workspace/views/lineSource.ts";
import { caseOf } from "./caseChecks.ts";
import { changed, memoryFiles } from "./memoryFiles.ts";
import type { FeaturePage, PageDocument } from "./page.ts";

/** What the page's first block asks for. */
interface Asked extends Pick<ViewLinesParams, "selection" | "context"> {
  /** Lines of the view at the most. */
  readonly lines?: number;
}

/** A view's lines with the numbers of their captures; what is not as it should be; and the lenses above them. */
export async function viewed({ documents: [asked, ...documents] }: FeaturePage): Promise<string> {
  const lines = await caseOf(documents);
  const view = await viewOf(JSON.parse(asked.text), documents, lines);
  const parts = view.parts.map(({ reading, ...part }) => ({
    ...part,
    ...reading,
    lines: Uint32Array.from(part.lines),
  }));
  const origins = new LineOrigins(parts);
  const document = new EvidenceDocument(view.text, {
    uri: "incident-view:/page",
    kind: "file",
    formats: allFormats,
    latest: changed,
    zone: undefined,
    origins,
  });
  const numbered = view.text
    .split("\n")
    .map((text, line) => `${String((origins.of(line)?.line ?? -1) + 1 || "").padStart(5)} ${text}`);
  return [
    `${view.family ?? "no language"}, ${view.total} asked for`,
    ...numbered,
    ...section("issues:", issuesOf(document)),
    ...section("lenses:", lensesOf(document, lines)),
  ].join("\n");
}

function viewOf(
  { selection, context, lines: most = viewLimits.lines }: Asked,
  documents: readonly PageDocument[],
  lines: CaseLines,
): Promise<ViewLines> {
  const files = memoryFiles(documents);
  const lineSource = new LineSource();
  const never = { isCancellationRequested: false };
  return viewLines(
    { reading: lines.reading, view: lines.view, lines },
    { selection, ...(context === undefined ? {} : { context }) },
    {
      limits: { ...viewLimits, lines: most },
      formatsOf: () => allFormats,
      read: (uri, wanted, taker) => lineSource.read(files, uri, wanted, taker, never),
    },
    never,
  );
}

function section(title: string, entries: readonly string[]): readonly string[] {
  return entries.length === 0 ? [] : ["", title, ...entries];
}

function issuesOf(document: EvidenceDocument): readonly string[] {
  const issues = new EvidenceDocumentIssues(document, rulesOfRows, () => "");
  for (const _step of issues.study());
  return issues.known().map(({ code, place }) => `${place.line + 1}:${place.start + 1} ${code}`);
}

function lensesOf(document: EvidenceDocument, lines: CaseLines): readonly string[] {
  return codeLenses(document, lines).map((lens) => {
    const command = lensCommand(document, lines, lens);
    const cites = JSON.stringify(command?.arguments?.[0]?.cites ?? command?.arguments?.[0]?.at);
    return `${lens.line + 1}: ${command?.title}${cites === undefined ? "" : ` ${cites}`}`;
  });
}
