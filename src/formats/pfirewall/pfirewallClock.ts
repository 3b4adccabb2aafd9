import { ascii, decimal } from "../../core/ascii.ts";
import { readIsoTime } from "../../core/clock.ts";
import { field } from "../../core/field.ts";
import { daysInMonth, daysSince1970, microsPerDay } from "../../core/instant.ts";
import type { Row } from "../../core/row.ts";
import { clockMicros, DayMemo } from "../cells/dayMemo.ts";
import type { PfirewallCells } from "./pfirewallCells.ts";
import type { PfirewallLayout } from "./pfirewallLayout.ts";

const dateLength = "2031-07-02".length;
const clockLength = "09:01:07".length;

/** Reads the date and time columns, wherever they stand. */
export class PfirewallClock {
  readonly day = new DayMemo();

  /** False where the columns that should hold the date and time hold something else. */
  read(row: Row, cells: PfirewallCells, { date, time }: PfirewallLayout): boolean {
    if (date < 0 || time < 0) return true;
    if (cells.count <= Math.max(date, time)) return false;
    const dateFrom = cells.from[date]!;
    const timeFrom = cells.from[time]!;
    const timeTo = cells.to[time]!;
    if (cells.to[date]! - dateFrom !== dateLength) return false;
    const clock = timeTo - timeFrom === clockLength ? clockMicros(row.bytes, timeFrom) : Number.NaN;
    const micros = this.#midnight(row.bytes, dateFrom) + clock;
    // A fraction, an offset, or an impossible time, of which the clock says so.
    if (Number.isNaN(micros)) return time === date + 1 && 0 <= readIsoTime(row, dateFrom, timeTo);
    row.time = micros;
    row.set(field.time, time === date + 1 ? dateFrom : timeFrom, timeTo);
    return true;
  }

  #midnight(bytes: Uint8Array, from: number): number {
    const known = this.day.midnight(bytes, from, dateLength);
    if (!Number.isNaN(known)) return known;
    const midnight = midnightOf(bytes, from);
    this.day.keep(bytes, from, dateLength, midnight);
    return midnight;
  }
}

function midnightOf(bytes: Uint8Array, from: number): number {
  if (bytes[from + 4] !== ascii.minus || bytes[from + 7] !== ascii.minus) return Number.NaN;
  const year = decimal(bytes, from, from + 4);
  const month = decimal(bytes, from + 5, from + 7);
  const day = decimal(bytes, from + 8, from + 10);
  const exists = 1 <= month && month <= 12 && 1 <= day && day <= daysInMonth(year, month);
  return exists ? daysSince1970(year, month, day) * microsPerDay : Number.NaN;
}
