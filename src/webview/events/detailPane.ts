import type { EventDetail, LoadedModule, NamedValue, StackFrame } from "../../core/eventDetail.ts";
import type { EventLinks, EventsForm } from "../../protocol/events.ts";
import type { Place } from "../../protocol/messages.ts";
import { element, iconButton, shown, textButton } from "./element.ts";

export interface DetailPaneEvents {
  readonly left: () => void;
  readonly open: (place: Place) => void;
  readonly addToFindings: (event: number) => void;
  readonly showProcess: (event: number) => void;
}

const leastHeight = 90;
const keyStep = 24;

/** All that the capture says of one event, below the table. */
export class DetailPane {
  readonly element: HTMLElement;
  readonly #form: EventsForm;
  readonly #events: DetailPaneEvents;
  readonly #title = element("h2");
  readonly #body = element("div", { class: "detail-body", attributes: { tabindex: "0" } });
  readonly #process: HTMLButtonElement;
  #links = element("div", { class: "links" });
  #event: number | undefined;

  constructor(form: EventsForm, events: DetailPaneEvents) {
    this.#form = form;
    this.#events = events;
    const handle = this.#handle();
    this.#process = textButton("Show Process", () => this.#with(events.showProcess));
    this.#process.hidden = true;
    const bar = element(
      "div",
      { class: "detail-bar" },
      this.#title,
      this.#process,
      textButton("Add to Findings", () => this.#with(events.addToFindings)),
      iconButton("close", "Close Detail (Escape)", () => this.close()),
    );
    this.element = element(
      "section",
      { class: "detail", attributes: { "aria-label": "Detail of the event" } },
      handle,
      bar,
      this.#body,
    );
    this.element.hidden = true;
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  open(): void {
    this.element.hidden = false;
  }

  focus(): void {
    this.#body.focus();
  }

  close(): void {
    this.element.hidden = true;
    this.#events.left();
  }

  show(detail: EventDetail): void {
    this.#event = detail.event;
    this.#title.textContent = titleOf(detail);
    this.#links = element("div", { class: "links" });
    this.#process.hidden = true;
    this.#body.replaceChildren(
      element("div", { class: "detail-part" }, this.#links, section("Event"), valueTable(detail.values)),
      element("div", { class: "detail-part wide" }, section("Stack"), ...this.#stackOf(detail)),
      ...(detail.process.length === 0
        ? []
        : [element("div", { class: "detail-part" }, section("Process"), valueTable(detail.process))]),
      ...(detail.modules.length === 0
        ? []
        : [element("div", { class: "detail-part wide" }, ...modulesOf(detail.modules))]),
    );
    this.#body.scrollTop = 0;
  }

  showLinks(event: number, { joins, process }: EventLinks): void {
    if (event !== this.#event) return;
    const entries = joins.map(({ label, place }) => link(label, () => this.#events.open(place)));
    this.#links.replaceChildren(...(entries.length === 0 ? [] : [section("Same connection"), ...entries]));
    this.#process.hidden = process === undefined;
    if (process) this.#process.title = shown(`Show ${process.label} in the views`);
  }

  #with(run: (event: number) => void): void {
    if (this.#event !== undefined) run(this.#event);
  }

  #stackOf({ stack }: EventDetail): readonly HTMLElement[] {
    if (this.#form === "csv") return [element("p", { class: "quiet", text: "A CSV export has no stacks." })];
    if (!stack || stack.length === 0)
      return [element("p", { class: "quiet", text: "No stack was captured with this event." })];
    const hasUser = stack.some(({ mode }) => mode === "user");
    const note = element("p", { class: "quiet", text: "No user-mode stack in this event." });
    return hasUser ? [stackTable(stack)] : [note, stackTable(stack)];
  }

  #handle(): HTMLElement {
    const handle = element("div", {
      class: "splitter",
      attributes: {
        role: "separator",
        "aria-orientation": "horizontal",
        "aria-label": "Height of the detail",
        tabindex: "0",
      },
    });
    const grow = (by: number) => {
      const height = Math.min(innerHeight * 0.8, Math.max(leastHeight, this.element.offsetHeight + by));
      this.element.style.height = `${height}px`;
    };
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      let from = event.clientY;
      const drag = (moved: PointerEvent) => {
        grow(from - moved.clientY);
        from = moved.clientY;
      };
      handle.addEventListener("pointermove", drag);
      handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", drag), {
        once: true,
      });
    });
    handle.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
      event.preventDefault();
      grow(event.key === "ArrowUp" ? keyStep : -keyStep);
    });
    return handle;
  }
}

function titleOf({ event, values }: EventDetail): string {
  const value = (name: string) => values.find(([own]) => own === name)?.[1] ?? "";
  const pid = value("PID");
  const process = pid === "" ? value("Process Name") : `${value("Process Name")} (${pid})`;
  return [`Event ${(event + 1).toLocaleString("en-US")}`, value("Operation"), process]
    .filter((part) => part !== "")
    .join(" · ");
}

function section(title: string): HTMLElement {
  return element("h3", { text: title });
}

function link(label: string, run: () => void): HTMLElement {
  const button = element("button", { class: "link", text: label, attributes: { type: "button" } });
  button.addEventListener("click", run);
  return button;
}

function valueTable(values: readonly NamedValue[]): HTMLElement {
  const rows = values
    .filter(([, text]) => text !== "")
    .map(([name, text]) =>
      element("tr", {}, element("th", { text: name, attributes: { scope: "row" } }), lines(text)),
    );
  return element("table", { class: "values" }, element("tbody", {}, ...rows));
}

/** A text with its own line breaks. */
function lines(text: string): HTMLElement {
  const cell = element("td");
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (0 < i) cell.append(element("br"));
    cell.append(element("span", { text: line }));
  }
  return cell;
}

const unknownModule = "<unknown>";

function stackTable(stack: readonly StackFrame[]): HTMLElement {
  const rows = stack.map((frame) =>
    element(
      "tr",
      { class: `${frame.mode}${frame.module === undefined ? " unknown" : ""}` },
      element("td", { class: "mono", text: `${frame.mode === "user" ? "U" : "K"} ${frame.depth}` }),
      element("td", { text: frame.module ?? unknownModule }),
      element("td", { class: "mono", text: frame.location ?? frame.address }),
      element("td", { text: frame.path ?? "" }),
      element("td", {
        text: [frame.company, frame.version].filter((part) => part !== undefined).join(" · "),
      }),
    ),
  );
  return table("stack", ["Frame", "Module", "Location", "Path", "Company"], rows);
}

function modulesOf(modules: readonly LoadedModule[]): readonly HTMLElement[] {
  const rows = modules.map(({ path, base, company, version, description }) =>
    element(
      "tr",
      {},
      element("td", { class: "mono", text: base }),
      element("td", { text: path }),
      element("td", { text: company ?? "" }),
      element("td", { text: version ?? "" }),
      element("td", { text: description ?? "" }),
    ),
  );
  const title = element("summary", { text: `Modules (${modules.length})` });
  return [
    element(
      "details",
      {},
      title,
      table("modules", ["Base", "Path", "Company", "Version", "Description"], rows),
    ),
  ];
}

function table(kind: string, names: readonly string[], rows: readonly HTMLElement[]): HTMLElement {
  const heads = names.map((name) => element("th", { text: name, attributes: { scope: "col" } }));
  return element(
    "table",
    { class: kind },
    element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...rows),
  );
}
