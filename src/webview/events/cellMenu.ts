import { element } from "./element.ts";

export interface MenuEntry {
  readonly label: string;
  readonly run: () => void;
}

/** Entries in groups, between which lines are drawn. */
export type MenuGroups = readonly (readonly MenuEntry[])[];

const edge = 4;

/** A menu at a place of the page, as the editor's own look. */
export class CellMenu {
  readonly element = element("div", { class: "menu", attributes: { role: "menu" } });
  readonly #left: () => void;

  constructor(left: () => void) {
    this.#left = left;
    this.element.hidden = true;
    this.element.addEventListener("keydown", (event) => this.#key(event));
    this.element.addEventListener("contextmenu", (event) => event.preventDefault());
    document.addEventListener("mousedown", (event) => {
      if (event.target instanceof Node && !this.element.contains(event.target)) this.#close();
    });
    window.addEventListener("blur", () => this.#close());
  }

  open(groups: MenuGroups, at: { readonly x: number; readonly y: number }): void {
    const filled = groups.filter((group) => 0 < group.length);
    this.element.replaceChildren(...filled.flatMap((group, i) => this.#group(group, i)));
    this.element.hidden = false;
    const { offsetWidth, offsetHeight } = this.element;
    this.element.style.left = `${Math.max(edge, Math.min(at.x, innerWidth - offsetWidth - edge))}px`;
    this.element.style.top = `${Math.max(edge, Math.min(at.y, innerHeight - offsetHeight - edge))}px`;
    this.#entries[0]?.focus();
  }

  get #entries(): readonly HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>("[role=menuitem]")];
  }

  #group(group: readonly MenuEntry[], i: number): readonly HTMLElement[] {
    const entries = group.map(({ label, run }) => {
      const entry = element("button", { text: label, attributes: { role: "menuitem", type: "button" } });
      entry.addEventListener("click", () => {
        this.#leave();
        run();
      });
      entry.addEventListener("mousemove", () => entry.focus());
      return entry;
    });
    return i === 0
      ? entries
      : [element("div", { class: "line", attributes: { role: "separator" } }), ...entries];
  }

  #key(event: KeyboardEvent): void {
    const entries = this.#entries;
    const at = entries.indexOf(document.activeElement as HTMLElement);
    const to: Readonly<Record<string, number>> = {
      ArrowDown: (at + 1) % entries.length,
      ArrowUp: (at + entries.length - 1) % entries.length,
      Home: 0,
      End: entries.length - 1,
    };
    if (Object.hasOwn(to, event.key)) {
      event.preventDefault();
      entries[to[event.key]!]?.focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      event.stopPropagation();
      this.#leave();
    }
  }

  #leave(): void {
    this.#close();
    this.#left();
  }

  #close(): void {
    this.element.hidden = true;
  }
}
