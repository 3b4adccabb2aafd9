import { wallText } from "../../core/instant.ts";

/** A span of time that was brushed, as the views' filter has it. */
export interface BrushedSpan {
  readonly from: number;
  readonly to: number;
}

/** `@timestamp in 2031-07-02T09:30:00Z..2031-07-02T09:40:00Z`; without `Z` where no capture's zone is known. */
export function termOfSpan({ from, to }: BrushedSpan, zone: "known" | "unknown"): string {
  const mark = zone === "known" ? "Z" : "";
  const digits = to - from < 10_000_000 ? 3 : 0;
  const time = (micros: number) => wallText(micros, digits) + mark;
  return `@timestamp in ${time(from)}..${time(to)}`;
}

/** A filter with a span beside what it asks already. */
export function withTerm(filter: string, term: string): string {
  if (filter === "") return term;
  return `${/\bor\b|\|\|/iu.test(filter) ? `(${filter})` : filter} ${term}`;
}

/** The filter without the span that was brushed last. */
export function withoutTerm(filter: string, term: string | undefined): string {
  if (term === undefined || !filter.includes(term)) return filter;
  const rest = filter.replace(term, "").trim();
  return /^\([^()]*\)$/u.test(rest) ? rest.slice(1, -1) : rest;
}
