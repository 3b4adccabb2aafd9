import type { EventRow } from "../../protocol/events.ts";
import { element } from "./element.ts";
import { isNumeric, type ShownColumn } from "./shownColumns.ts";

/** A row of the table as an element; without its texts while these are on their way. */
export function gridRow(
  columns: readonly ShownColumn[],
  place: number,
  row: EventRow | undefined,
): HTMLElement {
  const cells = columns.map(({ name }, i) =>
    element("div", {
      class: isNumeric(name) ? "cell numeric" : "cell",
      text: row?.cells[i] ?? "",
      attributes: { role: "gridcell", id: `cell-${place}-${i}`, "aria-colindex": String(i + 1) },
    }),
  );
  const drawn = element(
    "div",
    { class: row ? "row" : "row pending", attributes: { role: "row", "aria-rowindex": String(place + 2) } },
    ...cells,
  );
  drawn.dataset["place"] = String(place);
  return drawn;
}

export interface RowMarks {
  readonly selected: boolean;
  /** Where the row is the active one. */
  readonly activeColumn: number | undefined;
}

export function markRow(drawn: HTMLElement, { selected, activeColumn }: RowMarks): void {
  drawn.classList.toggle("selected", selected);
  drawn.classList.toggle("active", activeColumn !== undefined);
  drawn.setAttribute("aria-selected", String(selected));
  for (const [i, cell] of [...drawn.children].entries())
    cell.classList.toggle("active-cell", i === activeColumn);
}

/** The row that something is in. */
export function placeOf(target: EventTarget | null): number | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>("[data-place]") : null;
  return row === null ? undefined : Number(row.dataset["place"]);
}

/** The column that something is in. */
export function columnOf(target: EventTarget | null): number | undefined {
  const cell = target instanceof Element ? target.closest("[role=gridcell]") : null;
  return cell === null ? undefined : Number(cell.getAttribute("aria-colindex")) - 1;
}
