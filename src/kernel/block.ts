import { endAt, headOfRowAt, pidAt, startAt, textAt, timeAt } from "./memory";
import { headNumber, headTime } from "./syslogHead";

/** How many rows the block has. */
export let rowCount: usize = 0;

export function endBlock(rows: usize): void {
  rowCount = rows;
}

/** Behind the LF or CRLF at `at`, or 0 where there is none. */
export function behindLineBreak(at: usize): usize {
  const byte = load<u8>(at);
  if (byte === 0x0a) return at + 1;
  return byte === 0x0d && load<u8>(at, 1) === 0x0a ? at + 2 : 0;
}

/**
 * Puts where row `i` of syslog stands, between `at` and its LF, and the time of its head. Returns where the next line
 * starts, 0 where tags of a web page stand around the line.
 */
export function putSyslogRow(i: usize, at: usize, lineFeed: usize): usize {
  const lineEnd = load<u8>(lineFeed - 1) === 0x0d ? lineFeed - 1 : lineFeed;
  const last = load<u8>(lineEnd - 1);
  if (last === 0x3e || last === 0x0d) return 0;
  store<f64>(timeAt + 8 * i, headTime);
  store<u8>(headOfRowAt + i, headNumber);
  store<i32>(startAt + 4 * i, <i32>(at - textAt));
  store<i32>(endAt + 4 * i, <i32>(lineEnd - textAt));
  store<i32>(pidAt + 4 * i, -1);
  return lineFeed + 1;
}
