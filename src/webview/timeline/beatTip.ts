import type { BeatLine, BeatLines } from "../../protocol/timeline.ts";
import { element } from "../events/element.ts";

const edge = 8;

/** What the lines below the pointer say, or those that keys have chosen. */
export class BeatTip {
  readonly element = element("div", { class: "tip", attributes: { role: "tooltip" } });

  constructor() {
    this.element.hidden = true;
  }

  show({ count, lines }: BeatLines, at: { readonly x: number; readonly y: number }): void {
    this.hide();
    if (lines.length === 0) return;
    const more = count - lines.length;
    this.element.replaceChildren(
      ...lines.map(beatElement),
      element("div", {
        class: "quiet",
        text:
          0 < more
            ? `… and ${more.toLocaleString("en-US")} more: zoom in to see each.`
            : lines.length === 1
              ? "Click or Enter opens the line."
              : "Click or Enter opens the first line.",
      }),
    );
    this.element.hidden = false;
    const { offsetWidth, offsetHeight } = this.element;
    const below = at.y + 18 + offsetHeight < innerHeight;
    this.element.style.left = `${Math.max(edge, Math.min(at.x + 12, innerWidth - offsetWidth - edge))}px`;
    this.element.style.top = `${Math.max(edge, below ? at.y + 18 : at.y - 12 - offsetHeight)}px`;
  }

  hide(): void {
    this.element.hidden = true;
  }
}

/** Time, place and process of a line in a row, and below it the line as it stands. */
function beatElement({ time, name, what, process, text }: BeatLine): HTMLElement {
  return element(
    "div",
    { class: "beat" },
    element(
      "div",
      { class: "beat-head" },
      element("span", { class: "strong", text: time }),
      element("span", { class: "quiet", text: process === undefined ? name : `${name} · ${process}` }),
    ),
    element("div", { text: what }),
    ...(text === undefined ? [] : [element("div", { class: "line-text", text: text.slice(0, 300) })]),
  );
}

/** The same, spoken. */
export function spokenBeats({ count, lines }: BeatLines): string {
  const first = lines[0];
  if (!first) return "No rows here.";
  const whose = first.process === undefined ? "" : `, ${first.process}`;
  const rest = count === 1 ? "" : ` and ${count - 1} more`;
  return `${first.time}${rest}: ${first.what}${whose}, ${first.name}`;
}
