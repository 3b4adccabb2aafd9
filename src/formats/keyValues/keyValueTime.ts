import { ascii, decimal, hasWordAt, skipBlanks } from "../../core/ascii.ts";
import { readClock, readOffset } from "../../core/clock.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { type DateOrder, readWrittenTime } from "../cells/writtenTime.ts";
import type { TimeKeys } from "./keyValueTable.ts";
import type { Pairs } from "./pairs.ts";

/** The numbers of a time's keys; -1 where it has none. */
interface TimeNumbers {
  readonly time: number;
  readonly date: number;
  readonly zone: number;
}

/** Reads the time out of a line's pairs. It is that of the log, which counts more than that of syslog around it. */
export class KeyValueTime {
  readonly #ways: readonly TimeNumbers[];
  readonly #dates: DateOrder | undefined;

  constructor(times: readonly TimeKeys[], numberOf: (key: string) => number, dates?: DateOrder) {
    const numberIfAny = (key: string | undefined) => (key === undefined ? -1 : numberOf(key));
    this.#dates = dates;
    this.#ways = times.map(({ time, date, zone }) => ({
      time: numberOf(time),
      date: numberIfAny(date),
      zone: numberIfAny(zone),
    }));
  }

  read(row: Row, pairs: Pairs): void {
    for (const way of this.#ways) if (this.#readWay(row, pairs, way)) return;
  }

  #readWay(row: Row, pairs: Pairs, { time, date, zone }: TimeNumbers): boolean {
    if (!pairs.has(time) || (0 <= date && !pairs.has(date))) return false;
    const [from, end] = [pairs.from[time]!, pairs.to[time]!];
    const { time: micros, timeDigits, utcOffset, hasYear } = row;
    row.utcOffset = Number.NaN;
    row.hasYear = true;
    const to = 0 <= date ? readDateAndClock(row, pairs, date, time) : this.#written(row, from, end);
    if (to < 0) {
      Object.assign(row, { time: micros, timeDigits, utcOffset, hasYear });
      return false;
    }
    if (Number.isNaN(row.utcOffset) && to < end) readZone(row, skipBlanks(row.bytes, to, end), end);
    if (Number.isNaN(row.utcOffset) && 0 <= zone && pairs.has(zone))
      readZone(row, pairs.from[zone]!, pairs.to[zone]!);
    return true;
  }

  #written(row: Row, from: number, end: number): number {
    return readWrittenTime(row, from, end, this.#dates);
  }
}

/** `2031-07-02` and `09:01:07` in two values; a fraction may stand behind the seconds. */
function readDateAndClock(row: Row, pairs: Pairs, date: number, time: number): number {
  const { bytes } = row;
  const from = pairs.from[date]!;
  if (pairs.to[date]! - from !== "2031-07-02".length || bytes[from + 4] !== bytes[from + 7]) return -1;
  const year = decimal(bytes, from, from + 4);
  const month = decimal(bytes, from + 5, from + 7);
  const day = decimal(bytes, from + 8, from + 10);
  const to = readClock(row, pairs.from[time]!, pairs.to[time]!, year, month, day);
  if (0 <= to) row.set(field.time, Math.min(from, pairs.from[time]!), Math.max(from + 10, to));
  return to;
}

function readZone(row: Row, from: number, end: number): void {
  const { bytes } = row;
  if (bytes[from] === ascii.plus || bytes[from] === ascii.minus) readOffset(row, from, end);
  else if (hasWordAt(bytes, from, end, "UTC") || hasWordAt(bytes, from, end, "GMT")) row.utcOffset = 0;
}
