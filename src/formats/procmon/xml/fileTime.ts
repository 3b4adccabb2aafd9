import { wallText } from "../../../core/instant.ts";

/** Days from 1601-01-01, where FILETIME begins, to 1970-01-01, in units of 100 ns. */
const until1970 = 116_444_736_000_000_000n;

/** `2031-07-02T09:01:07.2500000Z` of a FILETIME's digits; undefined of none, and of 0, which means none. */
export function fileTimeText(digits: string): string | undefined {
  if (!/^\d{15,18}$/.test(digits)) return undefined;
  const since1970 = BigInt(digits) - until1970;
  if (since1970 <= 0n) return undefined;
  const micros = since1970 / 10n;
  return `${wallText(Number(micros), 7, Number(since1970 - micros * 10n) * 100)}Z`;
}
