import type { EventRow, NamedBy } from "../../protocol/events.ts";
import { element } from "./element.ts";
import { headerRow } from "./gridHeader.ts";
import { type GridMove, moveOf } from "./gridKeys.ts";
import { columnOf, gridRow, markRow, placeOf } from "./gridRow.ts";
import { RowCache } from "./rowCache.ts";
import { RowSelection, type SelectHow } from "./rowSelection.ts";
import { ScrollPlaces } from "./scrollPlaces.ts";
import type { ShownColumns } from "./shownColumns.ts";

const rowHeight = 22;
/** Rows drawn beyond those that are seen. */
const margin = 6;
const pixelsOfLine = 40;

/** One cell, as a menu is for it. */
export interface GridCell {
  readonly row: EventRow;
  readonly column: string;
  readonly text: string;
}

export interface GridEvents {
  readonly ask: (generation: number, from: number, count: number) => void;
  /** Another row is active. */
  readonly moved: () => void;
  readonly opened: () => void;
  readonly menu: (cell: GridCell, at: { readonly x: number; readonly y: number }) => void;
  readonly columnsChanged: () => void;
  /** What only a screen reader tells. */
  readonly say: (words: string) => void;
}

/** The table of events. Rows are drawn where they are seen, whatever their number. */
export class EventGrid {
  readonly element: HTMLElement;
  readonly cache: RowCache;
  readonly selection = new RowSelection();
  readonly #columns: ShownColumns;
  readonly #events: GridEvents;
  readonly #scroller = element("div", { class: "scroller" });
  readonly #space = element("div", { class: "space", attributes: { role: "rowgroup" } });
  readonly #places = new ScrollPlaces(rowHeight);
  readonly #drawn = new Map<number, HTMLElement>();
  #head: HTMLElement;
  #count = 0;
  #activeColumn = 0;
  #isDrawing = false;

