import type { TimeScale, TimeSpan } from "../../pictures/timeScale.ts";

export interface PointerEvents {
  /** Where the strips begin in the element, in pixels. */
  readonly left: () => number;
  readonly scale: () => TimeScale | undefined;
  readonly hover: (micros: number, at: { readonly x: number; readonly y: number }) => void;
  readonly leave: () => void;
  readonly click: (micros: number, at: { readonly x: number; readonly y: number }) => void;
  /** While a span is being drawn. */
  readonly drag: (span: TimeSpan) => void;
  readonly zoom: (factor: number, at: number) => void;
  readonly pan: (share: number) => void;
  /** Whether the wheel scrolls what lies below the pointer. */
  readonly scrolls: (target: Node) => boolean;
}

/** Pixels up to which a pointer that moves while it is pressed has only clicked. */
const leastDrag = 4;
const hoverPauseMs = 60;
/** Per pixel of the wheel. */
const zoomRate = 0.0022;

/** Pointer and wheel over the strips. */
export class StripPointer {
  readonly #element: HTMLElement;
  readonly #events: PointerEvents;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #start: number | undefined;

  constructor(element: HTMLElement, events: PointerEvents) {
    this.#element = element;
    this.#events = events;
    element.addEventListener("pointermove", (event) => this.#move(event));
    element.addEventListener("pointerleave", () => this.#leave());
    element.addEventListener("pointerdown", (event) => this.#down(event));
    element.addEventListener("pointerup", (event) => this.#up(event));
    element.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
  }

  /** Pixels from where the strips begin; undefined beside them. */
  #x({ clientX, target }: MouseEvent): number | undefined {
    const scale = this.#events.scale();
    if (!scale || !(target instanceof Element) || target.closest(".brush-actions")) return undefined;
    const x = clientX - this.#element.getBoundingClientRect().left - this.#events.left();
    return 0 <= x && x <= scale.width ? x : undefined;
  }

  #move(event: PointerEvent): void {
    clearTimeout(this.#pause);
    const { clientX, clientY } = event;
    const scale = this.#events.scale();
    const x = this.#x(event);
    if (!scale) return;
    if (this.#start !== undefined) {
      const left = this.#element.getBoundingClientRect().left + this.#events.left();
      const at = Math.min(scale.width, Math.max(0, clientX - left));
      if (leastDrag <= Math.abs(at - this.#start))
        this.#events.drag({
          from: Math.round(scale.micros(Math.min(at, this.#start))),
          to: Math.round(scale.micros(Math.max(at, this.#start))),
        });
      return;
    }
    if (x === undefined) {
      this.#events.leave();
      return;
    }
    const micros = scale.micros(x);
    this.#pause = setTimeout(() => this.#events.hover(micros, { x: clientX, y: clientY }), hoverPauseMs);
  }

  #leave(): void {
    clearTimeout(this.#pause);
    if (this.#start === undefined) this.#events.leave();
  }

  #down(event: PointerEvent): void {
    const x = this.#x(event);
    if (event.button !== 0 || x === undefined) return;
    this.#start = x;
    this.#element.setPointerCapture(event.pointerId);
  }

  #up(event: PointerEvent): void {
    const start = this.#start;
    const scale = this.#events.scale();
    this.#start = undefined;
    const x = this.#x(event);
    if (start === undefined || !scale || x === undefined || leastDrag <= Math.abs(x - start)) return;
    this.#events.click(scale.micros(x), { x: event.clientX, y: event.clientY });
  }

  #wheel(event: WheelEvent): void {
    const scale = this.#events.scale();
    const x = this.#x(event);
    if (!scale || x === undefined || !(event.target instanceof Node)) return;
    const isSideways = event.shiftKey || Math.abs(event.deltaY) < Math.abs(event.deltaX);
    if (isSideways) this.#events.pan((event.deltaX + event.deltaY) / scale.width);
    else if (event.ctrlKey || event.metaKey || !this.#events.scrolls(event.target))
      this.#events.zoom(Math.exp(event.deltaY * zoomRate), x / scale.width);
    else return;
    event.preventDefault();
  }
}
