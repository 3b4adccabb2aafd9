import { ascii } from "../../core/ascii.ts";

/** What a piece of JSON is. A key is a string with a colon behind it; a value is any other string, or a bare word. */
export type JsonToken = "end" | "object" | "object end" | "array" | "array end" | "key" | "string" | "word";

// Plain numbers: a bundler can write them into the code, which it cannot do with the keys of an object.
const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const leftBracket = 0x5b;
const backslash = 0x5c;
const rightBracket = 0x5d;
const leftBrace = 0x7b;
const rightBrace = 0x7d;
/** Longer strings are looked through by the engine's own search. */
const shortString = 32;

/**
 * Cuts a line of JSON into its pieces, wherever it begins and ends: a document's line, or a part of one. What is no
 * JSON gives words. Linear in the line.
 *
 *     {"src_ip": "10.20.0.42", "src_port": 49731}
 *     │ └─┬──┘    └────┬───┘    └───┬──┘   └─┬─┘│
 *  object key       string         key     word object end
 */
export class JsonTokens {
  /** Of the piece cut last; of a string without its quotes. */
  from = 0;
  to = 0;
  /** Whether the string cut last has escapes. */
  hasEscapes = false;
  /** Whether the line ends within a string. */
  isCut = false;
  /** Behind the piece cut last. */
  at = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #end = 0;

  start(bytes: Uint8Array, from: number, end: number): void {
    this.#bytes = bytes;
    this.at = from;
    this.#end = end;
    this.isCut = false;
  }

  next(): JsonToken {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = this.at;
    while (at < end && (bytes[at]! <= ascii.blank || bytes[at] === comma || bytes[at] === colon)) at++;
    this.from = at;
    if (at === end) {
      this.at = this.to = end;
      return "end";
    }
    this.at = this.to = at + 1;
    switch (bytes[at]) {
      case quote:
        return this.#string(at + 1);
      case leftBrace:
        return "object";
      case rightBrace:
        return "object end";
      case leftBracket:
        return "array";
      case rightBracket:
        return "array end";
      default:
        return this.#word(at + 1);
    }
  }

  #string(from: number): JsonToken {
    const bytes = this.#bytes;
    const to = this.#closingQuote(from);
    this.from = from;
    if (to < 0) {
      this.isCut = true;
      this.at = this.to = this.#end;
      return "end";
    }
    this.to = to;
    let at = to + 1;
    while (at < this.#end && bytes[at]! <= ascii.blank) at++;
    this.at = at;
    if (at === this.#end || bytes[at] !== colon) return "string";
    this.at = at + 1;
    return "key";
  }

  /** -1 where the string does not end on this line. */
  #closingQuote(from: number): number {
    const bytes = this.#bytes;
    const end = this.#end;
    this.hasEscapes = false;
    let at = from;
    const near = Math.min(end, from + shortString);
    for (;;) {
      while (at < near && bytes[at] !== quote && bytes[at] !== backslash) at++;
      if (at < near && bytes[at] === quote) return at;
      if (at === near) return this.#farQuote(at);
      this.hasEscapes = true;
      at += 2;
      if (near <= at) return this.#farQuote(at);
    }
  }

  #farQuote(from: number): number {
    const bytes = this.#bytes;
    for (let at = from; at < this.#end; ) {
      // Looks no further than the line, of which the buffer may hold thousands.
      const to = at + bytes.subarray(at, this.#end).indexOf(quote);
      if (to < at) return -1;
      let escapes = 0;
      while (at < to - escapes && bytes[to - escapes - 1] === backslash) escapes++;
      // Whether there are others is not looked for: who takes it apart finds none.
      this.hasEscapes = true;
      if (escapes % 2 === 0) return to;
      at = to + 1;
    }
    return -1;
  }

  #word(from: number): JsonToken {
    const bytes = this.#bytes;
    let at = from;
    while (at < this.#end && !endsWord(bytes[at]!)) at++;
    this.at = this.to = at;
    return "word";
  }
}

function endsWord(byte: number): boolean {
  return (
    byte <= ascii.blank ||
    byte === comma ||
    byte === rightBrace ||
    byte === rightBracket ||
    byte === quote ||
    byte === leftBrace ||
    byte === leftBracket
  );
}
