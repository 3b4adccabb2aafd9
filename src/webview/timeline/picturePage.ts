import type { Picture } from "../../pictures/shape.ts";
import { element } from "../events/element.ts";
import { drawing } from "./svgElement.ts";

/** A picture by itself, with what it shows for who does not see it. */
export function picturePage(picture: Picture): HTMLElement {
  const { title, description, width, height, shapes } = picture;
  const svg = drawing({ width, height }, ...shapes);
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  return element(
    "figure",
    {
      class: "picture",
      attributes: { role: "img", "aria-label": `${title}. ${description}`, tabindex: "0" },
    },
    svg,
  );
}
