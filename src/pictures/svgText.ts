import { pictureStyle } from "./pictureStyle.ts";
import { type Picture, type Shape, shape } from "./shape.ts";

/** A picture as a file of its own. The same picture gives the same bytes. */
export function svgText({ title, description, width, height, shapes }: Picture): string {
  const root = shape(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-labelledby": "title desc",
    },
    shape("title", { id: "title" }, title),
    shape("desc", { id: "desc" }, description),
    shape("rect", { class: "paper", width, height }),
    ...shapes,
  );
  const [opening, ...rest] = lines(root);
  return `${[opening, `<style>${pictureStyle}</style>`, ...rest].join("\n")}\n`;
}

/** One element a line, so that two versions of a picture can be compared. */
function lines({ tag, attributes, children }: Shape): readonly string[] {
  const named = Object.entries(attributes).map(([name, value]) => ` ${name}="${xmlText(String(value))}"`);
  const opening = `<${tag}${named.join("")}`;
  if (children.length === 0) return [`${opening}/>`];
  if (children.every((child) => typeof child === "string"))
    return [`${opening}>${children.map(xmlText).join("")}</${tag}>`];
  return [
    `${opening}>`,
    ...children.flatMap((child) => (typeof child === "string" ? [xmlText(child)] : lines(child))),
    `</${tag}>`,
  ];
}

/** What XML 1.0 has no place for, escaped or not. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Text, or the value of a quoted attribute. */
export function xmlText(text: string): string {
  return text
    .replace(forbidden, "\ufffd")
    .replace(/[&<>"'\t\n\r]/gu, (sign) => names[sign] ?? `&#${sign.charCodeAt(0)};`);
}

const names: { readonly [sign: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
