import type { LaneKind } from "../../protocol/timeline.ts";
import { element, iconButton, textButton } from "../events/element.ts";
import type { TimeView } from "./timeView.ts";
import { lengthWords, spanWords } from "./timeWords.ts";

export interface BarEvents {
  readonly lanes: (kind: LaneKind) => void;
  readonly zoom: (factor: number) => void;
  readonly fit: () => void;
  readonly table: () => void;
}

const kinds: readonly (readonly [LaneKind, string])[] = [
  ["remote", "Remote Endpoints"],
  ["process", "Processes"],
];

/** What the lanes stand for, which span is in sight, and how to see another. */
export class TimelineBar {
  readonly element: HTMLElement;
  readonly #span = element("span", { class: "span", attributes: { role: "status" } });
  readonly #filter = element("span", { class: "quiet filter" });
  readonly #kinds: readonly (readonly [LaneKind, HTMLButtonElement])[];
  readonly #table: HTMLButtonElement;

  constructor(events: BarEvents) {
    this.#kinds = kinds.map(([kind, label]) => [kind, textButton(label, () => events.lanes(kind))] as const);
    this.#table = textButton("Table", events.table);
    const choice = element(
      "div",
      { class: "choice", attributes: { role: "group", "aria-label": "Lanes by" } },
      ...this.#kinds.map(([, button]) => button),
    );
    this.element = element(
      "div",
      { class: "bar", attributes: { role: "toolbar", "aria-label": "Timeline" } },
      choice,
      this.#span,
      this.#filter,
      element("span", { class: "gap" }),
      iconButton("remove", "Zoom Out (-)", () => events.zoom(2)),
      iconButton("add", "Zoom In (+)", () => events.zoom(0.5)),
      textButton("Fit", events.fit),
      this.#table,
    );
  }

  show(view: TimeView, zone: string): void {
    this.#span.textContent = `${spanWords(view)} ${zone} · ${lengthWords(view.length)}`;
  }

  choose(kind: LaneKind, filter: string, isTable: boolean): void {
    for (const [of, button] of this.#kinds) button.setAttribute("aria-pressed", String(of === kind));
    this.#table.setAttribute("aria-pressed", String(isTable));
    this.#filter.textContent = filter === "" ? "" : `filtered by “${filter}”`;
  }
}
