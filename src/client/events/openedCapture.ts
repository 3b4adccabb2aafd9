import type {
  ChosenEventsParams,
  EventFilterWords,
  EventPositionParams,
  EventsForm,
  EventsState,
  FindDirection,
} from "../../protocol/events.ts";
import type { CaseServer } from "../caseServer.ts";

/** A capture that the server has open for a page. */
export class OpenedCapture {
  readonly #server: CaseServer;
  readonly id: number;
  readonly form: EventsForm;
  readonly columns: readonly string[];
  #isClosed = false;
  #run = 0;
  #search = 0;

  private constructor(server: CaseServer, id: number, form: EventsForm, columns: readonly string[]) {
    this.#server = server;
    this.id = id;
    this.form = form;
    this.columns = columns;
  }

  /** A sentence where the file is no capture. */
  static async open(server: CaseServer, uri: string): Promise<OpenedCapture | string> {
    const opened = await server.request("openEvents", { uri });
    if (opened.kind === "refused") return opened.sentence;
    return new OpenedCapture(server, opened.id, opened.form, opened.columns);
  }

  /** Filters, and looks through the capture until all is seen, or another filter comes, or it is stopped. */
  async filter(
    words: EventFilterWords,
    told: (state: EventsState) => void,
  ): Promise<"whole" | "left" | "lost"> {
    const run = ++this.#run;
    let state = await this.#server.request("filterEvents", { id: this.id, ...words });
    for (;;) {
      if (this.#isClosed || run !== this.#run) return "left";
      if (!state) return "lost";
      told(state);
      if (state.isWhole && state.matching?.isWhole !== false) return "whole";
      state = await this.#server.request("advanceEvents", { id: this.id });
    }
  }

  stop(): void {
    this.#run++;
    this.#search++;
  }

  /** The place of the next event with a text, among those that the filter leaves. Another search ends it. */
  async find(text: string, from: number, direction: FindDirection): Promise<number | "none" | "left"> {
    const search = ++this.#search;
    for (let at = from; ; ) {
      const result = await this.#server.request("findEvent", { id: this.id, text, from: at, direction });
      if (this.#isClosed || search !== this.#search) return "left";
      if (result?.kind === "found") return result.position;
      if (result?.kind !== "looked") return "none";
      at = result.next;
    }
  }

  rows(from: number, count: number, columns: readonly number[]) {
    return this.#server.request("eventRows", { id: this.id, from, count, columns });
  }

  chosen({ events, by, columns }: Omit<ChosenEventsParams, "id">) {
    return this.#server.request("chosenEvents", { id: this.id, events, by, columns });
  }

  detail(event: number) {
    return this.#server.request("eventDetail", { id: this.id, event });
  }

  position(of: Pick<EventPositionParams, "event"> | Pick<EventPositionParams, "line">) {
    return this.#server.request("eventPosition", { id: this.id, ...of } as EventPositionParams);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#server.isStarted)
      void this.#server.request("closeEvents", { id: this.id }).catch(() => undefined);
  }
}
