import { daysSince1970, type Instant, microsPerDay } from "../../core/instant.ts";

/** Days after its start in which a clock that was never set is told from one that is right. */
const startDays = 31;

/** Years on whose first day the clocks of devices start: Unix, the PC's BIOS and FAT, and most small ones. */
const starts = [1970, 1980, 2000].map((year) => daysSince1970(year, 1, 1) * microsPerDay);

/** Whether the time is one that a clock shows which was never set. A year that was only assumed says nothing. */
export function isUnsetClock({ micros, assumed }: Instant): boolean {
  if (lastStart < micros || assumed.includes("year")) return false;
  return starts.some((start) => start - microsPerDay <= micros && micros < start + startDays * microsPerDay);
}

const lastStart = Math.max(...starts) + startDays * microsPerDay;
