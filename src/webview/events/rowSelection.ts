/** How a row is chosen: alone, up to it from where the selection began, or beside what is chosen. */
export type SelectHow = "alone" | "range" | "toggle";

/** Which rows are selected, by their places. A range may have more rows than are here. */
export class RowSelection {
  #active = 0;
  #anchor = 0;
  #ranges: readonly (readonly [first: number, last: number])[] = [[0, 0]];

  get active(): number {
    return this.#active;
  }

  get count(): number {
    return this.#ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  }

  has(place: number): boolean {
    return this.#ranges.some(([first, last]) => first <= place && place <= last);
  }

  choose(place: number, how: SelectHow): void {
    this.#active = place;
    if (how === "range") this.#ranges = [[Math.min(this.#anchor, place), Math.max(this.#anchor, place)]];
    else {
      this.#anchor = place;
      this.#ranges = how === "alone" ? [[place, place]] : toggled(this.#ranges, place);
    }
  }

  all(count: number): void {
    this.#ranges = count === 0 ? [] : [[0, count - 1]];
  }

  /** There are fewer rows now. */
  within(count: number): void {
    const last = Math.max(0, count - 1);
    this.#active = Math.min(this.#active, last);
    this.#anchor = Math.min(this.#anchor, last);
    this.#ranges = this.#ranges.flatMap(([from, to]) =>
      last < from ? [] : [[from, Math.min(to, last)] as const],
    );
    if (this.#ranges.length === 0) this.#ranges = [[this.#active, this.#active]];
  }

  /** The first `most` places, ascending. */
  places(most: number): readonly number[] {
    const places: number[] = [];
    for (const [first, last] of [...this.#ranges].sort((a, b) => a[0] - b[0]))
      for (let place = first; place <= last && places.length < most; place++) places.push(place);
    return places;
  }
}

type Ranges = readonly (readonly [first: number, last: number])[];

function toggled(ranges: Ranges, place: number): Ranges {
  const hit = ranges.some(([first, last]) => first <= place && place <= last);
  if (!hit) return [...ranges, [place, place]];
  return ranges.flatMap(([first, last]): Ranges => {
    if (place < first || last < place) return [[first, last]];
    const before: Ranges = first < place ? [[first, place - 1]] : [];
    return place < last ? [...before, [place + 1, last]] : before;
  });
}
