import type { TimeSpan } from "../../pictures/timeScale.ts";

/** Microseconds: nobody looks closer. */
const leastSpan = 2000;
/** Beside the whole span, as a share of it. */
const room = 0.02;

/** The span in sight, within a whole that it never leaves. */
export class TimeView implements TimeSpan {
  readonly whole: TimeSpan;
  from: number;
  to: number;

  constructor({ from, to }: TimeSpan, at?: TimeSpan) {
    const beside = (to - from) * room;
    this.whole = { from: Math.floor(from - beside), to: Math.ceil(to + beside) };
    this.from = this.whole.from;
    this.to = this.whole.to;
    if (at) this.show(at);
  }

  get length(): number {
    return this.to - this.from;
  }

  get isWhole(): boolean {
    return this.from === this.whole.from && this.to === this.whole.to;
  }

  show({ from, to }: TimeSpan): void {
    const all = this.whole.to - this.whole.from;
    const length = Math.round(Math.min(all, Math.max(leastSpan, to - from)));
    const middle = (from + to) / 2;
    const start = Math.min(this.whole.to - length, Math.max(this.whole.from, middle - length / 2));
    this.from = Math.round(start);
    this.to = this.from + length;
  }

  /** Shows `factor` times as much, without moving a place: `at` is a share of the width. */
  zoom(factor: number, at: number): void {
    const fixed = this.from + this.length * at;
    const length = Math.min(this.whole.to - this.whole.from, Math.max(leastSpan, this.length * factor));
    this.show({ from: fixed - length * at, to: fixed + length * (1 - at) });
  }

  /** Moves by a share of the width. */
  pan(share: number): void {
    const by = this.length * share;
    const least = this.whole.from - this.from;
    const most = this.whole.to - this.to;
    const moved = Math.min(most, Math.max(least, by));
    this.show({ from: this.from + moved, to: this.to + moved });
  }
}
