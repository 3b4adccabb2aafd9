import { microsPerSecond, wallText } from "../../core/instant.ts";
import type { TimeSpan } from "../../pictures/timeScale.ts";

/** `2031-07-02 05:31:07 – 09:04:06`, as exact as the span in sight needs it. */
export function spanWords({ from, to }: TimeSpan): string {
  const [first, last] = [timeWords(from, to - from), timeWords(to, to - from)];
  return `${first} – ${first.slice(0, 10) === last.slice(0, 10) ? last.slice(11) : last}`;
}

export function timeWords(micros: number, length: number): string {
  return wallText(micros, length < 20 * microsPerSecond ? 3 : 0).replace("T", " ");
}

const units: readonly (readonly [name: string, seconds: number])[] = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
  ["s", 1],
];

/** `3 h 33 min` */
export function lengthWords(micros: number): string {
  const seconds = micros / microsPerSecond;
  if (seconds < 1) return `${Number((seconds * 1000).toPrecision(3))} ms`;
  const at = units.findIndex(([, size]) => size <= seconds);
  const [name, size] = units[at]!;
  const whole = Math.floor(seconds / size);
  const next = units[at + 1];
  const rest = next ? Math.round((seconds - whole * size) / next[1]) : 0;
  return rest === 0 || !next ? `${whole} ${name}` : `${whole} ${name} ${rest} ${next[0]}`;
}
