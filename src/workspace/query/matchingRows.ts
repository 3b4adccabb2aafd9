import { withRoom } from "../../core/names.ts";
import type { ProcessEntry, SeenFile } from "../../core/observation.ts";
import type { Steps } from "../../core/steps.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import { rowMeets } from "./rowMeets.ts";
import { surroundingsOf, type WhereContext } from "./rowSurroundings.ts";
import { type RowTest, RowTests } from "./rowTests.ts";
import { whereKey } from "./whereKeys.ts";
import { negated, type Where } from "./whereTerm.ts";

export type { WhereContext } from "./rowSurroundings.ts";

const rowsPerStep = 1 << 17;

/**
 * The rows of a capture that meet a question, ascending, by their numbers in its columns. Where the question
 * asks for what only lines have (`linesNeeded`), these rows are all that may meet it: ask `rowMeets` of each.
 */
export function* matchingRows(
  where: Where,
  capture: ScannedCapture,
  context: WhereContext,
): Steps<Uint32Array> {
  const { count } = capture.columns;
  const test = testOf(where, new RowTests(capture, context));
  yield;
  let rows = new Uint32Array(256);
  let found = 0;
  for (let from = 0; from < count; from += rowsPerStep) {
    const to = Math.min(count, from + rowsPerStep);
    for (let row = from; row < to; row++) {
      if (!test(row)) continue;
      if (found === rows.length) rows = withRoom(rows, found + 1);
      rows[found++] = row;
    }
    yield;
  }
  return rows.slice(0, found);
}

/** The entries of a process list that meet a question. */
export function matchingEntries(
  where: Where,
  capture: ScannedCapture,
  context: WhereContext,
): readonly (ProcessEntry | SeenFile)[] {
  const entries = [...capture.processes, ...capture.files];
  if (entries.length === 0) return [];
  const surroundings = surroundingsOf(capture, context);
  return entries.filter((observation) => rowMeets(where, { observation, surroundings }));
}

/** The keys of a question that columns do not have. */
export function linesNeeded(where: Where): readonly string[] {
  switch (where.kind) {
    case "all":
    case "any":
      return [...new Set(where.terms.flatMap(linesNeeded))];
    case "not":
      return linesNeeded(where.term);
    case "key":
      return whereKey(where.key)?.columns.kind === "line" ? [where.key] : [];
    default:
      return [];
  }
}

function testOf(where: Where, tests: RowTests): RowTest {
  switch (where.kind) {
    case "all":
      return where.terms
        .map((term) => testOf(term, tests))
        .reduce(
          (a, b) => (row) => a(row) && b(row),
          () => true,
        );
    case "any":
      return where.terms
        .map((term) => testOf(term, tests))
        .reduce(
          (a, b) => (row) => a(row) || b(row),
          () => false,
        );
    case "not":
      return notTest(where.term, tests);
    case "key":
      return tests.key(where);
    case "endpoint":
      return tests.endpoint(where);
    case "text":
      return tests.text(where);
    default:
      return where satisfies never;
  }
}

/** Negations are pushed down to single terms: what only lines can tell may be met either way. */
function notTest(term: Where, tests: RowTests): RowTest {
  if (term.kind === "all" || term.kind === "any" || term.kind === "not") return testOf(negated(term), tests);
  const test = testOf(term, tests);
  return linesNeeded(term).length === 0 ? (row) => !test(row) : test;
}
