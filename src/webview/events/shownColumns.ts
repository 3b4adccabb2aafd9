import type { ColumnLayout } from "../../protocol/events.ts";

/** A column as it is shown. */
export interface ShownColumn {
  readonly name: string;
  /** Place among the capture's columns. */
  readonly place: number;
  /** Pixels. */
  readonly width: number;
}

const leastWidth = 40;
const mostWidth = 2000;

/** Columns shown the first time, as Process Monitor shows them. */
const usual: readonly string[] = [
  "Date & Time",
  "Time of Day",
  "Process Name",
  "PID",
  "Operation",
  "Path",
  "Result",
  "Detail",
];

const widths: Readonly<Record<string, number>> = {
  "Date & Time": 215,
  "Time of Day": 148,
  "Relative Time": 130,
  "Completion Time": 130,
  "Process Name": 150,
  PID: 60,
  TID: 60,
  "Parent PID": 70,
  Operation: 150,
  Path: 380,
  Result: 145,
  Detail: 420,
  Duration: 90,
  Sequence: 90,
  "Command Line": 320,
  "Image Path": 280,
  User: 160,
};
const otherWidth = 120;

/** Which columns of a capture are shown, in which order and how wide. */
export class ShownColumns {
  readonly all: readonly string[];
  #shown: readonly ShownColumn[];

  constructor(all: readonly string[], layout: readonly ColumnLayout[] | undefined) {
    this.all = all;
    const kept = (layout ?? []).flatMap(({ name, width }) => this.#column(name, width));
    this.#shown = kept.length === 0 ? this.#usual() : kept;
  }

  get shown(): readonly ShownColumn[] {
    return this.#shown;
  }

  get layout(): readonly ColumnLayout[] {
    return this.#shown.map(({ name, width }) => ({ name, width }));
  }

  get places(): readonly number[] {
    return this.#shown.map(({ place }) => place);
  }

  isShown(name: string): boolean {
    return this.#shown.some((column) => column.name === name);
  }

  /** Columns as a chooser lists them: those shown in their order, then the others. */
  get listed(): readonly string[] {
    return [...this.#shown.map(({ name }) => name), ...this.all.filter((name) => !this.isShown(name))];
  }

  toggle(name: string): void {
    const without = this.#shown.filter((column) => column.name !== name);
    if (without.length === this.#shown.length) this.#shown = [...without, ...this.#column(name)];
    else if (0 < without.length) this.#shown = without;
  }

  move(name: string, by: -1 | 1): void {
    const at = this.#shown.findIndex((column) => column.name === name);
    const to = at + by;
    if (at < 0 || to < 0 || this.#shown.length <= to) return;
    const moved = [...this.#shown];
    [moved[at], moved[to]] = [moved[to]!, moved[at]!];
    this.#shown = moved;
  }

  resize(name: string, width: number): void {
    const within = Math.round(Math.min(mostWidth, Math.max(leastWidth, width)));
    this.#shown = this.#shown.map((column) => (column.name === name ? { ...column, width: within } : column));
  }

  reset(): void {
    this.#shown = this.#usual();
  }

  #usual(): readonly ShownColumn[] {
    const known = usual.filter((name) => name !== "Date & Time" || !this.all.includes("Time of Day"));
    const shown = known.flatMap((name) => this.#column(name));
    return shown.length === 0 ? this.all.flatMap((name) => this.#column(name)) : shown;
  }

  #column(name: string, width = usualWidth(name)): readonly ShownColumn[] {
    const place = this.all.indexOf(name);
    return place < 0 ? [] : [{ name, place, width }];
  }
}

export function usualWidth(name: string): number {
  return widths[name] ?? otherWidth;
}

/** Columns of numbers, which stand at the right. */
export function isNumeric(name: string): boolean {
  return (
    name === "PID" || name === "TID" || name === "Parent PID" || name === "Duration" || name === "Sequence"
  );
}
