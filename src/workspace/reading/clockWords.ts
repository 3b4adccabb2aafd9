import { daysSince1970, microsPerDay, microsPerMinute, microsPerSecond } from "../../core/instant.ts";

/** The year of a `year=` fact; undefined where it is none. */
export function yearOf(text: string): number | undefined {
  const year = /^\d{4}$/.test(text) ? Number(text) : 0;
  return 1970 <= year ? year : undefined;
}

/** Microseconds since 1970 of the last moment of a year. */
export function endOfYear(year: number): number {
  return daysSince1970(year + 1, 1, 1) * microsPerDay - 1;
}

const units: Readonly<Record<string, number>> = {
  d: microsPerDay,
  h: 60 * microsPerMinute,
  m: microsPerMinute,
  s: microsPerSecond,
};

/**
 * Microseconds that a clock is ahead by a `skew=` fact: `+7m`, `-1h30m`, `+2d`, `-0.5s`; negative where it is behind.
 * Undefined where it cannot be read.
 */
export function skewMicros(text: string): number | undefined {
  const [, sign, amounts] = /^([+-])((?:\d{1,9}(?:\.\d{1,6})?[dhms])+)$/.exec(text) ?? [];
  if (amounts === undefined) return undefined;
  let micros = 0;
  for (const [, count, unit] of amounts.matchAll(/([\d.]+)([dhms])/g))
    micros += Number(count) * units[unit!]!;
  return Math.round(sign === "-" ? -micros : micros);
}
