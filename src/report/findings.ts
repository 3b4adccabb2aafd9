import type { CaseView } from "../core/caseView.ts";
import { type FindingsContext, ReportInput } from "./reportInput.ts";
import { activitySection } from "./sections/activitySection.ts";
import { connectionsSection } from "./sections/connectionsSection.ts";
import { evidenceSection } from "./sections/evidenceSection.ts";
import { indicatorsSection } from "./sections/indicatorsSection.ts";
import { openQuestionsSection } from "./sections/openQuestionsSection.ts";
import { processesSection } from "./sections/processesSection.ts";
import { beginMarker, endMarker, lineBreakOf, type Part, partsOf } from "./sections/sections.ts";
import { summarySection } from "./sections/summarySection.ts";
import { timelineSection } from "./sections/timelineSection.ts";

/** Writes one section without its markers, line by line. No line of it may come from the evidence as a whole. */
export type SectionWriter = (input: ReportInput) => readonly string[];

const sections: readonly { readonly name: string; readonly write: SectionWriter }[] = [
  { name: "summary", write: summarySection },
  { name: "timeline", write: timelineSection },
  { name: "connections", write: connectionsSection },
  // In one section: what was generated before there was a capture of Process Monitor has no other place for it.
  { name: "processes", write: (input) => [...processesSection(input), ...activitySection(input)] },
  { name: "indicators", write: indicatorsSection },
  { name: "evidence", write: evidenceSection },
  { name: "open-questions", write: openQuestionsSection },
];

export const sectionNames: readonly string[] = sections.map(({ name }) => name);

/**
 * The findings of a case as Markdown around what the analyst wrote. In a file with sections each is written anew
 * where it stands, and one that was deleted stays deleted; a file without gets all of them at its end.
 */
export function renderFindings(view: CaseView, context: FindingsContext, existing: string): string {
  const input = new ReportInput(view, context);
  const parts = partsOf(existing, sectionNames);
  const present = parts.flatMap((part) => (part.kind === "section" ? [part.name] : []));
  const lines = present.length === 0 ? undefined : renewed(parts, present, input);
  return lines ?? withAllSections(existing, input);
}

const introduction = [
  "# Findings",
  "",
  "<!-- Write anywhere outside the marked sections: what stands between two markers is generated anew. -->",
];

function withAllSections(existing: string, input: ReportInput): string {
  const lineBreak = lineBreakOf(existing);
  const head = existing.trim() === "" ? introduction : [];
  const lines = sections.flatMap(({ name }) => ["", ...sectionLines(name, input)]);
  const end = existing === "" || existing.endsWith("\n") ? "" : lineBreak;
  return existing + end + [...head, ...lines].map((line) => line + lineBreak).join("");
}

function renewed(parts: readonly Part[], present: readonly string[], input: ReportInput): string {
  const own = parts.flatMap(({ lines }) => lines).join("");
  const lineBreak = lineBreakOf(own);
  const last = present.at(-1);
  return parts
    .map((part) => {
      if (part.kind === "own") return part.lines.join("");
      const note = part.name === last ? deletedNote(present) : [];
      return sectionLines(part.name, input, note)
        .map((line) => line + lineBreak)
        .join("");
    })
    .join("");
}

function sectionLines(name: string, input: ReportInput, note: readonly string[] = []): readonly string[] {
  const write = sections.find((section) => section.name === name)!.write;
  return [beginMarker(name), ...write(input), ...note, endMarker(name)];
}

/** A comment: who reads the findings need not know, who edits them does. */
function deletedNote(present: readonly string[]): readonly string[] {
  const deleted = sectionNames.filter((name) => !present.includes(name));
  if (deleted.length === 0) return [];
  return [
    "",
    `<!-- Sections deleted by hand stay deleted: ${deleted.join(", ")}. To have one back, write its begin marker on a line of its own (as above, with its name) and generate again. -->`,
  ];
}
