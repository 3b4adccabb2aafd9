import type { TimelineLane } from "../../pictures/timeline.ts";
import { element } from "../events/element.ts";

export const laneHeight = 38;
/** Lanes above and below those in sight. */
const beside = 6;

export interface LaneListEvents {
  /** Fills the strip of a lane that came in sight. */
  readonly draw: (lane: TimelineLane, strip: HTMLElement) => void;
  /** Other lanes are in sight. */
  readonly moved: () => void;
}

/** Lanes of which only those in sight have elements. */
export class LaneList {
  /** Scrolls. */
  readonly element = element("div", { class: "lanes" });
  readonly #rows = element("div", {
    class: "lane-rows",
    attributes: { role: "listbox", "aria-label": "Lanes", tabindex: "0" },
  });
  readonly #events: LaneListEvents;
  readonly #known = new Map<number, TimelineLane>();
  readonly #shown = new Map<number, HTMLElement>();
  #count = 0;
  /** The lane that keys are for. */
  active = 0;

  constructor(events: LaneListEvents) {
    this.#events = events;
    this.element.append(this.#rows);
    this.element.addEventListener("scroll", () => {
      this.#place();
      events.moved();
    });
  }

  get keyTarget(): HTMLElement {
    return this.#rows;
  }

  get count(): number {
    return this.#count;
  }

  /** The lanes in sight, and some beside them. */
  get inSight(): { readonly first: number; readonly count: number } {
    const first = Math.max(0, Math.floor(this.element.scrollTop / laneHeight) - beside);
    const last = Math.ceil((this.element.scrollTop + this.element.clientHeight) / laneHeight) + beside;
    return { first, count: Math.max(0, Math.min(this.#count, last) - first) };
  }

  lane(place: number): TimelineLane | undefined {
    return this.#known.get(place);
  }

  get hasRoom(): boolean {
    return this.#count * laneHeight <= this.element.clientHeight;
  }

  reset(count: number): void {
    this.#count = count;
    this.#known.clear();
    this.#shown.clear();
    this.#rows.replaceChildren();
    this.#rows.style.height = `${count * laneHeight}px`;
    this.active = Math.min(this.active, Math.max(0, count - 1));
    this.#place();
  }

  /** Lanes as they are now; those that were known for another span are replaced. */
  take(first: number, lanes: readonly TimelineLane[]): void {
    for (const [i, lane] of lanes.entries()) this.#known.set(first + i, lane);
    for (const [place, row] of this.#shown) {
      const lane = lanes[place - first];
      if (lane && first <= place) this.#fill(row, lane);
    }
    this.#place();
  }

  /** Lanes beside some that came for another span are not known any more. */
  forgetOthers(first: number, count: number): void {
    for (const place of this.#known.keys())
      if (place < first || first + count <= place) this.#known.delete(place);
  }

  /** The strips in sight, with their lanes. */
  *strips(): Generator<readonly [HTMLElement, TimelineLane]> {
    for (const [place, row] of this.#shown) {
      const lane = this.#known.get(place);
      const strip = row.querySelector<HTMLElement>(".strip");
      if (lane && strip) yield [strip, lane];
    }
  }

  /** Makes a lane the one that keys are for, and brings it in sight. */
  activate(place: number): void {
    const to = Math.max(0, Math.min(this.#count - 1, place));
    this.active = to;
    const top = to * laneHeight;
    const { scrollTop, clientHeight } = this.element;
    if (top < scrollTop) this.element.scrollTop = top;
    else if (scrollTop + clientHeight < top + laneHeight)
      this.element.scrollTop = top + laneHeight - clientHeight;
    this.#place();
    for (const [at, row] of this.#shown) mark(row, at === to);
    this.#rows.setAttribute("aria-activedescendant", `lane-${to}`);
  }

  /** Place of the lane at a height of the window. */
  placeAt(clientY: number): number {
    const { top } = this.#rows.getBoundingClientRect();
    const place = Math.floor((clientY - top) / laneHeight);
    return 0 <= place && place < this.#count ? place : -1;
  }

  #place(): void {
    const { first, count } = this.inSight;
    for (const [place, row] of this.#shown)
      if (place < first || first + count <= place) {
        row.remove();
        this.#shown.delete(place);
      }
    for (let place = first; place < first + count; place++) if (!this.#shown.has(place)) this.#add(place);
  }

  #add(place: number): void {
    const row = element("div", {
      class: place % 2 === 0 ? "lane" : "lane odd",
      attributes: { role: "option", id: `lane-${place}`, "aria-setsize": String(this.#count) },
    });
    row.setAttribute("aria-posinset", String(place + 1));
    row.style.top = `${place * laneHeight}px`;
    this.#shown.set(place, row);
    mark(row, place === this.active);
    const lane = this.#known.get(place);
    if (lane) this.#fill(row, lane);
    this.#rows.append(row);
  }

  #fill(row: HTMLElement, lane: TimelineLane): void {
    const { label, facts, isRegular } = lane;
    const strip = row.querySelector<HTMLElement>(".strip");
    if (strip && row.dataset["lane"] === lane.id) {
      this.#events.draw(lane, strip);
      return;
    }
    row.dataset["lane"] = lane.id;
    row.setAttribute("aria-label", `${label}, ${facts.join(", ")}`);
    const name = element(
      "div",
      { class: "lane-name", title: [label, ...facts].join("\n") },
      element("span", { class: isRegular ? "label regular" : "label", text: label }),
      element("span", { class: "facts quiet", text: facts.join(" · ") }),
    );
    const fresh = element("div", { class: "strip" });
    row.replaceChildren(name, fresh);
    this.#events.draw(lane, fresh);
  }
}

function mark(row: HTMLElement, isActive: boolean): void {
  row.classList.toggle("active", isActive);
  row.setAttribute("aria-selected", String(isActive));
}
