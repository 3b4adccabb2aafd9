import { ascii, isDigit } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import { microsPerMinute } from "../../core/instant.ts";
import { Row } from "../../core/row.ts";
import { ByteMemo } from "../cells/byteMemo.ts";
import { clockMicros, DayMemo } from "../cells/dayMemo.ts";
import type { FieldSpans } from "../cells/fieldSpans.ts";
import { readWrittenTime } from "../cells/writtenTime.ts";

const dateLength = "2031/07/02".length;
const timeLength = "2031/07/02 09:01:07".length;
/** From PAN-OS 10 on a time with zone and milliseconds stands behind these. */
const fieldsBeforeIso = 50;
const shortestIso = "2031-07-02T09:01:07.250+02:00".length;
const offsetLength = "+02:00".length;
/** What two clocks of one line may differ. */
const tolerance = 5 * microsPerMinute;

/** Reads when a log was generated, which has no zone, and takes the zone from the line's other time. */
export class PaloaltoClock {
  readonly #day = new DayMemo();
  readonly #scratch = new Row();
  readonly #zone = new ByteMemo(offsetLength);
  #zoneField = -1;
  #utcOffset = Number.NaN;

  read(row: Row, fields: FieldSpans, generated: number): void {
    if (!fields.has(generated)) return;
    const [from, to] = [fields.from[generated]!, fields.to[generated]!];
    const { bytes } = row;
    // A spreadsheet writes dates in ways of its own, `9/16/31`: then syslog's time stays.
    if (!isDigit(bytes[from + 1]) || !isDigit(bytes[from + 2])) return;
    forgetTime(row);
    if (to - from === timeLength && bytes[from + 4] === ascii.slash) this.#slashed(row, from, to);
    else readWrittenTime(row, from, to, "month-first");
    if (Number.isNaN(row.utcOffset)) this.#readZone(row, fields);
  }

  /** Of the same day as before, nearly always. */
  #slashed(row: Row, from: number, to: number): void {
    const { bytes } = row;
    const ofDay = clockMicros(bytes, from + dateLength + 1);
    const time = this.#day.midnight(bytes, from, dateLength) + ofDay;
    if (Number.isNaN(time)) {
      readWrittenTime(row, from, to, "month-first");
      if (!Number.isNaN(row.time)) this.#day.keep(bytes, from, dateLength, row.time - ofDay);
      return;
    }
    row.time = time;
    row.set(field.time, from, to);
  }

  #readZone(row: Row, fields: FieldSpans): void {
    if (this.#isSameZone(row, fields)) {
      row.utcOffset = this.#utcOffset;
      row.time -= row.utcOffset * microsPerMinute;
      return;
    }
    const { bytes } = row;
    for (let number = fieldsBeforeIso; number < fields.count; number++) {
      const from = fields.from[number]!;
      if (fields.to[number]! - from < shortestIso || bytes[from + dateLength] !== ascii.upperT) continue;
      const scratch = this.#scratch;
      scratch.clear(bytes);
      const to = readWrittenTime(scratch, from, fields.to[number]!);
      const local = scratch.time + scratch.utcOffset * microsPerMinute;
      if (!(Math.abs(local - row.time) < tolerance)) continue;
      row.utcOffset = this.#utcOffset = scratch.utcOffset;
      row.time -= row.utcOffset * microsPerMinute;
      this.#zoneField = number;
      this.#zone.keep(bytes, to - offsetLength, to);
      return;
    }
  }

  /** Whether the zone stands where it stood in the line above, behind a time of nearly the same clock. */
  #isSameZone(row: Row, fields: FieldSpans): boolean {
    const { bytes } = row;
    const number = this.#zoneField;
    if (number < 0 || fields.count <= number) return false;
    const [from, to] = [fields.from[number]!, fields.to[number]!];
    const isTime = to - from === shortestIso && this.#zone.isAt(bytes, to - offsetLength);
    const generated = row.from[field.time]! + dateLength + 1;
    const apart = clockMicros(bytes, from + dateLength + 1) - clockMicros(bytes, generated);
    return isTime && Math.abs(apart) < tolerance;
  }
}

/** What syslog said of the time, the message says better. */
function forgetTime(row: Row): void {
  row.time = Number.NaN;
  row.timeDigits = 0;
  row.utcOffset = Number.NaN;
  row.hasYear = true;
  row.hasDate = true;
}
