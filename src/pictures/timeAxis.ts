import { widthOfText } from "./fittedText.ts";
import { type Shape, shape } from "./shape.ts";
import type { TimeScale } from "./timeScale.ts";

/** Pixels: a line for the day, and one for the time of day. */
export const axisHeight = 34;
/** Labels nearer to the edge than this would be cut. */
const edgeRoom = 6;

/** The labels of an axis, over `height` pixels of what is drawn below it. */
export function timeAxis({ ticks, width }: TimeScale, height: number): readonly Shape[] {
  return ticks.flatMap(({ x, label, date }) => [
    shape("line", { class: "grid", x1: x, x2: x, y1: axisHeight - 5, y2: axisHeight + height }),
    ...(width - widthOfText(label) < x + edgeRoom
      ? []
      : [shape("text", { class: "small quiet", x: x + 3, y: axisHeight - 7 }, label)]),
    ...(date === undefined || width - 60 < x
      ? []
      : [shape("text", { class: "small strong", x: x + 3, y: 12 }, date)]),
  ]);
}
