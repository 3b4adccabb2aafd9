import { inOneGo } from "../../core/steps.ts";
import type { Zone } from "../../core/zone.ts";
import type { CaseSnapshot } from "../../workspace/case/caseStore.ts";
import { matchingEntries, matchingRows } from "../../workspace/query/matchingRows.ts";
import { parseWhere } from "../../workspace/query/where.ts";
import type { CaptureRows } from "./selectedRows.ts";

/** The rows that meet what the analyst typed; none where it cannot be understood. */
export function rowsMatching(
  { reading }: CaseSnapshot,
  text: string,
  zone: Zone | undefined,
): readonly CaptureRows[] {
  const parsed = parseWhere(text);
  if (parsed.kind === "error" || text.trim() === "") return [];
  const context = { reading, ...(zone ? { zone } : {}) };
  return reading.captures.map((capture) => {
    const rows = inOneGo(matchingRows(parsed.where, capture, context));
    const ofRows = Array.from(rows, (row) => capture.columns.line[row]!);
    const entries = matchingEntries(parsed.where, capture, context).map(({ line }) => line);
    return { capture, lines: Uint32Array.from([...ofRows, ...entries]).sort() };
  });
}

/** Why a text is no question; undefined where it is one. */
export function whyNot(text: string): string | undefined {
  const parsed = parseWhere(text);
  return parsed.kind === "error" ? parsed.message : undefined;
}
