import type { TimeScale, TimeSpan } from "../../pictures/timeScale.ts";
import { element, textButton } from "../events/element.ts";
import { lengthWords } from "./timeWords.ts";

export interface BrushEvents {
  readonly zoom: (span: TimeSpan) => void;
  readonly filter: (span: TimeSpan) => void;
  readonly clear: () => void;
}

/** A span of time that was drawn over the lanes, and what can be done with it. */
export class Brush {
  readonly element = element("div", { class: "brush" });
  readonly #actions: HTMLElement;
  readonly #length = element("span", { class: "quiet" });
  readonly #filterButton: HTMLButtonElement;
  span: TimeSpan | undefined;
  /** Whether the views show this span alone. */
  #isFilter = false;

  constructor(events: BrushEvents) {
    const run = (what: (span: TimeSpan) => void) => () => {
      if (this.span) what(this.span);
    };
    this.#filterButton = textButton("Filter Views", run(events.filter), "primary");
    this.#actions = element(
      "div",
      { class: "brush-actions", attributes: { role: "group", "aria-label": "Selected span" } },
      this.#length,
      this.#filterButton,
      textButton("Zoom", run(events.zoom)),
      textButton("Clear", events.clear),
    );
    this.element.append(this.#actions);
    this.#actions.addEventListener("pointerdown", (event) => event.stopPropagation());
    this.element.hidden = true;
  }

  get isFilter(): boolean {
    return this.#isFilter;
  }

  set(span: TimeSpan | undefined, state: "drawn" | "filter"): void {
    this.span = span;
    this.#isFilter = span !== undefined && state === "filter";
  }

  draw(scale: TimeScale, left: number): void {
    const { span } = this;
    const isSeen = span !== undefined && scale.from < span.to && span.from < scale.to;
    this.element.hidden = !isSeen;
    if (!isSeen) return;
    const from = Math.max(0, scale.x(span.from));
    const to = Math.min(scale.width, scale.x(span.to));
    this.element.style.left = `${left + from}px`;
    this.element.style.width = `${Math.max(1, to - from)}px`;
    this.element.classList.toggle("is-filter", this.#isFilter);
    this.#filterButton.hidden = this.#isFilter;
    this.#length.textContent = this.#isFilter
      ? `Views show ${lengthWords(span.to - span.from)}`
      : lengthWords(span.to - span.from);
    this.#actions.classList.toggle("at-end", scale.width / 2 < from);
  }
}
