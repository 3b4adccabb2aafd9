import type { Carried, Format } from "../core/format.ts";

/** In which order it is told what a capture of a format carries, and what that is called. */
export const carriedTitles: { readonly [C in Carried]: string } = {
  time: "time",
  year: "year",
  zone: "zone",
  direction: "direction",
  bytes: "bytes",
  pid: "PID",
  process: "process",
  state: "state",
  interface: "interface",
  rule: "rule",
  nat: "NAT",
};

/** What a capture of a format carries, in the order of the table. */
export function carriedWords({ carries }: Format): readonly string[] {
  const all = Object.entries(carriedTitles) as readonly (readonly [Carried, string])[];
  return all.filter(([carried]) => carries.includes(carried)).map(([, title]) => title);
}
