import type { Citation, Finding } from "../../core/finding.ts";

/** Each line once, in this order; no more than a reader will look at. */
export function citations(
  first: Citation,
  others: readonly (Citation | undefined)[],
  most = 8,
): Finding["evidence"] {
  const byPlace = new Map<string, Citation>();
  for (const place of [first, ...others])
    if (place) byPlace.set(`${place.uri}#${place.line}`, { uri: place.uri, line: place.line });
  return [...byPlace.values()].slice(0, most) as unknown as Finding["evidence"];
}
