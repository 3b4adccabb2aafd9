/** Seconds since 1970 as microseconds; NaN where they tell nothing: archives write 0, or DOS's first day. */
export function usefulTime(seconds: number): number {
  const firstOfDos = Date.UTC(1980, 0, 2) / 1000;
  const lastOfDos = Date.UTC(2107, 11, 31) / 1000;
  return firstOfDos < seconds && seconds < lastOfDos ? Math.floor(seconds * 1e6) : Number.NaN;
}
