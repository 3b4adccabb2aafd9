/**
 * The first of many things in an order, of which only so many are wanted: the rest is forgotten on the way. Things
 * that the order does not tell apart stay in the order in which they were offered.
 */
export class Leading<T> {
  /** The last one of those wanted, once there are as many. */
  last: T | undefined;
  readonly #most: number;
  readonly #precedes: (a: T, b: T) => boolean;
  #things: T[] = [];

  constructor(most: number, precedes: (a: T, b: T) => boolean) {
    this.#most = most;
    this.#precedes = precedes;
  }

  offer(thing: T): void {
    if (this.last !== undefined && !this.#precedes(thing, this.last)) return;
    this.#things.push(thing);
    if (this.#things.length === 2 * this.#most) this.#forgetRest();
  }

  list(): readonly T[] {
    this.#forgetRest();
    return this.#things;
  }

  #forgetRest(): void {
    this.#things.sort((a, b) => (this.#precedes(a, b) ? -1 : this.#precedes(b, a) ? 1 : 0));
    this.#things.length = Math.min(this.#things.length, this.#most);
    if (this.#things.length === this.#most) this.last = this.#things[this.#most - 1];
  }
}
