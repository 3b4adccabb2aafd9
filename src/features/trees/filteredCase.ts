import type { Steps } from "../../core/steps.ts";
import type { Zone } from "../../core/zone.ts";
import type { CaseSnapshot } from "../../workspace/case/caseStore.ts";
import { linesNeeded } from "../../workspace/query/matchingRows.ts";
import { narrowedCase } from "../../workspace/query/narrowedCase.ts";
import { parseWhere, type Where, type WhereError } from "../../workspace/query/where.ts";

/** What the analyst typed to filter the trees. They read columns: what only lines have, they cannot ask for. */
export function treeFilter(text: string): { readonly kind: "where"; readonly where: Where } | WhereError {
  const parsed = parseWhere(text);
  const [key] = parsed.kind === "where" ? linesNeeded(parsed.where) : [];
  if (key === undefined) return parsed;
  const start = Math.max(0, text.toLowerCase().indexOf(key));
  return {
    kind: "error",
    text,
    span: { start, end: Math.min(text.length, start + key.length) },
    message: `${key} stands in lines only, which the views do not keep: search in a view of lines instead.`,
  };
}

/** The case of which only the rows that the filter asks for are left. Lines are still those of the whole case. */
export function* filteredCase(
  snapshot: CaseSnapshot,
  where: Where,
  zone: Zone | undefined,
): Steps<CaseSnapshot> {
  const { reading, view } = yield* narrowedCase(snapshot, where, zone);
  return { reading, view, lines: snapshot.lines };
}
