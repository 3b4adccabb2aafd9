import { captureShapes } from "../../pictures/laneShapes.ts";
import type { TimelineCapture } from "../../pictures/timeline.ts";
import type { TimeScale } from "../../pictures/timeScale.ts";
import { element } from "../events/element.ts";
import { drawing } from "./svgElement.ts";

const height = 18;
/** More captures are told by their number. */
const mostDrawn = 60;

/** Where each capture has evidence, where it has none, and where it lost some. */
export class CaptureRows {
  readonly element = element("div", {
    class: "captures",
    attributes: { role: "list", "aria-label": "Evidence", tabindex: "0" },
  });
  #strips: readonly { readonly strip: HTMLElement; readonly capture: TimelineCapture }[] = [];

  show(captures: readonly TimelineCapture[]): void {
    const drawn = captures.slice(0, mostDrawn).map((capture) => {
      const strip = element("div", { class: "strip" });
      const words = [capture.label, ...capture.facts];
      const row = element(
        "div",
        { class: "capture", title: words.join("\n"), attributes: { role: "listitem" } },
        element(
          "div",
          { class: "lane-name quiet" },
          element("span", { class: "label", text: capture.label }),
          element("span", { class: "facts", text: capture.facts.join(" · ") }),
        ),
        strip,
      );
      row.setAttribute("aria-label", words.join(", "));
      return { strip, capture, row };
    });
    const more = captures.length - drawn.length;
    this.#strips = drawn;
    this.element.replaceChildren(
      ...drawn.map(({ row }) => row),
      ...(0 < more ? [element("div", { class: "quiet more", text: `… and ${more} more captures` })] : []),
    );
  }

  draw(scale: TimeScale): void {
    for (const { strip, capture } of this.#strips)
      strip.replaceChildren(
        drawing({ width: scale.width, height }, ...captureShapes(capture, scale, height - 2)),
      );
  }
}
