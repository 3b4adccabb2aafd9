import type { RowPlace } from "../joins/rowJoins.ts";

/** The row before this one that goes from the same source to the same endpoint in the same manner. */
export function previousInFlow({ capture: { flows }, row }: RowPlace): number | undefined {
  const rows = flows.rowsOf(flows.ofRow[row]!);
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]! < row) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : rows[low - 1]!;
}
