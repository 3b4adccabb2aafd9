import type { FilterRule } from "../../core/eventFilter.ts";
import { ruleWords } from "../../core/eventFilterWords.ts";
import type { EventFilterWords } from "../../protocol/events.ts";
import { element, iconButton, iconOf } from "./element.ts";
import { RuleEditor } from "./ruleEditor.ts";

const typingMs = 250;

export interface FilterBarEvents {
  readonly changed: (filter: EventFilterWords) => void;
  /** The analyst is done here. */
  readonly left: () => void;
}

/** The filter: a text, and rules as Process Monitor has them, each of which can be switched off. */
export class FilterBar {
  /** The box for the text; the rules stand below it. */
  readonly box: HTMLElement;
  readonly rules: HTMLElement;
  readonly #events: FilterBarEvents;
  readonly #input: HTMLInputElement;
  readonly #chips = element("div", {
    class: "chips",
    attributes: { role: "list", "aria-label": "Filter rules" },
  });
  readonly #editor: RuleEditor;
  #filter: EventFilterWords = { rules: [], text: "" };
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor(columns: readonly string[], events: FilterBarEvents) {
    this.#events = events;
    this.#editor = new RuleEditor(columns, {
      add: (rule) => this.add(rule),
      left: () => events.left(),
    });
    this.#input = element("input", {
      attributes: {
        type: "text",
        placeholder: "Filter by text: process, operation, path, result, detail",
        "aria-label": "Filter by text",
        spellcheck: "false",
      },
    });
    this.#input.addEventListener("input", () => this.#typed());
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.box = element("div", { class: "input-box" }, iconOf("filter"), this.#input);
    this.rules = element("div", { class: "rules" }, this.#chips, this.#editor.element);
    this.#draw();
  }

  get filter(): EventFilterWords {
    return this.#filter;
  }

  set filter(filter: EventFilterWords) {
    this.#filter = filter;
    this.#input.value = filter.text;
    this.#draw();
  }

  add(rule: FilterRule): void {
    const isKnown = this.#filter.rules.some((one) => ruleWords(one) === ruleWords(rule));
    if (!isKnown) this.#change([...this.#filter.rules, rule]);
  }

  clear(): void {
    this.filter = { rules: [], text: "" };
    this.#events.changed(this.#filter);
  }

  focus(): void {
    this.#input.focus();
    this.#input.select();
  }

  openEditor(): void {
    this.#editor.open();
    this.#draw();
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Enter" || event.key === "ArrowDown") {
      event.preventDefault();
      this.#typedOut();
      this.#events.left();
    }
    if (event.key === "Escape" && this.#input.value === "") this.#events.left();
    else if (event.key === "Escape") {
      this.#input.value = "";
      this.#typedOut();
    }
  }

  #typed(): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#typedOut(), typingMs);
  }

  #typedOut(): void {
    clearTimeout(this.#typing);
    if (this.#input.value === this.#filter.text) return;
    this.#filter = { ...this.#filter, text: this.#input.value };
    this.#events.changed(this.#filter);
  }

  #change(rules: readonly FilterRule[]): void {
    this.#filter = { ...this.#filter, rules };
    this.#draw();
    this.#events.changed(this.#filter);
  }

  #draw(): void {
    const { rules } = this.#filter;
    this.#chips.replaceChildren(...rules.map((rule, i) => this.#chip(rule, i)));
    this.#chips.hidden = rules.length === 0;
    this.rules.classList.toggle("empty", rules.length === 0 && !this.#editor.isOpen);
  }

  #chip(rule: FilterRule, at: number): HTMLElement {
    const { rules } = this.#filter;
    const words = ruleWords(rule);
    const toggle = element("button", {
      class: "chip-words",
      title: `${words}. Press to switch it ${rule.state === "on" ? "off" : "on"}.`,
      attributes: { type: "button", "aria-pressed": String(rule.state === "on"), "aria-label": words },
    });
    toggle.append(
      iconOf(rule.action === "include" ? "add" : "remove"),
      element("span", { text: rule.column }),
      element("span", { class: "relation", text: rule.relation }),
      element("span", { class: "value", text: rule.value === "" ? "(empty)" : rule.value }),
    );
    toggle.addEventListener("click", () => {
      const state = rule.state === "on" ? "off" : "on";
      this.#change(rules.map((one, i) => (i === at ? { ...one, state } : one)));
      (this.#chips.children[at]?.querySelector("button") as HTMLElement | null)?.focus();
    });
    const remove = iconButton("close", `Remove: ${words}`, () => {
      this.#change(rules.filter((_one, i) => i !== at));
      this.#events.left();
    });
    const kind = `chip ${rule.action}${rule.state === "off" ? " off" : ""}`;
    return element("div", { class: kind, attributes: { role: "listitem" } }, toggle, remove);
  }
}
