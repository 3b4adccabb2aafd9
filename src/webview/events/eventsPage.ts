import {
  type ClientMessage,
  type EventDeed,
  type EventsState,
  mostEventsAtOnce,
  type OpenedPage,
  type PagePart,
} from "../../protocol/events.ts";
import { cellMenuGroups } from "./cellEntries.ts";
import { CellMenu } from "./cellMenu.ts";
import { ColumnChooser } from "./columnChooser.ts";
import { DetailPane } from "./detailPane.ts";
import { element, iconButton, textButton } from "./element.ts";
import { EventGrid } from "./eventGrid.ts";
import { FilterBar } from "./filterBar.ts";
import { FindBar } from "./findBar.ts";
import { host, post } from "./host.ts";
import { NoticeLine } from "./noticeLine.ts";
import { ShownColumns } from "./shownColumns.ts";

const keepMs = 400;

/** The parts of the page, and what one has to do with another. */
export class EventsPage {
  readonly element: HTMLElement;
  readonly #columns: ShownColumns;
  readonly #filter: FilterBar;
  readonly #grid: EventGrid;
  readonly #detail: DetailPane;
  readonly #find: FindBar;
  readonly #chooser: ColumnChooser;
  readonly #menu: CellMenu;
  readonly #notices: NoticeLine;
  readonly #empty = element("div", { class: "empty-grid" });
  readonly #filterOfCapture: OpenedPage["filter"];
  /** Told apart from answers to filters before. */
  #filterGeneration = 0;
  #state: EventsState | undefined;
  /** The row that is to be active once it is there. */
  #wanted: { readonly active: number; readonly top: number } | undefined;
  #sought: number | undefined;
  #keeping: ReturnType<typeof setTimeout> | undefined;
  #keepingLayout: ReturnType<typeof setTimeout> | undefined;

