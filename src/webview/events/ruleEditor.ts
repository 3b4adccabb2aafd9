import {
  type EventColumn,
  eventColumns,
  type FilterRelation,
  type FilterRule,
  filterRelations,
} from "../../core/eventFilter.ts";
import { element, textButton } from "./element.ts";

export interface RuleEditorEvents {
  readonly add: (rule: FilterRule) => void;
  readonly left: () => void;
}

/** Column, relation, value, include or exclude: the line on which Process Monitor has a rule written. */
export class RuleEditor {
  readonly element: HTMLElement;
  readonly #column: HTMLSelectElement;
  readonly #relation = select("Relation", filterRelations);
  readonly #action = select("What becomes of events that the rule meets", ["include", "exclude"]);
  readonly #value = element("input", {
    attributes: { type: "text", "aria-label": "Value", placeholder: "Value", spellcheck: "false" },
  });

  constructor(columns: readonly string[], { add, left }: RuleEditorEvents) {
    const own = columns.filter((name) => (eventColumns as readonly string[]).includes(name));
    this.#column = select("Column", own);
    if (own.includes("Process Name")) this.#column.value = "Process Name";
    this.element = element(
      "form",
      { class: "rule-editor", attributes: { "aria-label": "New filter rule" } },
      element("span", { text: "Events where" }),
      this.#column,
      this.#relation,
      this.#value,
      element("span", { text: "then" }),
      this.#action,
      textButton("Add", () => {}, "primary"),
      textButton("Close", () => this.#leave(left)),
    );
    this.element.hidden = true;
    this.element.querySelector<HTMLButtonElement>("button.primary")!.type = "submit";
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      add(this.#rule());
      this.#value.value = "";
      this.#value.focus();
    });
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.#leave(left);
    });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  open(): void {
    this.element.hidden = false;
    this.element.closest(".rules")?.classList.remove("empty");
    this.#column.focus();
  }

  #leave(left: () => void): void {
    this.element.hidden = true;
    const rules = this.element.closest(".rules");
    if (rules?.querySelector(".chip") === null) rules.classList.add("empty");
    left();
  }

  #rule(): FilterRule {
    return {
      column: this.#column.value as EventColumn,
      relation: this.#relation.value as FilterRelation,
      value: this.#value.value.trim(),
      action: this.#action.value === "exclude" ? "exclude" : "include",
      state: "on",
    };
  }
}

function select(label: string, values: readonly string[]): HTMLSelectElement {
  const options = values.map((value) => element("option", { text: value, attributes: { value } }));
  return element("select", { attributes: { "aria-label": label } }, ...options);
}
