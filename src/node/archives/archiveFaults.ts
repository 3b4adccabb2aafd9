import { ReadingFault } from "../../workspace/reading/readingFault.ts";

export function endsEarly(byte: number): ReadingFault {
  return new ReadingFault("EV022", `The archive ends early at byte ${byte.toLocaleString("en-US")}`);
}

/** At that byte, or a little before it. */
export function isDamaged(byte: number): ReadingFault {
  return new ReadingFault("EV022", `The archive is damaged near byte ${byte.toLocaleString("en-US")}`);
}

/** Says why a member is not read: `the entry is encrypted`. */
export function notRead(why: string): ReadingFault {
  return new ReadingFault("EV024", why);
}
