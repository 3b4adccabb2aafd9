import { readIsoTime } from "../../core/clock.ts";
import { LineBytes } from "../../core/lineBytes.ts";
import { Row } from "../../core/row.ts";

/**
 * Microseconds since 1970 of a `captured=` fact: ISO 8601 with at least a date, as in `2026-11-23T10:14:00+01:00`.
 * Without an offset it is the clock's own reading. Undefined where it cannot be read.
 */
export function capturedMicros(text: string): number | undefined {
  const padding = paddings.find(({ length }) => length === text.length);
  const bytes = new LineBytes();
  bytes.set(padding ? text + padding.rest : text);
  const row = new Row();
  row.clear(bytes.bytes);
  const end = readIsoTime(row, 0, bytes.length);
  return end === bytes.length && !Number.isNaN(row.time) ? row.time : undefined;
}

/** What a date alone or a time without seconds lacks. */
const paddings = [
  { length: "2026-11-23".length, rest: "T00:00:00" },
  { length: "2026-11-23T10:14".length, rest: ":00" },
] as const;
