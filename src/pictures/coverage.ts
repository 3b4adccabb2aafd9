import type { TimeSpan } from "./timeScale.ts";

/** The parts of a span that none of the others covers, in order. */
export function uncovered(spans: readonly TimeSpan[], { from, to }: TimeSpan): readonly TimeSpan[] {
  const inOrder = [...spans].sort((a, b) => a.from - b.from || a.to - b.to);
  const free: TimeSpan[] = [];
  let at = from;
  for (const span of inOrder) {
    if (to <= span.from) break;
    if (at < span.from) free.push({ from: at, to: span.from });
    at = Math.max(at, span.to);
  }
  if (at < to) free.push({ from: at, to });
  return free;
}
