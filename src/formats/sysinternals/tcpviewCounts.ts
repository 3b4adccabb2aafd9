import { decimal } from "../../core/ascii.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import type { DelimitedCells } from "../delimited/delimitedCells.ts";

/** Packets sent and received, bytes sent and received, behind ten other cells. */
const counted: readonly FieldIndex[] = [
  field.sourcePackets,
  field.destinationPackets,
  field.sourceBytes,
  field.destinationBytes,
];
const first = 10;

/**
 * Numbers are written with thousands marks and without quotes, so that one may take several cells. They are taken
 * only where there is one way to read them.
 *
 *     6 , 6 , 2,575 , 4,794          6 , 5 , 11,673,258
 *     └─ one way ─────────┘          └─ two: 11,673 and 258, or 11 and 673,258
 */
export function putCounts(row: Row, cells: DelimitedCells): void {
  const more = cells.count - first - counted.length;
  if (more < 0 || 8 < more) return;
  const ways = waysOf(row.bytes, cells, more);
  if (ways.length !== 1) return;
  for (const [i, { from, to }] of ways[0]!.entries()) {
    const start = cells.from[from]!;
    if (from === to && start !== cells.to[to]!) row.set(counted[i]!, start, cells.to[to]!);
  }
}

/** Cells of one number, the last one included. */
interface CellRange {
  readonly from: number;
  readonly to: number;
}

/** Every way to make four numbers of the cells, of which so many go on with the one before. Two are enough. */
function waysOf(bytes: Uint8Array, cells: DelimitedCells, more: number): readonly (readonly CellRange[])[] {
  let ways: (readonly CellRange[])[] = [[]];
  for (let i = 0; i < counted.length; i++) {
    ways = ways.flatMap((way) => {
      const from = (way.at(-1)?.to ?? first - 1) + 1;
      const taken = from - first - i;
      return endsOf(bytes, cells, from, more - taken).map((to) => [...way, { from, to }]);
    });
  }
  return ways.filter((way) => way.at(-1)!.to === cells.count - 1);
}

function endsOf(bytes: Uint8Array, cells: DelimitedCells, from: number, most: number): readonly number[] {
  const ends = [from];
  const digits = cells.to[from]! - cells.from[from]!;
  if (digits === 0 || 3 < digits) return ends;
  for (let to = from + 1; to <= from + most && to < cells.count; to++) {
    const isGroup = cells.to[to]! - cells.from[to]! === 3;
    if (!isGroup || Number.isNaN(decimal(bytes, cells.from[to]!, cells.to[to]!))) break;
    ends.push(to);
  }
  return ends;
}
