import { scaleLinear } from "d3-scale";
import { fittedText, wrappedText } from "./fittedText.ts";
import { type Picture, placed, type Shape, shape } from "./shape.ts";
import { moved } from "./timelinePicture.ts";

/** The lengths between the beats of one pair, and what they were judged to be. Seconds. */
export interface BeaconIntervals {
  /** `192.0.2.1 → 203.0.113.77:443/tcp` */
  readonly title: string;
  readonly intervals: readonly number[];
  readonly period: number;
  readonly jitter: number;
  /** The judgment in sentences: count, missed, next, window, chance. */
  readonly sentences: readonly string[];
}

const width = 720;
const margin = 20;
const chartLeft = 48;
const chartTop = 52;
const chartHeight = 180;
const lineHeight = 18;
/** Longer intervals than so many periods share one bar at the end. */
const mostPeriods = 5;
const bars = 60;

/** How often each length between two beats occurred: one peak is a rhythm, peaks at its multiples missed beats. */
export function intervalPicture({ title, intervals, period, jitter, sentences }: BeaconIntervals): Picture {
  const histogram = histogramOf(intervals, period);
  const chartWidth = width - chartLeft - margin;
  const x = scaleLinear().domain([0, histogram.end]).range([0, chartWidth]);
  const y = scaleLinear()
    .domain([0, Math.max(1, ...histogram.counts)])
    .nice(4)
    .range([chartHeight, 0]);
  const words = sentences.flatMap((sentence) => wrappedText(sentence, width - 2 * margin));
  const below = chartTop + chartHeight + 44;
  return {
    title: `Intervals of ${title}`,
    description: sentences.join(" "),
    width,
    height: below + words.length * lineHeight + 12,
    shapes: [
      shape("text", { class: "heading", x: margin, y: 26 }, fittedText(title, (width - 2 * margin) / 1.25)),
      moved(
        chartLeft,
        chartTop,
        ...countAxis(y, chartWidth),
        ...toleranceShapes(x, { period, jitter }),
        ...barShapes(histogram, x, y),
        ...multipleShapes(x, period, histogram.end),
        ...lengthAxis(x, histogram),
      ),
      ...words.map((line, i) =>
        shape("text", { class: "quiet", x: margin, y: below + 8 + i * lineHeight }, line),
      ),
    ],
  };
}

interface Histogram {
  readonly step: number;
  /** Where the last bar ends. */
  readonly end: number;
  readonly counts: readonly number[];
  /** Whether the last bar holds all that are longer. */
  readonly last: "longer" | "bar";
}

function histogramOf(intervals: readonly number[], period: number): Histogram {
  const longest = intervals.reduce((most, length) => Math.max(most, length), period);
  const shown = Math.min(longest * 1.001, period * mostPeriods);
  const ticks = scaleLinear().domain([0, shown]).ticks(bars);
  const step = ticks.length < 2 ? shown : ticks[1]! - ticks[0]!;
  const most = Math.ceil(Math.max(shown, period * 1.5) / step) + 1;
  const isCut = (most - 0.5) * step < longest;
  const counts = new Array<number>(most + (isCut ? 1 : 0)).fill(0);
  for (const length of intervals) {
    // A bar stands for lengths half a step to either side: a rhythm of 60 s is one bar, not two.
    const bar = Math.min(counts.length - 1, Math.round(length / step));
    counts[bar] = counts[bar]! + 1;
  }
  return { step, end: counts.length * step, counts, last: isCut ? "longer" : "bar" };
}

type Scale = (value: number) => number;

function barShapes({ counts, step }: Histogram, x: Scale, y: Scale): readonly Shape[] {
  return counts.flatMap((count, i) => {
    if (count === 0) return [];
    const wide = Math.max(1, x(step) - 1);
    const tall = Math.max(1, chartHeight - y(count));
    const title = shape("title", {}, `${count} of about ${placed(i * step)} s`);
    return [
      shape(
        "rect",
        {
          class: "beats",
          x: x(Math.max(0, i - 0.5) * step),
          y: chartHeight - tall,
          width: wide,
          height: tall,
          rx: 1,
        },
        title,
      ),
    ];
  });
}

/** The period, and jitter to either side of it. */
function toleranceShapes(x: Scale, { period, jitter }: { readonly period: number; readonly jitter: number }) {
  const from = x(Math.max(0, period - jitter));
  const wide = Math.max(3, x(period + jitter) - from);
  return [shape("rect", { class: "tolerance", x: from, y: 0, width: wide, height: chartHeight })];
}

function multipleShapes(x: Scale, period: number, end: number): readonly Shape[] {
  const shapes: Shape[] = [];
  for (let times = 1; times < mostPeriods && times * period < end; times++) {
    const at = x(times * period);
    const label = times === 1 ? "period" : `${times - 1} missed`;
    shapes.push(
      shape("line", { class: times === 1 ? "period" : "missed", x1: at, x2: at, y1: -4, y2: chartHeight }),
      shape("text", { class: "small quiet middle", x: at, y: -8 }, label),
    );
  }
  return shapes;
}

function countAxis(y: ReturnType<typeof scaleLinear<number>>, chartWidth: number): readonly Shape[] {
  const ticks = y.ticks(4).filter(Number.isInteger);
  return ticks.flatMap((count) => [
    shape("line", { class: "grid", x1: 0, x2: chartWidth, y1: y(count), y2: y(count) }),
    shape("text", { class: "small quiet end", x: -6, y: y(count) + 4 }, String(count)),
  ]);
}

function lengthAxis(x: Scale, { end, last, step }: Histogram): readonly Shape[] {
  const unit = unitOf(end);
  const ticks = scaleLinear()
    .domain([0, end / unit.seconds])
    .ticks(8)
    .map((tick) => tick * unit.seconds);
  return [
    shape("line", { class: "edge", x1: 0, x2: x(end), y1: chartHeight, y2: chartHeight }),
    ...ticks
      .filter((tick) => last === "bar" || tick < end - 3 * step)
      .map((tick) =>
        shape(
          "text",
          { class: "small quiet middle", x: x(tick), y: chartHeight + 16 },
          `${placed(tick / unit.seconds)} ${unit.name}`,
        ),
      ),
    ...(last === "longer"
      ? [shape("text", { class: "small quiet end", x: x(end), y: chartHeight + 16 }, "longer")]
      : []),
    shape("text", { class: "small quiet end", x: x(end), y: chartHeight + 32 }, "time between two beats"),
  ];
}

/** The unit that suits the whole axis. */
function unitOf(end: number): { readonly name: string; readonly seconds: number } {
  if (end < 180) return { name: "s", seconds: 1 };
  return end < 10_800 ? { name: "min", seconds: 60 } : { name: "h", seconds: 3600 };
}
