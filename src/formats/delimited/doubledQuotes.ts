import { ascii } from "../../core/ascii.ts";
import { type FieldIndex, fieldCount } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import type { RewrittenBytes } from "../cells/rewrittenBytes.ts";

/**
 * Gives the fields of a row in `[from, end)` what they mean: within quotes, a quote is written twice (RFC 4180).
 *
 *     "C:\a.exe ""x"""  →  C:\a.exe "x"
 */
export function writeQuotesOnce(row: Row, rewritten: RewrittenBytes, from: number, end: number): void {
  // Bytes of somebody else's have been looked at.
  if (row.places) return;
  for (let i = 0; i < fieldCount; i++) {
    const index = i as FieldIndex;
    if (!row.has(index) || !hasDoubledQuote(row.bytes, row.from[index]!, row.to[index]!)) continue;
    const [text, place] = [row.text(index)!.replaceAll('""', '"'), row.placeOfField(index)];
    if (!row.places) rewritten.take(row, from, end);
    rewritten.setText(row, index, text, place);
  }
}

function hasDoubledQuote(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i + 1 < to; i++)
    if (bytes[i] === ascii.quote && bytes[i + 1] === ascii.quote) return true;
  return false;
}