  constructor(opened: OpenedPage) {
    const kept = host.getState();
    const toGrid = () => this.#grid.focus();
    this.#filterOfCapture = opened.filter ?? kept?.filter;
    this.#columns = new ShownColumns(opened.columns, opened.layout);
    this.#filter = new FilterBar(opened.columns, { changed: () => this.#filtered(), left: toGrid });
    this.#grid = new EventGrid(this.#columns, {
      ask: (generation, from, count) =>
        post({ kind: "rows", generation, from, count, columns: this.#columns.places }),
      moved: () => this.#moved(),
      opened: () => this.#openDetail(),
      menu: (cell, at) => this.#menu.open(cellMenuGroups(cell, this.#entryEvents()), at),
      columnsChanged: () => this.#keepLayout(),
      say: (words) => this.#notices.say(words),
    });
    this.#detail = new DetailPane(opened.form, {
      left: toGrid,
      open: (place) => post({ kind: "open", place }),
      addToFindings: (event) => this.#doWith("addToFindings", { events: [event], by: "event" }),
      showProcess: (event) => this.#doWith("showProcess", { events: [event], by: "event" }),
    });
    this.#find = new FindBar({
      find: (text, direction) => {
        const from = this.#grid.selection.active + (direction === "forward" ? 1 : -1);
        if (from < 0) this.#find.say("No match");
        else post({ kind: "find", text, from, direction });
      },
      left: toGrid,
    });
    this.#chooser = new ColumnChooser(this.#columns, {
      changed: () => {
        this.#grid.newColumns();
        this.#keepLayout();
      },
      left: toGrid,
    });
    this.#menu = new CellMenu(toGrid);
    this.#notices = new NoticeLine({
      stop: () => this.#stop(),
      goOn: () => this.#filtered(),
      clearFilter: () => this.#filter.clear(),
      reload: () => post({ kind: "capture", deed: "reload" }),
    });
    this.#wanted = kept && { active: kept.active, top: kept.top };
    this.element = this.#laidOut(opened);
    document.addEventListener("keydown", (event) => this.#key(event));
    if (kept?.detail === "open") this.#detail.open();
  }

  /** To be called when the page is in the document. */
  start(): void {
    if (this.#filterOfCapture) this.#filter.filter = this.#filterOfCapture;
    this.#filtered();
    this.#grid.focus();
  }

  take(message: ClientMessage): void {
    if (message.kind === "state") {
      if (message.generation === this.#filterGeneration) this.#show(message.state);
    } else if (message.kind === "rows") {
      this.#grid.put(message.generation, message.from, message.rows);
      this.#rowsCame();
    } else if (message.kind === "detail") this.#detail.show(message.detail);
    else if (message.kind === "links") this.#detail.showLinks(message.event, message.links);
    else if (message.kind === "found") this.#found(message.result);
    else if (message.kind === "goTo") this.#goTo(message.position);
    else if (message.kind === "hidden") this.#notices.hidden(message.event);
    else if (message.kind === "filter") {
      this.#filter.filter = message.filter;
      this.#filtered();
    } else if (message.kind === "show") this.#showPart(message.part);
    else if (message.kind === "stale") this.#notices.stale();
  }

  #laidOut({ form }: OpenedPage): HTMLElement {
    const tools = element(
      "div",
      { class: "tools", attributes: { role: "toolbar", "aria-label": "Events" } },
      this.#filter.box,
      this.#notices.count,
      iconButton("add", "Add Filter Rule… (Ctrl+L)", () => this.#filter.openEditor()),
      iconButton("open", "Load Filter from a .pmc…", () => post({ kind: "capture", deed: "loadFilter" })),
      iconButton("save", "Save Filter as .pmc…", () => post({ kind: "capture", deed: "saveFilter" })),
      iconButton("find", "Find (Ctrl+F)", () => this.#find.open()),
      iconButton("columns", "Columns…", () => this.#chooser.toggle()),
      iconButton("detail", "Detail (Enter)", () => this.#toggleDetail()),
      ...(form === "pml"
        ? []
        : [iconButton("file", "Open as Text", () => post({ kind: "capture", deed: "openAsText" }))]),
    );
    return element(
      "div",
      { class: "events" },
      tools,
      this.#notices.bar,
      this.#filter.rules,
      this.#notices.element,
      element(
        "div",
        { class: "grid-box" },
        this.#grid.element,
        this.#empty,
        this.#find.element,
        this.#chooser.element,
      ),
      this.#detail.element,
      this.#menu.element,
    );
  }

  #key(event: KeyboardEvent): void {
    const isControl = event.ctrlKey || event.metaKey;
    const isInGrid = document.activeElement === this.#grid.element;
    const key = event.key.toLowerCase();
    if (isControl && key === "f") this.#find.open();
    else if (event.key === "F3") this.#find.find(event.shiftKey ? "backward" : "forward");
    else if (isControl && key === "l") this.#filter.openEditor();
    else if (isControl && key === "c" && isInGrid) this.#doWith("copyCsv");
    else if (event.key === "/" && isInGrid) this.#filter.focus();
    else if (event.key === "Escape" && isInGrid && !this.#find.element.hidden) this.#find.close();
    else if (event.key === "Escape" && isInGrid && this.#detail.isOpen) this.#detail.close();
    else return;
    event.preventDefault();
  }

  #showPart(part: PagePart): void {
    if (part === "find") this.#find.open();
    else if (part === "filter") this.#filter.openEditor();
    else if (part === "columns") this.#chooser.open();
    else this.#openDetail();
  }

  #filtered(): void {
    this.#filterGeneration++;
    this.#notices.begin();
    this.#sought = this.#grid.activeRow?.event ?? this.#sought;
    this.#grid.reset();
    post({ kind: "filter", generation: this.#filterGeneration, filter: this.#filter.filter });
    this.#keepSoon();
  }

  #stop(): void {
    post({ kind: "capture", deed: "stop" });
    if (this.#state) this.#notices.stop(this.#state);
  }

  #show(state: EventsState): void {
    this.#state = state;
    this.#notices.show(state);
    const count = state.matching?.count ?? state.count;
    this.#seek(state.matching?.checked ?? state.count);
    this.#grid.resize(count);
    const isDone = state.isWhole && state.matching?.isWhole !== false;
    this.#showEmpty(count === 0 && isDone, state.count === 0);
    if (this.#wanted && (this.#wanted.active < count || isDone)) this.#restore(this.#wanted);
  }

  /** The event that was active before the filter changed stays so: asked for when all before it have been looked at. */
  #seek(checked: number): void {
    const event = this.#sought;
    if (event === undefined || checked <= event) return;
    this.#sought = undefined;
    post({ kind: "locate", event });
  }

  #restore({ active, top }: { readonly active: number; readonly top: number }): void {
    this.#wanted = undefined;
    this.#grid.goTo(active);
    this.#grid.restoreScroll(top);
  }

  #showEmpty(isEmpty: boolean, hasNoEvents: boolean): void {
    this.#empty.hidden = !isEmpty;
    const words = hasNoEvents ? "This capture has no events." : "No event meets the filter.";
    const clear = textButton("Clear Filter", () => this.#filter.clear());
    this.#empty.replaceChildren(element("p", { text: words }), ...(hasNoEvents ? [] : [clear]));
  }

  #moved(): void {
    this.#sought = undefined;
    if (this.#detail.isOpen) this.#askDetail();
    this.#keepSoon();
  }

  #openDetail(): void {
    this.#detail.open();
    this.#askDetail();
    this.#detail.focus();
  }

  #toggleDetail(): void {
    if (this.#detail.isOpen) this.#detail.close();
    else this.#openDetail();
  }

  #askDetail(): void {
    const event = this.#grid.activeRow?.event;
    if (event !== undefined) post({ kind: "detail", event });
    else this.#isDetailDue = true;
  }

  /** The active row was not here when its detail was wanted. */
  #isDetailDue = false;

  #rowsCame(): void {
    if (!this.#isDetailDue || !this.#grid.activeRow) return;
    this.#isDetailDue = false;
    this.#askDetail();
  }

  #found(result: Extract<ClientMessage, { readonly kind: "found" }>["result"]): void {
    if (this.#find.element.hidden) return;
    this.#find.say(result === "none" ? "No match" : "");
    if (result !== "none") this.#grid.goTo(result.position);
  }

  #goTo(position: number): void {
    this.#wanted = undefined;
    this.#grid.goTo(position);
  }

  #doWith(deed: EventDeed, chosen = this.#grid.selectedEvents(mostEventsAtOnce)): void {
    if (0 < chosen.events.length) post({ kind: "events", deed, ...chosen, columns: this.#columns.places });
  }

  #entryEvents() {
    return {
      filterBy: (rule: Parameters<FilterBar["add"]>[0]) => this.#filter.add(rule),
      copy: (text: string) => post({ kind: "copy", text }),
      detail: () => this.#openDetail(),
      deed: (deed: EventDeed) => this.#doWith(deed),
    };
  }

  #keepLayout(): void {
    clearTimeout(this.#keepingLayout);
    this.#keepingLayout = setTimeout(() => post({ kind: "layout", layout: this.#columns.layout }), keepMs);
  }

  #keepSoon(): void {
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => this.#keep(), keepMs);
  }

  #keep(): void {
    host.setState({
      top: this.#grid.scrollTop,
      active: this.#grid.selection.active,
      detail: this.#detail.isOpen ? "open" : "closed",
      filter: this.#filter.filter,
    });
  }
}
