/** Characters after which a piece is handed on: strings of up to twice as many find their memory used before. */
const pieceLength = 1 << 16;

/** The texts of an object's lists, element by element. */
export interface JsonLists {
  readonly [name: string]: Iterable<string>;
}

/** The text of an object with these facts and lists, in pieces of bounded length, ended by a line break. */
export function* jsonPieces(facts: object, lists: JsonLists): Generator<string> {
  let piece = JSON.stringify(facts).slice(0, -1);
  let listsBefore = Object.keys(facts).length;
  for (const [name, texts] of Object.entries(lists)) {
    piece += `${listsBefore++ === 0 ? "" : ","}${JSON.stringify(name)}:[`;
    let before = "";
    for (const text of texts) {
      piece += before + text;
      before = ",";
      if (piece.length < pieceLength) continue;
      yield piece;
      piece = "";
    }
    piece += "]";
  }
  yield `${piece}}\n`;
}

/** The text of each thing, made when it is asked for. */
export function* elements<T>(things: Iterable<T>, textOf: (thing: T) => string): Generator<string> {
  for (const thing of things) yield textOf(thing);
}

/** The text of an object that has at least one key, with one more, whose value is text already. */
export function withList(object: object, name: string, list: string): string {
  return `${JSON.stringify(object).slice(0, -1)},${JSON.stringify(name)}:${list}}`;
}

const needsEscape = /[^ !#-[\]-~]/;

/** A text as JSON. */
export function quoted(text: string): string {
  return needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/**
 * Lists of ids as JSON. Which ids there are is known before: so they are looked through once, and not again in
 * every list that has them.
 */
export class IdLists {
  readonly #arePlain: boolean;

  constructor(ids: Iterable<string>) {
    this.#arePlain = [...ids].every((id) => !needsEscape.test(id));
  }

  text(list: readonly string[]): string {
    if (list.length === 0) return "[]";
    return this.#arePlain ? `["${list.join('","')}"]` : JSON.stringify(list);
  }
}
