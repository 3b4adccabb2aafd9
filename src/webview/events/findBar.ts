import type { FindDirection } from "../../protocol/events.ts";
import { element, iconButton } from "./element.ts";

export interface FindBarEvents {
  readonly find: (text: string, direction: FindDirection) => void;
  readonly left: () => void;
}

/** Looks for a text among the events that the filter leaves. */
export class FindBar {
  readonly element: HTMLElement;
  readonly #input = element("input", {
    attributes: { type: "text", placeholder: "Find", "aria-label": "Find in events", spellcheck: "false" },
  });
  readonly #said = element("span", { class: "said", attributes: { role: "status" } });
  readonly #events: FindBarEvents;

  constructor(events: FindBarEvents) {
    this.#events = events;
    this.element = element(
      "div",
      { class: "find", attributes: { role: "search" } },
      this.#input,
      this.#said,
      iconButton("up", "Previous Match (Shift+F3)", () => this.find("backward")),
      iconButton("down", "Next Match (F3)", () => this.find("forward")),
      iconButton("close", "Close (Escape)", () => this.close()),
    );
    this.element.hidden = true;
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
      else if (event.key === "Enter" && event.target === this.#input) {
        event.preventDefault();
        this.find(event.shiftKey ? "backward" : "forward");
      }
    });
  }

  open(): void {
    this.element.hidden = false;
    this.#input.focus();
    this.#input.select();
  }

  find(direction: FindDirection): void {
    const text = this.#input.value.trim();
    if (this.element.hidden) this.open();
    if (text === "") return;
    this.say("Looking…");
    this.#events.find(text, direction);
  }

  say(text: string): void {
    this.#said.textContent = text;
  }

  close(): void {
    this.element.hidden = true;
    this.say("");
    this.#events.left();
  }
}
