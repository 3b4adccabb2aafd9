import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import type { Span } from "../../core/span.ts";
import type { EventHeader } from "./windowsEventHeader.ts";

/**
 * Adds words of other lines to a row, and returns where they stand then: behind a copy of its line. They belong to
 * the line's beginning.
 */
export function addWords(row: Row, { start, end }: Span, words: readonly string[]): readonly Span[] {
  const parts = words.map((word) => new TextEncoder().encode(word));
  const length = end - start;
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, length));
  bytes.set(row.bytes.subarray(start, end));
  let at = length;
  const spans = parts.map((part) => {
    bytes.set(part, at);
    at += part.length;
    return { start: at - part.length, end: at };
  });
  for (let index = 0; index < row.from.length; index++) {
    if (row.from[index]! < 0) continue;
    row.from[index]! -= start;
    row.to[index]! -= start;
  }
  const flaws = row.flaws.splice(0);
  for (const { code, from, to } of flaws) row.flaw(code, from - start, to - start);
  row.bytes = bytes;
  row.places = { placeOf: (offset) => start + (offset <= length ? offset : 0) };
  return spans;
}

/** Adds what the header above said to the row of a message. */
export function putHeader(row: Row, header: EventHeader, line: Span): void {
  row.linesAbove = header.lines;
  if (!Number.isNaN(header.time)) {
    row.time = header.time;
    row.timeDigits = header.timeDigits;
    row.utcOffset = header.utcOffset ?? Number.NaN;
  }
  const hasHost = row.has(field.host) || header.host === "";
  const [code, host] = addWords(row, line, [header.code, header.host]);
  row.set(field.code, code!.start, code!.end);
  if (!hasHost) row.set(field.host, host!.start, host!.end);
}
