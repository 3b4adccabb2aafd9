import type { Shape, Size } from "../../pictures/shape.ts";
import { shown } from "../events/element.ts";

const namespace = "http://www.w3.org/2000/svg";

/** A shape as an element of the page; its texts are put in as text. */
export function svgElement({ tag, attributes, children }: Shape): SVGElement {
  const made = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children.map((child) => (typeof child === "string" ? shown(child) : svgElement(child))));
  return made;
}

/** A drawing of its own, which says nothing to who does not see it: what it shows is told beside it. */
export function drawing({ width, height }: Size, ...shapes: readonly Shape[]): SVGElement {
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(height));
  svg.setAttribute("aria-hidden", "true");
  svg.append(...shapes.map(svgElement));
  return svg;
}
