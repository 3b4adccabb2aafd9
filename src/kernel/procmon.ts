import { behindLineBreak, endBlock } from "./block";
import { keyOf, noKey } from "./eventTexts";
import { equalTo, joined, lessThanBlank } from "./masks";
import {
  actorKeyAt,
  capacity,
  cellEndsAt,
  detailEndAt,
  detailStartAt,
  endAt,
  eventColumnsAt,
  eventDateAt,
  eventTimeAt,
  eventTimeMaskAt,
  marksAt,
  operationKeyAt,
  pathEndAt,
  pathHashAt,
  pathStartAt,
  startAt,
  tellingAt,
  tellingOfAt,
  textAt,
  threadAt,
  timeAt,
} from "./memory";
import { readDigits } from "./numbers";
import { textHash } from "./textHash";

const quote: u8 = 0x22;
const comma: u8 = 0x2c;
/** The bits of 62 bytes. */
const told: u64 = 0x3fffffffffffffff;
/** Bytes of a line that are looked at. */
const longestLine: usize = 4096;
/** Of a column that the lines do not have. */
const noColumn: u32 = 0xff;
/** Places in what `src/core/plainEvents.ts` lays out at `eventColumnsAt`. */
const timeLengthAt: usize = 8;
const dateLengthAt: usize = 9;
const fractionAt: usize = 10;
const threadColumnAt: usize = 11;
const noFraction: u32 = 0xff;

const succeeded: u32 = 1;
const quoted: u32 = 2;

const neverTells: u32 = 1;
const alwaysTells: u32 = 3;

/** How many rows of the block have more to tell. */
export let tellingCount: usize = 0;

let columns: u32 = 0;
/** Whether quotes stand in a cell of the line that was looked at, each written twice. */
let hasQuotes: bool = false;
/** The time of the row that is read. */
let micros: f64 = 0;

/**
 * Fills the block with the plain rows of `[start, end)`, and returns where the first line starts that is none, or for
 * which there is no room. Plain is what `CsvPlainEvents` of src/formats/procmon takes for plain. `second`: the
 * microseconds at which the second begins of which the time is that is compared with.
 */
export function readEventRows(start: usize, end: usize, second: f64): usize {
  columns = load<u8>(eventColumnsAt);
  tellingCount = 0;
  let i: usize = 0;
  let at = start;
  while (i < capacity) {
    const lineEnd = findCells(at);
    if (lineEnd === 0) break;
    const next = behindLineBreak(lineEnd);
    if (next === 0 || next > end || !readRow(i, second)) break;
    store<i32>(startAt + 4 * i, <i32>(at - textAt));
    store<i32>(endAt + 4 * i, <i32>(lineEnd - textAt));
    at = next;
    i++;
  }
  endBlock(i);
  return at;
}

/** Notes where the cells of the line end, and returns where it does; 0 where not all its cells are quoted. */
function findCells(line: usize): usize {
  if (load<u8>(line) !== quote) return 0;
  // As if another cell ended in front of the first: `","`.
  let last = line - 2;
  store<u32>(cellEndsAt, <u32>last);
  let quotes: u32 = 0;
  let cells: u32 = 1;
  // Of 64 bytes, the last two are looked at to tell what the others are.
  for (let at = line; at < line + longestLine; at += 62) {
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const c = v128.load(at, 32);
    const d = v128.load(at, 48);
    const all = joined(equalTo(a, quote), equalTo(b, quote), equalTo(c, quote), equalTo(d, quote));
    const less = joined(lessThanBlank(a), lessThanBlank(b), lessThanBlank(c), lessThanBlank(d)) & told;
    const inLine = less === 0 ? told : (less & -less) - 1;
    let ends = all & (all >> 2) & inLine;
    quotes += <u32>popcnt(all & inLine);
    while (ends !== 0) {
      const end = at + <usize>ctz(ends);
      ends &= ends - 1;
      if (load<u8>(end, 1) !== comma) continue;
      // In `",","` two of them would share a quote.
      if (cells === columns || end < last + 3) return 0;
      last = end;
      store<u32>(cellEndsAt + 4 * <usize>cells, <u32>end);
      cells++;
    }
    if (less === 0) continue;
    const lineEnd = at + <usize>ctz(less);
    return lineEnd - line < longestLine ? endOfLine(lineEnd, cells, quotes) : 0;
  }
  return 0;
}

/** Where all cells are quoted each has two quotes, beside those that are written twice. */
function endOfLine(lineEnd: usize, cells: u32, quotes: u32): usize {
  const last = cellEndsAt + 4 * <usize>cells;
  const close = <u32>lineEnd - 1;
  if (cells !== columns || load<u8>(close) !== quote || close <= load<u32>(last - 4) + 2) return 0;
  store<u32>(last, close);
  hasQuotes = quotes !== 2 * cells;
  return !hasQuotes || areQuotesDoubled() ? lineEnd : 0;
}

