import { beatShapes } from "../../pictures/laneShapes.ts";
import { shape } from "../../pictures/shape.ts";
import type { TimeSpan } from "../../pictures/timeScale.ts";
import { overviewColumns, type TimelineOutline } from "../../protocol/timeline.ts";
import { element } from "../events/element.ts";
import { drawing } from "./svgElement.ts";
import type { TimeView } from "./timeView.ts";

const height = 30;

/** All rows of the case, and a window on those in sight, which can be drawn and dragged. */
export class OverviewStrip {
  readonly element = element("div", { class: "overview", title: "All rows. Drag to move what is in sight." });
  readonly #window = element("div", { class: "window" });
  readonly #picture = element("div");
  #whole: TimeSpan | undefined;

  constructor(show: (span: TimeSpan) => void) {
    this.element.append(this.#picture, this.#window);
    this.element.addEventListener("pointerdown", (event) => this.#drag(event, show));
  }

  draw({ span, overview }: TimelineOutline, view: TimeView): void {
    const width = this.element.clientWidth;
    this.#whole = view.whole;
    if (!span || width === 0) return;
    const all = view.whole.to - view.whole.from;
    const left = ((span.from - view.whole.from) / all) * width;
    const room = {
      columns: overviewColumns,
      width: ((span.to - span.from) / all) * width,
      height: height - 6,
    };
    const beats = shape("g", { transform: `translate(${left} 3)` }, ...beatShapes(overview, "beats", room));
    this.#picture.replaceChildren(drawing({ width, height }, beats));
    this.move(view);
  }

  move({ whole, from, to, isWhole }: TimeView): void {
    const all = whole.to - whole.from;
    this.#window.style.left = `${((from - whole.from) / all) * 100}%`;
    this.#window.style.width = `${((to - from) / all) * 100}%`;
    this.#window.hidden = isWhole;
  }

  #drag(event: PointerEvent, show: (span: TimeSpan) => void): void {
    const whole = this.#whole;
    if (!whole || event.button !== 0) return;
    const { left, width } = this.element.getBoundingClientRect();
    const all = whole.to - whole.from;
    const timeAt = (x: number) => whole.from + ((x - left) / width) * all;
    const isInside = event.target === this.#window;
    const start = timeAt(event.clientX);
    const kept = isInside ? this.#shown(whole) : undefined;
    const move = ({ clientX }: PointerEvent) => {
      const at = timeAt(clientX);
      if (kept) show({ from: kept.from + at - start, to: kept.to + at - start });
      else if (all / 200 < Math.abs(at - start)) show({ from: Math.min(start, at), to: Math.max(start, at) });
    };
    this.element.setPointerCapture(event.pointerId);
    this.element.addEventListener("pointermove", move);
    const end = () => this.element.removeEventListener("pointermove", move);
    this.element.addEventListener("pointerup", end, { once: true });
    this.element.addEventListener("pointercancel", end, { once: true });
    event.preventDefault();
  }

  #shown(whole: TimeSpan): TimeSpan {
    const all = whole.to - whole.from;
    const from = whole.from + (Number.parseFloat(this.#window.style.left) / 100) * all;
    return { from, to: from + (Number.parseFloat(this.#window.style.width) / 100) * all };
  }
}
