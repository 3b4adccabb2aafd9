import type { Claim, Format, LineReader } from "../../core/format.ts";
import { claimantsOf } from "../claimants.ts";
import { MixedReader } from "../mixedReader.ts";

/**
 * The format of what a tool prints in several shapes: as a table, as a list, as CSV. The ids of `shapes` only tell
 * them apart.
 */
export function oneOf(format: Omit<Format, "claims" | "reader">, shapes: readonly Format[]): Format {
  return {
    ...format,
    ...wordsOfAll(shapes),
    claims(bytes, start, end): Claim {
      const { row, heading } = claimantsOf(shapes).find(bytes, start, end, undefined);
      return row ? "row" : heading ? "heading" : "none";
    },
    reader: (state) => readerOf(new MixedReader(shapes, state)),
  };
}

/** None of the shapes has a quick way to read plain rows. */
function readerOf(mixed: MixedReader): LineReader {
  return {
    read: (bytes, start, end, row) => mixed.read(bytes, start, end, row),
    more: (row) => mixed.more(row),
    get ownsDetail() {
      return mixed.ownsDetail;
    },
    get state() {
      return mixed.state;
    },
  };
}

/** The words by which any of the shapes is told; none, if one of them is told by no word. */
function wordsOfAll(shapes: readonly Format[]): Pick<Format, "marks" | "names"> {
  if (shapes.some(({ marks, names }) => !marks && !names)) return {};
  return {
    marks: shapes.flatMap(({ marks = [] }) => marks),
    names: shapes.flatMap(({ names = [] }) => names),
  };
}
