import { uncovered } from "./coverage.ts";
import { type Shape, shape } from "./shape.ts";
import type { BeatBins, FindingMark, LostEvidence, TimelineCapture } from "./timeline.ts";
import type { TimeScale, TimeSpan } from "./timeScale.ts";

/** From so many beats in a column on it is drawn so: few are lower and lighter than many. */
const levels = [
  { from: 1, class: "few", share: 0.5 },
  { from: 4, class: "some", share: 0.72 },
  { from: 20, class: "many", share: 0.92 },
] as const;

const leastWidth = 2;
const spacing = 6;

/** Beats as ticks, all of one height in one path: a lane is drawn by three elements, however many beats it has. */
export function beatShapes(
  { at, count }: BeatBins,
  kind: "beats" | "deeds",
  { columns, width, height }: { readonly columns: number; readonly width: number; readonly height: number },
): readonly Shape[] {
  const step = width / columns;
  const paths = levels.map(() => "");
  for (const [i, column] of at.entries()) {
    const level = levels.findLastIndex(({ from }) => from <= count[i]!);
    const tall = Math.round(height * levels[Math.max(0, level)]!.share);
    const top = Math.round((height - tall) / 2);
    const left = Math.round(column * step * 10) / 10;
    const wide = Math.max(leastWidth, Math.round(step * 10) / 10);
    paths[Math.max(0, level)] += `M${left} ${top}h${wide}v${tall}h${-wide}z`;
  }
  return paths.flatMap((d, i) =>
    d === "" ? [] : [shape("path", { class: `${kind} ${levels[i]!.class}`, d })],
  );
}

/** Hatching where none of the captures has evidence. */
export function noEvidence(
  captures: readonly TimeSpan[],
  scale: TimeScale,
  height: number,
): readonly Shape[] {
  const d = uncovered(captures, scale)
    .map(({ from, to }) => hatched(scale.x(from), scale.x(to), height))
    .join("");
  return d === "" ? [] : [shape("path", { class: "none", d })];
}

/** Strokes that rise to the right, on a grid of the whole width, so that neighbors go on in each other. */
function hatched(from: number, to: number, height: number): string {
  let d = "";
  for (let x = Math.ceil((from - height) / spacing) * spacing; x < to; x += spacing) {
    const low = Math.max(from, x);
    const high = Math.min(to, x + height);
    if (high <= low) continue;
    d += `M${Math.round(low * 10) / 10} ${Math.round((height - (low - x)) * 10) / 10}L${Math.round(high * 10) / 10} ${Math.round((height - (high - x)) * 10) / 10}`;
  }
  return d;
}

/** A zigzag where a capture says that it lost something. */
export function lostShapes(
  lost: readonly LostEvidence[],
  scale: TimeScale,
  height: number,
): readonly Shape[] {
  const places = new Set(
    lost
      .filter(({ micros }) => scale.from <= micros && micros < scale.to)
      .map(({ micros }) => Math.round(scale.x(micros))),
  );
  if (places.size === 0) return [];
  const step = height / 4;
  const d = [...places].map((x) => `M${x - 2} 0l4 ${step}l-4 ${step}l4 ${step}l-4 ${step}`).join("");
  return [shape("path", { class: "lost", d })];
}

/** What a capture has: a bar from its first to its last time, hatching beside it, and what it lost. */
export function captureShapes(capture: TimelineCapture, scale: TimeScale, height: number): readonly Shape[] {
  const from = Math.max(0, scale.x(capture.from));
  const to = Math.min(scale.width, scale.x(capture.to));
  const bar =
    to < 0 || scale.width < from || to < from
      ? []
      : [
          shape("rect", {
            class: "evidence",
            x: from,
            y: 2,
            width: Math.max(2, to - from),
            height: height - 4,
            rx: 2,
          }),
        ];
  return [...noEvidence([capture], scale, height), ...bar, ...lostShapes(capture.lost, scale, height)];
}

/** Lines that findings cite, as diamonds. */
export function markShapes(
  marks: readonly FindingMark[],
  scale: TimeScale,
  height: number,
): readonly Shape[] {
  const half = Math.min(5, height / 3);
  const places = new Set(
    marks
      .filter(({ micros }) => scale.from <= micros && micros <= scale.to)
      .map(({ micros }) => Math.round(scale.x(micros))),
  );
  if (places.size === 0) return [];
  const d = [...places]
    .map((x) => `M${x} ${height / 2 - half}l${half} ${half}l${-half} ${half}l${-half} ${-half}z`)
    .join("");
  return [shape("path", { class: "finding", d })];
}
