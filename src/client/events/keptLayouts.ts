import type { Memento } from "vscode";
import type { ColumnLayout, EventsForm } from "../../protocol/events.ts";
import { layoutOf } from "../../protocol/pageMessages.ts";

const keyOf = (form: EventsForm) => `events.columns.${form}`;

/** Which columns the analyst has, for captures of each form, in all cases. */
export class KeptLayouts {
  readonly #memento: Memento;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  of(form: EventsForm): readonly ColumnLayout[] | undefined {
    return layoutOf(this.#memento.get(keyOf(form)));
  }

  keep(form: EventsForm, layout: readonly ColumnLayout[]): void {
    void this.#memento.update(keyOf(form), layout);
  }
}
