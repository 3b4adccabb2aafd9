import { type Instant, microsPerDay, microsPerMinute, utcText } from "../../core/instant.ts";

const isoPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/u;

/** A time with its offset, as the ledger and fences have it; undefined where it is none or names no offset. */
export function instantOfIso(text: string): Instant | undefined {
  const millis = isoPattern.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(millis) ? undefined : { micros: millis * 1000, digits: 0, utcOffset: 0, assumed: [] };
}

/** `2031-07-02 09:01:07Z`; without `Z` where the zone is assumed; says so where year or date are. */
export function timeText(instant: Instant | undefined): string {
  if (!instant || !isPrintable(instant.micros)) return "–";
  return clockText(instant) + undated(instant);
}

/** Where the capture prints no date, the time of day alone. */
function clockText(instant: Instant): string {
  const text = utcText(instant);
  return instant.assumed.includes("date") ? text.slice("1970-01-01 ".length) : text;
}

/** `2031-07-02 05:31:07Z – 09:04:06Z` */
export function spanText(first: Instant | undefined, last: Instant | undefined): string {
  if (!first || !last || first.micros === last.micros) return timeText(first ?? last);
  if (!isPrintable(first.micros) || !isPrintable(last.micros)) return "–";
  const [from, to] = [clockText(first), clockText(last)];
  if (first.assumed.includes("date")) return `${from} – ${to}${undated(last)}`;
  return `${from} – ${from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to}${undated(last)}`;
}

/** How long before `asOf` something was: `4 min`, `2 h`, `12 days`. */
export function ageText(micros: number, asOf: number): string {
  const minutes = Math.floor(Math.max(0, asOf - micros) / microsPerMinute);
  if (minutes < 1) return "under a minute";
  if (minutes < 120) return `${minutes} min`;
  const days = Math.floor((asOf - micros) / microsPerDay);
  return days < 2 ? `${Math.floor(minutes / 60)} h` : `${days.toLocaleString("en-US")} days`;
}

/** `59.5 s`, `4 min`, `2.5 h` */
export function durationText(seconds: number): string {
  if (seconds < 120) return `${rounded(seconds)} s`;
  return seconds < 7200 ? `${rounded(seconds / 60)} min` : `${rounded(seconds / 3600)} h`;
}

/** Three digits, as people read them: `59.5`, `0.0004`. */
export function rounded(value: number): string {
  if (value === 0) return "0";
  return Math.abs(value) < 1e-6 ? value.toExponential(0) : String(Number(value.toPrecision(3)));
}

function isPrintable(micros: number): boolean {
  return Math.abs(micros) < 8.64e18;
}

/** The zone shows by the missing `Z`. */
function undated(instant: Instant): string {
  if (instant.assumed.includes("date")) return " (no date printed)";
  const missing = instant.assumed.filter((part) => part !== "zone");
  return missing.length === 0 ? "" : ` (${missing.join(" and ")} assumed)`;
}
