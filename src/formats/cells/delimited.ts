import { type CastingContext, parse } from "csv-parse/browser/esm/sync";
import { ascii } from "../../core/ascii.ts";
import type { Span } from "../../core/span.ts";

/** Longer lines are no evidence that a person or a tool wrote. In bytes. */
const longestLine = 1 << 14;

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
  return plainFields(bytes, from, to, delimiter.charCodeAt(0)) ?? irregularFields(bytes, from, to, delimiter);
}

/** Where every quote stands at a field's border, which is nearly always; undefined elsewhere. */
function plainFields(
  bytes: Uint8Array,
  from: number,
  to: number,
  delimiter: number,
): readonly Span[] | undefined {
  const fields: Span[] = [];
  for (let start = from; start <= to; ) {
    const isQuoted = start < to && bytes[start] === ascii.quote;
    const first = isQuoted ? start + 1 : start;
    const end = endOfPlain(bytes, first, to, isQuoted ? ascii.quote : delimiter);
    const behind = isQuoted ? end + 1 : end;
    if ((isQuoted && end === to) || (behind < to && bytes[behind] !== delimiter)) return undefined;
    fields.push({ start: first, end });
    start = behind + 1;
  }
  return fields;
}

/** Where `mark` ends a field; a quote within an unquoted field ends it too, and so makes the line irregular. */
function endOfPlain(bytes: Uint8Array, at: number, to: number, mark: number): number {
  let i = at;
  while (i < to && bytes[i] !== mark && bytes[i] !== ascii.quote) i++;
  return i;
}

/** csv-parse knows every way in which quotes go wrong, and takes its time. */
function irregularFields(
  bytes: Uint8Array,
  from: number,
  to: number,
  delimiter: string,
): readonly Span[] | undefined {
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