  constructor(columns: ShownColumns, events: GridEvents) {
    this.#columns = columns;
    this.#events = events;
    this.cache = new RowCache(events.ask);
    this.element = element("div", {
      class: "grid",
      attributes: { role: "grid", tabindex: "0", "aria-label": "Events", "aria-multiselectable": "true" },
    });
    this.#head = this.#newHead();
    this.#scroller.append(this.#head, this.#space);
    this.element.append(this.#scroller);
    this.#listen();
    this.layOut();
  }

  get count(): number {
    return this.#count;
  }

  get scrollTop(): number {
    return this.#places.top;
  }

  get activeRow(): EventRow | undefined {
    return this.cache.known(this.selection.active);
  }

  get activeCell(): GridCell | undefined {
    const row = this.activeRow;
    const column = this.#columns.shown[this.#activeColumn];
    return row && column && { row, column: column.name, text: row.cells[this.#activeColumn] ?? "" };
  }

  /** The selected rows: by their events where all are here, else by their places. */
  selectedEvents(most: number): { readonly events: readonly number[]; readonly by: NamedBy } {
    const places = this.selection.places(most).filter((place) => place < this.#count);
    const events = places.flatMap((place) => this.cache.known(place)?.event ?? []);
    return events.length === places.length ? { events, by: "event" } : { events: places, by: "position" };
  }

  resize(count: number): void {
    if (count < this.#count) this.selection.within(count);
    this.#count = count;
    this.element.setAttribute("aria-rowcount", String(count + 1));
    this.#measure();
  }

  /** Other rows are shown from now on. */
  reset(): void {
    this.cache.forget();
    this.#clear();
  }

  put(generation: number, from: number, rows: readonly EventRow[]): void {
    this.cache.put(generation, from, rows);
    for (let place = from; place < from + rows.length; place++) {
      this.#drawn.get(place)?.remove();
      this.#drawn.delete(place);
    }
    this.#drawSoon();
  }

  /** Columns have changed. */
  layOut(): void {
    const widths = this.#columns.shown.map(({ width }) => `${width}px`);
    this.element.style.setProperty("--columns", widths.join(" "));
    this.element.style.setProperty(
      "--width",
      `${this.#columns.shown.reduce((sum, { width }) => sum + width, 0)}px`,
    );
    this.element.setAttribute("aria-colcount", String(this.#columns.shown.length));
    this.#activeColumn = Math.min(this.#activeColumn, Math.max(0, this.#columns.shown.length - 1));
  }

  newColumns(): void {
    const head = this.#newHead();
    this.#head.replaceWith(head);
    this.#head = head;
    this.layOut();
    this.reset();
    this.#drawSoon();
  }

  goTo(place: number, how: SelectHow = "alone"): void {
    if (this.#count === 0) return;
    this.selection.choose(Math.min(Math.max(0, place), this.#count - 1), how);
    this.#places.reveal(this.selection.active);
    this.#scrollNow();
    this.#drawSoon();
    this.#events.moved();
  }

  restoreScroll(top: number): void {
    this.#places.moveTo(top);
    this.#scrollNow();
    this.#drawSoon();
  }

  focus(): void {
    this.element.focus();
  }

  #newHead(): HTMLElement {
    return headerRow(this.#columns, () => {
      this.layOut();
      this.#events.columnsChanged();
    });
  }

  #listen(): void {
    this.#scroller.addEventListener("scroll", () => {
      this.#places.scrolled(this.#scroller.scrollTop);
      this.#drawSoon();
    });
    this.#scroller.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    new ResizeObserver(() => this.#measure()).observe(this.element);
    this.element.addEventListener("keydown", (event) => this.#key(event));
    this.#space.addEventListener("mousedown", (event) => this.#press(event));
    this.#space.addEventListener("dblclick", () => this.#events.opened());
    this.element.addEventListener("contextmenu", (event) => this.#menu(event));
  }

  #wheel(event: WheelEvent): void {
    if (!this.#places.movesWheel || event.ctrlKey || event.shiftKey || event.deltaY === 0) return;
    event.preventDefault();
    this.#places.moveTo(this.#places.top + event.deltaY * (event.deltaMode === 0 ? 1 : pixelsOfLine));
    this.#scrollNow();
    this.#drawSoon();
  }

  #key(event: KeyboardEvent): void {
    const move = moveOf(event);
    if (!move) return;
    event.preventDefault();
    this.#follow(move);
  }

  #follow(move: GridMove): void {
    if (move.kind === "all") {
      this.selection.all(this.#count);
      this.#drawSoon();
      this.#events.moved();
    } else if (move.kind === "open") this.#events.opened();
    else if (move.kind === "menu") this.#menuAtActive();
    else if (move.kind === "width") this.#widen(move.by);
    else if (move.kind === "column")
      this.#moveColumn(move.to(this.#activeColumn, this.#columns.shown.length));
    else this.goTo(move.to(this.selection.active, this.#count, this.#places.rowsOfView), move.how);
  }

  #moveColumn(column: number): void {
    this.#activeColumn = column;
    this.#drawSoon();
    this.#revealColumn();
    this.#events.moved();
  }

  #widen(by: number): void {
    const column = this.#columns.shown[this.#activeColumn];
    if (!column) return;
    this.#columns.resize(column.name, column.width + by);
    this.layOut();
    this.#events.columnsChanged();
    const { name, width } = this.#columns.shown[this.#activeColumn]!;
    this.#events.say(`${name}: ${width} pixels wide`);
  }

  #revealColumn(): void {
    const before = this.#columns.shown
      .slice(0, this.#activeColumn)
      .reduce((sum, { width }) => sum + width, 0);
    const width = this.#columns.shown[this.#activeColumn]?.width ?? 0;
    const { scrollLeft, clientWidth } = this.#scroller;
    if (before < scrollLeft) this.#scroller.scrollLeft = before;
    else if (scrollLeft + clientWidth < before + width)
      this.#scroller.scrollLeft = Math.min(before, before + width - clientWidth);
  }

  #press(event: MouseEvent): void {
    const place = placeOf(event.target);
    if (place === undefined) return;
    this.#activeColumn = columnOf(event.target) ?? this.#activeColumn;
    // A menu within the selection is for all of it.
    if (event.button !== 2 || !this.selection.has(place))
      this.goTo(place, event.shiftKey ? "range" : event.ctrlKey || event.metaKey ? "toggle" : "alone");
    this.#drawSoon();
  }

  #menu(event: MouseEvent): void {
    event.preventDefault();
    const place = placeOf(event.target);
    const row = place === undefined ? undefined : this.cache.known(place);
    const column = this.#columns.shown[columnOf(event.target) ?? -1];
    if (!row || !column) return;
    const text = row.cells[columnOf(event.target) ?? -1] ?? "";
    this.#events.menu({ row, column: column.name, text }, { x: event.clientX, y: event.clientY });
  }

  #menuAtActive(): void {
    const cell = this.activeCell;
    const drawn = this.#drawn.get(this.selection.active)?.children[this.#activeColumn];
    if (!cell || !drawn) return;
    const { left, bottom } = drawn.getBoundingClientRect();
    this.#events.menu(cell, { x: Math.max(8, left + 8), y: bottom });
  }

  #measure(): void {
    const view = this.#scroller.clientHeight - this.#head.offsetHeight;
    this.#places.resize(this.#count, Math.max(0, view));
    this.#space.style.height = `${this.#places.height}px`;
    this.#scrollNow();
    this.#drawSoon();
  }

  #scrollNow(): void {
    if (1 <= Math.abs(this.#scroller.scrollTop - this.#places.scrollTop))
      this.#scroller.scrollTop = this.#places.scrollTop;
  }

  #clear(): void {
    for (const row of this.#drawn.values()) row.remove();
    this.#drawn.clear();
  }

  #drawSoon(): void {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    requestAnimationFrame(() => {
      this.#isDrawing = false;
      this.#draw();
    });
  }

  #draw(): void {
    const first = Math.max(0, this.#places.first - margin);
    const last = Math.min(this.#count - 1, this.#places.last + margin);
    for (const [place, row] of this.#drawn)
      if (place < first || last < place) {
        row.remove();
        this.#drawn.delete(place);
      }
    for (let place = first; place <= last; place++) this.#drawRow(place);
    const active = this.#drawn.get(this.selection.active)?.children[this.#activeColumn];
    if (active) this.element.setAttribute("aria-activedescendant", active.id);
    else this.element.removeAttribute("aria-activedescendant");
  }

  #drawRow(place: number): void {
    const row = this.cache.row(place, this.#count);
    let drawn = this.#drawn.get(place);
    if (!drawn) {
      drawn = gridRow(this.#columns.shown, place, row);
      this.#drawn.set(place, drawn);
      this.#space.append(drawn);
    }
    drawn.style.top = `${this.#places.placeOf(place)}px`;
    const isActive = place === this.selection.active;
    markRow(drawn, {
      selected: this.selection.has(place),
      activeColumn: isActive ? this.#activeColumn : undefined,
    });
  }
}
