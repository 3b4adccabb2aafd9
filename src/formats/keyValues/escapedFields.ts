import { ascii } from "../../core/ascii.ts";
import { fieldCount } from "../../core/field.ts";
import { textOf } from "../../core/lineBytes.ts";
import type { Row } from "../../core/row.ts";
import { RewrittenBytes } from "../cells/rewrittenBytes.ts";

/**
 * Resolves the escapes in a row's fields: `ACME\\k.meyer`, `a \= b`. A backslash before anything else is itself, since
 * many vendors write `ACME\k.meyer`.
 */
export class EscapedFields {
  readonly #rewritten = new RewrittenBytes();

  resolve(row: Row): void {
    const line = row.bytes;
    const rewritten = this.#rewritten;
    rewritten.clear();
    for (let index = 0; index < fieldCount; index++) {
      const from = row.from[index]!;
      const to = row.to[index]!;
      if (from < 0) continue;
      row.from[index] = hasEscape(line, from, to)
        ? rewritten.addText(unescaped(textOf(line, from, to)), from, to)
        : rewritten.add(line, from, to);
      row.to[index] = rewritten.length - 1;
    }
    for (const [i, { code, from, to }] of row.flaws.entries()) {
      const start = rewritten.add(line, from, to);
      row.flaws[i] = { code, from: start, to: start + to - from };
    }
    row.bytes = rewritten.bytes;
    row.places = rewritten;
  }
}

const escaped = /\\([\\=|"'])/g;

function unescaped(text: string): string {
  return text.replace(escaped, "$1");
}

function hasEscape(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] === ascii.backslash) return true;
  return false;
}
