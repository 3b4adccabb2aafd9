/** Paths that are remembered at the most: some more than a large case has deeds. */
const mostPaths = 1 << 15;

/** What was made of each path, for as long as there is room: then all of it is forgotten. */
export class PathMemo<Value> {
  readonly #make: (path: string) => Value;
  readonly #made = new Map<string, Value>();

  constructor(make: (path: string) => Value) {
    this.#make = make;
  }

  of(path: string): Value {
    const known = this.#made.get(path);
    if (known !== undefined) return known;
    const made = this.#make(path);
    if (this.#made.size === mostPaths) this.#made.clear();
    this.#made.set(path, made);
    return made;
  }
}