function areQuotesDoubled(): bool {
  for (let cell: u32 = 0; cell < columns; cell++) {
    const to: usize = cellEnd(cell);
    for (let at: usize = cellStart(cell); at < to; at += 16) {
      let quotes = equalTo(v128.load(at), quote);
      while (quotes !== 0) {
        const first = at + ctz(quotes);
        if (first >= to) break;
        if (first + 1 === to || load<u8>(first, 1) !== quote) return false;
        quotes &= quotes - 1;
        // The second of them may be the next sixteen bytes' first.
        if (quotes === 0) at++;
        else quotes &= quotes - 1;
      }
    }
  }
  return true;
}

/** Reads the cells into the row. False where its time is of another second, or a text is too long. */
function readRow(i: usize, second: f64): bool {
  if (!readTime(second)) return false;
  const process = load<u8>(eventColumnsAt, 2);
  const operation = load<u8>(eventColumnsAt, 3);
  const name = cellStart(process);
  const pid = cellStart(process + 1);
  if (readDigits(pid, cellEnd(process + 1) - pid) < 0) return false;
  const actorKey = keyOf(name, cellEnd(process + 1) - name);
  const operationStart = cellStart(operation);
  const operationKey = keyOf(operationStart, cellEnd(operation) - operationStart);
  if (actorKey === noKey || operationKey === noKey) return false;
  store<f64>(timeAt + 8 * i, micros);
  store<i32>(actorKeyAt + 4 * i, actorKey);
  store<i32>(operationKeyAt + 4 * i, operationKey);
  putCell(load<u8>(eventColumnsAt, 4), pathStartAt + 4 * i, pathEndAt + 4 * i);
  putCell(load<u8>(eventColumnsAt, 6), detailStartAt + 4 * i, detailEndAt + 4 * i);
  store<i32>(threadAt + 4 * i, readThread(load<u8>(eventColumnsAt, threadColumnAt)));
  const marks = (isSuccess() ? succeeded : 0) | (hasQuotes ? quoted : 0);
  store<u8>(marksAt + i, marks);
  const telling = load<u8>(tellingOfAt + operationKey);
  const isSilent =
    telling === neverTells || (telling !== 0 && telling !== alwaysTells && !(marks & succeeded));
  if (!isSilent) tell(i);
  return true;
}

function tell(i: usize): void {
  store<u16>(tellingAt + 2 * tellingCount, i);
  tellingCount++;
  const from = textAt + load<i32>(pathStartAt + 4 * i);
  store<u32>(pathHashAt + 4 * i, textHash(from, textAt + load<i32>(pathEndAt + 4 * i)));
}

function readThread(column: u32): i32 {
  if (column === noColumn) return -1;
  const start = cellStart(column);
  return <i32>readDigits(start, cellEnd(column) - start);
}

/** Of a column that the lines do not have, nothing. */
function putCell(column: u32, start: usize, end: usize): void {
  store<i32>(start, column === noColumn ? 0 : <i32>(cellStart(column) - textAt));
  store<i32>(end, column === noColumn ? 0 : <i32>(cellEnd(column) - textAt));
}

/** Where there is no result, nothing says that it failed. */
function isSuccess(): bool {
  const result = load<u8>(eventColumnsAt, 5);
  if (result === noColumn) return true;
  const start = cellStart(result);
  const length = cellEnd(result) - start;
  if (length === 0) return true;
  return length === 7 && (load<u64>(start) & 0x00ffffffffffffff) === 0x53534543435553;
}

/** Leaves the row's microseconds. False where it is of another second than the row that was read before. */
function readTime(second: f64): bool {
  const start = cellStart(load<u8>(eventColumnsAt, 1));
  const length = load<u8>(eventColumnsAt, timeLengthAt);
  if (cellEnd(load<u8>(eventColumnsAt, 1)) - start !== length) return false;
  if (!isAsBefore(start, eventTimeAt, eventTimeMaskAt)) return false;
  const date = load<u8>(eventColumnsAt, 7);
  if (date !== noColumn && !isSameDate(date)) return false;
  const fraction = load<u8>(eventColumnsAt, fractionAt);
  const digits = fraction === noFraction ? 0 : readDigits(start + fraction, 7);
  micros = second + <f64>(digits / 10);
  return digits >= 0;
}

function isAsBefore(at: usize, text: usize, mask: usize): bool {
  const first = v128.and(v128.xor(v128.load(at), v128.load(text)), v128.load(mask));
  const second = v128.and(v128.xor(v128.load(at, 16), v128.load(text, 16)), v128.load(mask, 16));
  const third = v128.and(v128.xor(v128.load(at, 32), v128.load(text, 32)), v128.load(mask, 32));
  return !v128.any_true(v128.or(first, v128.or(second, third)));
}

function isSameDate(column: u32): bool {
  const start = cellStart(column);
  const length = load<u8>(eventColumnsAt, dateLengthAt);
  if (cellEnd(column) - start !== length) return false;
  for (let i: usize = 0; i < length; i++) if (load<u8>(start + i) !== load<u8>(eventDateAt + i)) return false;
  return true;
}

function cellStart(column: u32): u32 {
  return load<u32>(cellEndsAt + 4 * <usize>column) + 3;
}

function cellEnd(column: u32): u32 {
  return load<u32>(cellEndsAt + 4 * <usize>column, 4);
}
