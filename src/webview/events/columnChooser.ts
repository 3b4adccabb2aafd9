import { element, iconButton, textButton } from "./element.ts";
import type { ShownColumns } from "./shownColumns.ts";

export interface ColumnChooserEvents {
  readonly changed: () => void;
  readonly left: () => void;
}

/** Which columns are shown, and in which order. */
export class ColumnChooser {
  readonly element: HTMLElement;
  readonly #columns: ShownColumns;
  readonly #events: ColumnChooserEvents;
  readonly #list = element("div", {
    class: "column-list",
    attributes: { role: "group", "aria-label": "Columns" },
  });

  constructor(columns: ShownColumns, events: ColumnChooserEvents) {
    this.#columns = columns;
    this.#events = events;
    const buttons = element(
      "div",
      { class: "buttons" },
      textButton("Reset", () => {
        columns.reset();
        this.#changed();
      }),
      textButton("Done", () => this.close(), "primary"),
    );
    this.element = element(
      "div",
      { class: "popup columns", attributes: { role: "dialog", "aria-label": "Columns" } },
      this.#list,
      buttons,
    );
    this.element.hidden = true;
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
  }

  toggle(): void {
    if (this.element.hidden) this.open();
    else this.close();
  }

  open(): void {
    this.#draw();
    this.element.hidden = false;
    this.#list.querySelector("input")?.focus();
  }

  close(): void {
    if (this.element.hidden) return;
    this.element.hidden = true;
    this.#events.left();
  }

  #changed(): void {
    this.#draw();
    this.#events.changed();
  }

  #draw(): void {
    this.#list.replaceChildren(...this.#columns.listed.map((name) => this.#line(name)));
  }

  #line(name: string): HTMLElement {
    const box = element("input", { attributes: { type: "checkbox" } });
    box.checked = this.#columns.isShown(name);
    box.addEventListener("change", () => {
      this.#columns.toggle(name);
      this.#changed();
      this.#focus(name, "input");
    });
    const label = element("label", {}, box, element("span", { text: name }));
    const moves = this.#columns.isShown(name) ? [this.#mover(name, -1), this.#mover(name, 1)] : [];
    const line = element("div", { class: "column-line" }, label, ...moves);
    line.dataset["name"] = name;
    return line;
  }

  #mover(name: string, by: -1 | 1): HTMLElement {
    const where = by === -1 ? "up" : "down";
    return iconButton(where, `Move ${name} ${by === -1 ? "to the left" : "to the right"}`, () => {
      this.#columns.move(name, by);
      this.#changed();
      this.#focus(name, `button:${by === -1 ? "first" : "last"}-of-type`);
    });
  }

  #focus(name: string, selector: string): void {
    for (const line of this.#list.querySelectorAll<HTMLElement>(".column-line"))
      if (line.dataset["name"] === name) line.querySelector<HTMLElement>(selector)?.focus();
  }
}
