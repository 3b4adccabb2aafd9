import type { FindingMark, TimelineLane } from "../../pictures/timeline.ts";
import { element } from "../events/element.ts";
import { timeWords } from "./timeWords.ts";

const head = ["Lane", "Facts", "Rows", "First", "Last", "In sight", "Findings"] as const;
const wholeLength = Number.POSITIVE_INFINITY;

/** The lanes in sight as a table: the same for who does not look at pictures. */
export function laneTable(
  lanes: readonly TimelineLane[],
  laneCount: number,
  marksOf: (lane: string) => readonly FindingMark[],
): HTMLElement {
  const rows = lanes.map((lane) => {
    const inSight = lane.beats.count.reduce((sum, count) => sum + count, 0);
    const findings = new Set(marksOf(lane.id).map(({ finding }) => finding)).size;
    const cells = [
      lane.facts.slice(1).join(", "),
      lane.rows.toLocaleString("en-US"),
      ...(lane.first === 0
        ? ["", ""]
        : [timeWords(lane.first, wholeLength), timeWords(lane.last, wholeLength)]),
      inSight.toLocaleString("en-US"),
      findings === 0 ? "" : String(findings),
    ];
    return element(
      "tr",
      {},
      element("th", { text: lane.label, attributes: { scope: "row" } }),
      ...cells.map((text) => element("td", { text })),
    );
  });
  const more = laneCount - lanes.length;
  return element(
    "div",
    { class: "table", attributes: { tabindex: "0", role: "region", "aria-label": "Lanes as a table" } },
    element(
      "table",
      {},
      element(
        "thead",
        {},
        element("tr", {}, ...head.map((text) => element("th", { text, attributes: { scope: "col" } }))),
      ),
      element("tbody", {}, ...rows),
    ),
    ...(0 < more
      ? [
          element("p", {
            class: "quiet",
            text: `… and ${more.toLocaleString("en-US")} more lanes: filter the views to see them here.`,
          }),
        ]
      : []),
  );
}
