import { element } from "./element.ts";
import { isNumeric, type ShownColumn, type ShownColumns, usualWidth } from "./shownColumns.ts";

/** The names of the columns, with a handle at the end of each by which it is made wider. */
export function headerRow(columns: ShownColumns, resized: () => void): HTMLElement {
  const cells = columns.shown.map((column, i) => headerCell(columns, column, i, resized));
  return element("div", { class: "head", attributes: { role: "row", "aria-rowindex": "1" } }, ...cells);
}

function headerCell(columns: ShownColumns, column: ShownColumn, i: number, resized: () => void): HTMLElement {
  const { name } = column;
  const handle = element("span", { class: "handle", attributes: { "aria-hidden": "true" } });
  const widthNow = () => columns.shown.find((one) => one.name === name)?.width ?? column.width;
  handle.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    const [from, width] = [event.clientX, widthNow()];
    const drag = (moved: PointerEvent) => {
      columns.resize(name, width + moved.clientX - from);
      resized();
    };
    handle.addEventListener("pointermove", drag);
    handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", drag), {
      once: true,
    });
  });
  handle.addEventListener("dblclick", () => {
    columns.resize(name, usualWidth(name));
    resized();
  });
  const label = element("span", { class: "label", text: name });
  return element(
    "div",
    {
      class: `cell${isNumeric(name) ? " numeric" : ""}`,
      title: name,
      attributes: { role: "columnheader", "aria-colindex": String(i + 1) },
    },
    label,
    handle,
  );
}
