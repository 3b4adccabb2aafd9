import type { ValueUse } from "../words/fieldUse.ts";

/** What stands under a key of a record: a value with a use, or an object with keys of its own. */
export interface JsonKey {
  /** From the record on. */
  readonly path: string;
  readonly use: ValueUse | undefined;
  /** Bit of the key among those by which records are told; 0 where it is none of them. */
  readonly mark: number;
  readonly keys: JsonKeys;
}

/** All paths of a table. */
export interface JsonPaths {
  readonly all: readonly string[];
  readonly use: (path: string) => ValueUse | undefined;
  readonly mark: (path: string) => number;
}

/** One key as it is compared. */
interface NamedKey {
  readonly name: Uint8Array;
  readonly key: JsonKey;
}

/**
 * The keys of an object, looked up by their bytes. A path stands for nested objects and for a key with dots in it:
 * `id.orig_h` is `{"id": {"orig_h": …}}` and `{"id.orig_h": …}`.
 */
export class JsonKeys {
  /** Keys by the length of their names. */
  readonly #byLength: NamedKey[][] = [];

  constructor(paths: JsonPaths, above = "") {
    const below = paths.all.flatMap((path) => (path.startsWith(above) ? [path.slice(above.length)] : []));
    for (const name of new Set(below.flatMap(beginningsOf))) {
      const path = above + name;
      const keys = new JsonKeys(paths, `${path}.`);
      this.#add(name, { path, use: paths.use(path), mark: paths.mark(path), keys });
    }
  }

  /** The key at a path from the record on. */
  keyOf(path: string): JsonKey | undefined {
    const bytes = bytesOf(path);
    return this.at(bytes, 0, bytes.length);
  }

  #add(name: string, key: JsonKey): void {
    const bytes = bytesOf(name);
    this.#byLength[bytes.length] ??= [];
    this.#byLength[bytes.length]!.push({ name: bytes, key });
  }

  at(bytes: Uint8Array, from: number, to: number): JsonKey | undefined {
    const length = to - from;
    const candidates = this.#byLength[length];
    if (candidates === undefined) return undefined;
    for (const { name, key } of candidates) {
      let i = length - 1;
      while (0 <= i && bytes[from + i] === name[i]) i--;
      if (i < 0) return key;
    }
    return undefined;
  }
}

/** `a.b.c` begins with `a` and `a.b`, and is itself. */
function beginningsOf(path: string): readonly string[] {
  const parts = path.split(".");
  return parts.map((_, i) => parts.slice(0, i + 1).join("."));
}

function bytesOf(name: string): Uint8Array {
  return Uint8Array.from(name, (character) => character.charCodeAt(0));
}
