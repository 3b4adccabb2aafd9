/** What had to be assumed to turn a printed time into an instant. */
export type TimeAssumption = "year" | "date" | "hour" | "zone";

/**
 * A point in time with how sure we are of it. ECS `@timestamp`.
 * `micros` are microseconds since 1970-01-01T00:00:00Z; where the zone is assumed they are the clock's own
 * reading, taken as if it were UTC.
 */
export interface Instant {
  readonly micros: number;
  /** Digits of the fraction of a second that the capture printed. */
  readonly digits: number;
  /** Nanoseconds beyond the microseconds, where the capture printed so many digits. */
  readonly nanos?: number;
  /** Minutes east of UTC, where the capture or the analyst says so. */
  readonly utcOffset?: number;
  readonly assumed: readonly TimeAssumption[];
  /** Where the zone's clocks show the printed time twice (set back; the earlier one is taken) or never (set forward). */
  readonly wall?: "twice" | "never";
  /** Microseconds that the clock was ahead, by the analyst's word; `micros` are without them. */
  readonly skew?: number;
}

export const microsPerSecond = 1_000_000;
export const microsPerMinute = 60 * microsPerSecond;
export const microsPerDay = 86_400 * microsPerSecond;

/** Days since 1970-01-01 of a date of the Gregorian calendar; months count from 1. */
export function daysSince1970(year: number, month: number, day: number): number {
  // March-based years put the leap day last, so that month lengths follow one formula.
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (2 < month ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function daysInMonth(year: number, month: number): number {
  return (
    daysSince1970(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) -
    daysSince1970(year, month, 1)
  );
}

/**
 * ISO 8601 with as many digits as the capture has: `2031-07-02T09:01:07.250+02:00`. An offset or `Z` is
 * printed only where the zone is known.
 */
export function isoText(instant: Instant): string {
  const zoneKnown = instant.utcOffset !== undefined;
  const local = instant.micros + (instant.utcOffset ?? 0) * microsPerMinute;
  return wallText(local, instant.digits, instant.nanos) + (zoneKnown ? offsetText(instant.utcOffset) : "");
}

/** The instant in UTC to the second, as reports print it: `2031-07-02 07:01:07Z`; no `Z` where the zone is assumed. */
export function utcText(instant: Instant): string {
  const text = wallText(instant.micros, 0).replace("T", " ");
  return instant.assumed.includes("zone") ? text : `${text}Z`;
}

/** `2031-07-02T09:01:07` and `digits` digits of fraction. */
export function wallText(micros: number, digits: number, nanos = 0): string {
  const days = Math.floor(micros / microsPerDay);
  const ofDay = micros - days * microsPerDay;
  const seconds = Math.floor(ofDay / microsPerSecond) | 0;
  const clock = `${twoDigits(Math.floor(seconds / 3600))}:${twoDigits(Math.floor(seconds / 60) % 60)}:${twoDigits(seconds % 60)}`;
  const text = `${dateText(days)}T${clock}`;
  if (digits === 0) return text;
  const fraction =
    String(ofDay - seconds * microsPerSecond).padStart(6, "0") + String(nanos).padStart(3, "0");
  return `${text}.${fraction.slice(0, digits).padEnd(digits, "0")}`;
}

let lastDays = Number.NaN;
let lastDate = "";

/** Most times of a capture are of one day, and formatting its date costs more than all the rest. */
function dateText(days: number): string {
  if (days !== lastDays) {
    lastDays = days;
    lastDate = isoDate(new Date(days * 86_400_000));
  }
  return lastDate;
}

/** Not by the date's own toISOString: the first call of it in a process takes as long as ten thousand rows. */
function isoDate(date: Date): string {
  const year = date.getUTCFullYear();
  const size = String(Math.abs(year));
  const yearText =
    0 <= year && year <= 9999 ? size.padStart(4, "0") : `${year < 0 ? "-" : "+"}${size.padStart(6, "0")}`;
  return `${yearText}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`;
}

function offsetText(minutes: number): string {
  if (minutes === 0) return "Z";
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
}

const upTo99 = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, "0"));

/** Of a whole number below 100. */
function twoDigits(value: number): string {
  return upTo99[value]!;
}
