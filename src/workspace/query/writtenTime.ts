import {
  daysInMonth,
  daysSince1970,
  microsPerDay,
  microsPerMinute,
  microsPerSecond,
} from "../../core/instant.ts";
import type { TimeTest, ValueTest } from "./whereTerm.ts";

/** A time as long as it is written: `10:30` is a minute, `2031-07-02` a day. */
interface Written {
  readonly kind: "time" | "clock";
  readonly from: number;
  /** First microsecond behind it. */
  readonly to: number;
  readonly utcOffset?: number;
}

/**
 *     2031-07-02T09:30:00.250+02:00
 *     └── date ─┘└─── clock ───┘└─┘ zone
 */
const datePattern = /^(\d{4})-(\d\d)-(\d\d)$/;
const clockPattern = /^(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,6}))?)?$/;
const zonePattern = /(?:Z|[+-]\d\d:?\d\d)$/i;

/** Whether a word looks like a time of day, which may follow a date: `2031-07-02 09:30`. */
export function isClock(word: string): boolean {
  return clockPattern.test(word.replace(zonePattern, ""));
}

export function isDate(word: string): boolean {
  return datePattern.test(word);
}

/** A time or a span of them; undefined where it is neither. */
export function timeTest(text: string): ValueTest | undefined {
  const [first, last, ...more] = spanEnds(text).map(readTime);
  if (!first || more.length !== 0) return undefined;
  if (!last) return text.includes("..") ? undefined : testBetween(first, first);
  return first.kind === last.kind ? testBetween(first, last) : undefined;
}

/** The test of `@timestamp >= text` and its kind. */
export function comparedTime(operator: string, text: string): TimeTest | undefined {
  const time = readTime(text);
  if (time?.kind !== "time") return undefined;
  const at = (micros: number) => ({
    micros,
    ...(time.utcOffset === undefined ? {} : { utcOffset: time.utcOffset }),
  });
  const [start, end] = [at(Number.NEGATIVE_INFINITY), at(Number.POSITIVE_INFINITY)];
  if (operator === "<") return { kind: "time", from: start, to: at(time.from) };
  if (operator === "<=") return { kind: "time", from: start, to: at(time.to) };
  return { kind: "time", from: at(operator === ">" ? time.to : time.from), to: end };
}

function testBetween(first: Written, last: Written): ValueTest {
  if (first.kind === "clock") return { kind: "clock", from: first.from, to: last.to };
  const offset = (written: Written) =>
    written.utcOffset === undefined ? {} : { utcOffset: written.utcOffset };
  return {
    kind: "time",
    from: { micros: first.from, ...offset(first) },
    to: { micros: last.to, ...offset(last) },
  };
}

/** `09:00..09:30`, and `09:00-09:30` as people write it. */
function spanEnds(text: string): readonly string[] {
  const clocks = /^([\d:.]+)-([\d:.]+)$/.exec(text);
  return clocks && !text.includes("..") ? [clocks[1]!, clocks[2]!] : text.split("..");
}

function readTime(text: string): Written | undefined {
  const parts = /^(\d{4}-\d\d-\d\d)(?:[T ](.+))?$/i.exec(text);
  if (!parts) return readClock(text);
  const date = datePattern.exec(parts[1]!)!;
  const [year, month, day] = [Number(date[1]), Number(date[2]), Number(date[3])];
  if (month < 1 || 12 < month || day < 1 || daysInMonth(year, month) < day) return undefined;
  const start = daysSince1970(year, month, day) * microsPerDay;
  if (parts[2] === undefined) return { kind: "time", from: start, to: start + microsPerDay };
  const zone = zonePattern.exec(parts[2])?.[0];
  const clock = readClock(zone === undefined ? parts[2] : parts[2].slice(0, -zone.length));
  if (!clock) return undefined;
  const utcOffset = zone === undefined ? undefined : offsetOf(zone);
  const shift = start - (utcOffset ?? 0) * microsPerMinute;
  return {
    kind: "time",
    from: shift + clock.from,
    to: shift + clock.to,
    ...(utcOffset === undefined ? {} : { utcOffset }),
  };
}

function readClock(text: string): Written | undefined {
  const parts = clockPattern.exec(text);
  if (!parts) return undefined;
  const [hour, minute, second] = [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)];
  if (23 < hour || 59 < minute || 60 < second) return undefined;
  const fraction = parts[4] ?? "";
  const from =
    (hour * 60 + minute) * microsPerMinute + second * microsPerSecond + Number(fraction.padEnd(6, "0"));
  const long = parts[3] === undefined ? microsPerMinute : microsPerSecond / 10 ** fraction.length;
  return { kind: "clock", from, to: from + long };
}

function offsetOf(zone: string): number {
  if (zone.toUpperCase() === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith("-") ? -minutes : minutes;
}
