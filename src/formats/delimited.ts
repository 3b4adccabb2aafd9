import { type CastingContext, parse } from "csv-parse/browser/esm/sync";
import { ascii } from "../core/ascii.ts";
import type { Span } from "../core/span.ts";

/** Longer lines are no evidence that a person or a tool wrote. In bytes. */
const longestLine = 1 << 16;

/**
 * The fields of one line of delimited text, as byte spans in `bytes`, without the quotes around them; or
 * undefined where a quote is left open, or the line is too long. Tools that do not double the quotes within
 * a quoted field are understood.
 *
 *     "notepad.exe","4711","say "hi" now"
 *      └────┬────┘   └┬─┘   └────┬─────┘
 */
export function fieldsOf(
  bytes: Uint8Array,
  from: number,
  to: number,
  delimiter: string,
): readonly Span[] | undefined {
  if (longestLine < to - from) return undefined;
  const ends = endsOfFields(bytes.subarray(from, to), delimiter);
  return ends?.map((end, i) => unquoted(bytes, from + (i === 0 ? 0 : ends[i - 1]! + 1), from + end));
}

/** The byte offset at which each field ends, quotes included. */
function endsOfFields(line: Uint8Array, delimiter: string): readonly number[] | undefined {
  const cast = (_value: string, context: CastingContext) => context.bytes;
  try {
    return parse(line, { delimiter, cast, ...tolerant })[0]?.map(Number);
  } catch {
    return undefined;
  }
}

const tolerant = {
  relax_quotes: true,
  relax_column_count: true,
  record_delimiter: "\n",
  max_record_size: longestLine,
} as const;

function unquoted(bytes: Uint8Array, start: number, end: number): Span {
  const isQuoted = start + 1 < end && bytes[start] === ascii.quote && bytes[end - 1] === ascii.quote;
  return isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
}
