import type { Memento } from "vscode";

const filterKey = "incidentNotes.filter";
const recentKey = "incidentNotes.recentFilters";
const mostRecent = 20;

/** The filter of the trees and those before it, kept for each workspace. */
export class KeptFilters {
  readonly #memento: Memento;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  get current(): string {
    return this.#memento.get<string>(filterKey) ?? "";
  }

  set current(text: string) {
    void this.#memento.update(filterKey, text === "" ? undefined : text);
  }

  /** The last one first. */
  get recent(): readonly string[] {
    return this.#memento.get<readonly string[]>(recentKey) ?? [];
  }

  remember(text: string): void {
    if (text === "") return;
    const others = this.recent.filter((other) => other !== text);
    void this.#memento.update(recentKey, [text, ...others].slice(0, mostRecent));
  }
}
