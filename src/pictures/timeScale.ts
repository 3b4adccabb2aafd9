import { scaleLinear, scaleUtc } from "d3-scale";
import { microsPerDay, microsPerMinute, microsPerSecond, wallText } from "../core/instant.ts";

/** A span of time, microseconds since 1970; the end is not part of it. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** Times of a span as places between 0 and a width in pixels. */
export interface TimeScale extends TimeSpan {
  readonly width: number;
  readonly x: (micros: number) => number;
  readonly micros: (x: number) => number;
  readonly ticks: readonly TimeTick[];
}

export interface TimeTick {
  readonly x: number;
  readonly label: string;
  /** The day, where it is another one than at the tick before. */
  readonly date?: string;
}

/** Pixels that a tick and its label need. */
const tickRoom = 96;

export function timeScale({ from, to }: TimeSpan, width: number): TimeScale {
  const x = scaleLinear().domain([from, to]).range([0, width]);
  return {
    from,
    to,
    width,
    x: (micros) => x(micros),
    micros: (place) => x.invert(place),
    ticks: ticksOf({ from, to }, width, (micros) => x(micros)),
  };
}

function ticksOf({ from, to }: TimeSpan, width: number, x: (micros: number) => number): readonly TimeTick[] {
  const dates = scaleUtc()
    .domain([new Date(from / 1000), new Date(to / 1000)])
    .ticks(Math.max(1, Math.floor(width / tickRoom)));
  const times = dates.map((date) => date.getTime() * 1000).filter((time) => from <= time && time <= to);
  const step = times.length < 2 ? to - from : times[1]! - times[0]!;
  let day = "";
  return times.map((time) => {
    const date = wallText(time, 0).slice(0, 10);
    const isNew = date !== day;
    day = date;
    const label = tickLabel(time, step);
    return { x: x(time), label, ...(isNew && label !== date ? { date } : {}) };
  });
}

/** As much of the time as tells one tick from the next. */
function tickLabel(time: number, step: number): string {
  if (step >= microsPerDay) return wallText(time, 0).slice(0, 10);
  if (step >= microsPerMinute) return wallText(time, 0).slice(11, 16);
  if (step >= microsPerSecond) return wallText(time, 0).slice(11);
  return wallText(time, 3).slice(11);
}
