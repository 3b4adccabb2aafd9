import type { ByteSpan } from "./byteSpan.ts";

const high = 2 ** 32;
/** Above it, a number of two halves is exact no more. */
const safeHigh = 2 ** 21;
const ticksPerSecond = 10_000_000;

/** `1,048,576` */
export function grouped(number: number): string {
  if (number < 0) return `-${grouped(-number)}`;
  if (number < 1000) return `${number}`;
  const rest = `${number % 1000}`;
  return `${grouped(Math.floor(number / 1000))},${rest.padStart(3, "0")}`;
}

/** `-1`, `1,048,576`: 64 bits with a sign. */
export function grouped64(span: ByteSpan, at: number): string {
  const [top, low] = [span.i32(at + 4), span.u32(at)];
  return Math.abs(top) < safeHigh ? grouped(top * high + low) : longText(top, low);
}

function longText(top: number, low: number): string {
  const digits = ((BigInt(top) << 32n) | BigInt(low)).toString();
  const sign = digits.startsWith("-") ? "-" : "";
  let text = digits.slice(sign.length);
  let groups = "";
  for (; text.length > 3; text = text.slice(0, -3)) groups = `,${text.slice(-3)}${groups}`;
  return sign + text + groups;
}

/** `0x1f4` */
export function hex32(number: number): string {
  return `0x${number.toString(16)}`;
}

/** `0x7ff6a0000000` */
export function hex64(span: ByteSpan, at: number): string {
  const [top, low] = [span.u32(at + 4), span.u32(at)];
  return top === 0 ? hex32(low) : `${hex32(top)}${low.toString(16).padStart(8, "0")}`;
}

/** `0.0156001`: seconds of a duration in units of 100 ns. */
export function secondsText(span: ByteSpan, at: number): string {
  const [top, low] = [span.u32(at + 4), span.u32(at)];
  const [seconds, ticks] = secondsOf(top, low);
  return `${seconds}.${`${ticks}`.padStart(7, "0")}`;
}

/** Whole seconds, and units of 100 ns beyond them. 2^32 units are 429 seconds and 4,967,296 units. */
function secondsOf(top: number, low: number): readonly [seconds: number, ticks: number] {
  const ticks = top * 4_967_296 + low;
  return [top * 429 + Math.floor(ticks / ticksPerSecond), ticks % ticksPerSecond];
}

const secondsPerDay = 86_400;
const daysOf400Years = 146_097;

/** `7/11/2020 3:46:54 PM`: a FILETIME in UTC, as Process Monitor prints it in the United States. */
export function dateText(span: ByteSpan, at: number): string {
  const [top, low] = [span.u32(at + 4), span.u32(at)];
  // Windows takes such a time for none.
  if (0x7fff_ffff < top) return "n/a";
  const [seconds] = secondsOf(top, low);
  return `${dayText(Math.floor(seconds / secondsPerDay))} ${clockText(seconds % secondsPerDay)}`;
}

/** The calendar's date of a day since 1601-01-01. Years begin in March here, so that leap days come last. */
function dayText(days: number): string {
  const sinceMarch0 = days + 584_694;
  const era = Math.floor(sinceMarch0 / daysOf400Years);
  const day = sinceMarch0 - era * daysOf400Years;
  const leapDays = Math.floor(day / 1460) - Math.floor(day / 36_524) + Math.floor(day / 146_096);
  const year = Math.floor((day - leapDays) / 365);
  const ofYear = day - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const ofMonth = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return `${month}/${ofMonth}/${400 * era + year + (month <= 2 ? 1 : 0)}`;
}

function clockText(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const half = hours < 12 ? "AM" : "PM";
  return `${hours % 12 || 12}:${twoDigits(minutes)}:${twoDigits(seconds % 60)} ${half}`;
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : `${number}`;
}
