import { type Shape, shape } from "../../pictures/shape.ts";
import { element } from "../events/element.ts";
import { drawing } from "./svgElement.ts";

const signs: readonly (readonly [words: string, ...sign: readonly Shape[]])[] = [
  [
    "rows, taller for more",
    shape("path", { class: "beats few", d: "M2 5h2v6h-2z" }),
    shape("path", { class: "beats many", d: "M8 1h2v14h-2z" }),
  ],
  ["deeds of a process", shape("path", { class: "deeds many", d: "M5 2h3v12h-3z" })],
  ["cited by a finding", shape("path", { class: "finding", d: "M7 3l5 5l-5 5l-5 -5z" })],
  ["no evidence", shape("path", { class: "none", d: "M0 14L12 2M0 8L6 2M6 14L12 8" })],
  ["evidence lost", shape("path", { class: "lost", d: "M5 1l4 3.5l-4 3.5l4 3.5l-4 3.5" })],
];

/** What the signs of the timeline mean, and the keys that few would guess. */
export function legend(): HTMLElement {
  return element(
    "div",
    { class: "legend quiet" },
    ...signs.map(([words, ...sign]) =>
      element(
        "span",
        { class: "sign" },
        drawing({ width: 14, height: 16 }, ...sign),
        element("span", { text: words }),
      ),
    ),
    element("span", { class: "gap" }),
    element("span", {
      class: "keys",
      text: "Wheel or + −: zoom · Drag: select a span · ← →: next row · Enter: open it",
    }),
  );
}
