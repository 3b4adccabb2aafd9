/** What an element is made with. Texts of captures are hostile: they are put in as text, and in no other way. */
export interface ElementFacts {
  readonly class?: string;
  readonly text?: string;
  readonly title?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  facts: ElementFacts = {},
  ...children: readonly Node[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (facts.class !== undefined) made.className = facts.class;
  if (facts.text !== undefined) made.textContent = shown(facts.text);
  if (facts.title !== undefined) made.title = shown(facts.title);
  for (const [name, value] of Object.entries(facts.attributes ?? {})) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A button with an icon, named for who does not see it. */
export function iconButton(icon: IconName, label: string, run: () => void): HTMLButtonElement {
  const button = element("button", {
    class: "icon-button",
    title: label,
    attributes: { "aria-label": label },
  });
  button.type = "button";
  button.append(iconOf(icon));
  button.addEventListener("click", run);
  return button;
}

export function textButton(
  label: string,
  run: () => void,
  kind: "primary" | "secondary" = "secondary",
): HTMLButtonElement {
  const button = element("button", { class: `text-button ${kind}`, text: label });
  button.type = "button";
  button.addEventListener("click", run);
  return button;
}

/** Strokes on a field of 16 × 16. */
const icons = {
  add: "M8 3v10M3 8h10",
  remove: "M3.5 8h9",
  close: "M4 4l8 8M12 4l-8 8",
  filter: "M2.5 4h11M4.5 8h7M6.5 12h3",
  columns: "M2.5 3.5h11v9h-11zM6.2 3.5v9M9.8 3.5v9",
  up: "M4 10l4-4 4 4",
  down: "M4 6l4 4 4-4",
  find: "M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M10.3 10.3L14 14",
  file: "M4 2.5h5l3 3v8h-8zM9 2.5v3h3",
  detail: "M2.5 3.5h11v9h-11zM2.5 9h11",
  save: "M8 2.5v7M5 7l3 3 3-3M3 13h10",
  open: "M8 10V3M5 5.5l3-3 3 3M3 13h10",
} as const;

export type IconName = keyof typeof icons;

export function iconOf(name: IconName): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", icons[name]);
  svg.append(path);
  return svg;
}

/** Signs that turn text around or hide in it are drawn as what they are. */
const hidden = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

export function shown(text: string): string {
  return text.replace(hidden, (sign) => {
    const code = sign.charCodeAt(0);
    if (code === 0x0a) return "⏎";
    return code < 0x20
      ? String.fromCharCode(0x2400 + code)
      : `⟨${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
  });
}
