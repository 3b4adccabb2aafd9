import type { EventsState } from "../../protocol/events.ts";
import { element, textButton } from "./element.ts";

export interface NoticeEvents {
  readonly stop: () => void;
  readonly goOn: () => void;
  readonly reload: () => void;
  readonly clearFilter: () => void;
}

/** How far a capture has been looked through, and what could not be read of it. */
export class NoticeLine {
  readonly element = element("div", { class: "notices" });
  readonly #count = element("span", { class: "count" });
  readonly #spoken = element("span", { class: "only-spoken", attributes: { role: "status" } });
  readonly #bar = element("div", {
    class: "progress",
    attributes: { role: "progressbar", "aria-label": "Reading" },
  });
  readonly #filled = element("div");
  readonly #events: NoticeEvents;
  #isStopped = false;
  #isStale = false;
  /** An event that was asked for, and that the filter hides. */
  #hidden: number | undefined;

  constructor(events: NoticeEvents) {
    this.#events = events;
    this.#bar.append(this.#filled);
  }

  get count(): HTMLElement {
    return element("div", { class: "count-box" }, this.#count, this.#spoken);
  }

  get bar(): HTMLElement {
    return this.#bar;
  }

  show(state: EventsState): void {
    const { matching } = state;
    const isDone = state.isWhole && matching?.isWhole !== false;
    this.#count.textContent = countWords(state);
    if (isDone || this.#isStopped) this.#spoken.textContent = countWords(state);
    this.#bar.classList.toggle("done", isDone || this.#isStopped);
    const part = matching ? (matching.checked / Math.max(1, state.count)) * state.progress : state.progress;
    this.#filled.style.width = `${Math.round(part * 100)}%`;
    this.#bar.setAttribute("aria-valuenow", String(Math.round(part * 100)));
    this.element.replaceChildren(
      ...(isDone ? [] : [this.#isStopped ? this.#stoppedNotice(state) : this.#runningNotice(state)]),
      ...(this.#isStale ? [this.#staleNotice()] : []),
      ...(this.#hidden === undefined ? [] : [this.#hiddenNotice(this.#hidden)]),
      ...state.problems.map((text) => notice("problem", text)),
    );
  }

  /** Words for a screen reader. */
  say(words: string): void {
    this.#spoken.textContent = words;
  }

  /** Another filter begins to look. */
  begin(): void {
    this.#isStopped = false;
    this.#hidden = undefined;
  }

  /** The analyst stopped it. */
  stop(state: EventsState): void {
    this.#isStopped = true;
    this.show(state);
  }

  hidden(event: number): void {
    this.#hidden = event;
    this.element.append(this.#hiddenNotice(event));
  }

  stale(): void {
    this.#isStale = true;
    this.element.append(this.#staleNotice());
  }

  #runningNotice({ matching, progress }: EventsState): HTMLElement {
    const done = Math.round(progress * 100);
    const words = matching && progress === 1 ? "Filtering…" : `Reading… ${done} %`;
    return notice("running", words, textButton("Stop", this.#events.stop));
  }

  #stoppedNotice({ matching, count }: EventsState): HTMLElement {
    const looked = matching ? matching.checked : count;
    return notice(
      "stopped",
      `Stopped. ${looked.toLocaleString("en-US")} events were looked at; the rest was not.`,
      textButton("Go On", this.#events.goOn),
    );
  }

  #hiddenNotice(event: number): HTMLElement {
    const words = `Event ${(event + 1).toLocaleString("en-US")} is hidden by the filter; the next one is shown.`;
    return notice("hidden-event", words, textButton("Clear Filter", this.#events.clearFilter));
  }

  #staleNotice(): HTMLElement {
    return notice(
      "stale",
      "The file has changed since it was opened.",
      textButton("Read Again", this.#events.reload),
    );
  }
}

/** `12 of 53,120 events` */
export function countWords({ count, isWhole, matching }: EventsState): string {
  const all = `${count.toLocaleString("en-US")}${isWhole ? "" : "+"} ${count === 1 ? "event" : "events"}`;
  return matching ? `${matching.count.toLocaleString("en-US")} of ${all}` : all;
}

function notice(kind: string, text: string, ...buttons: readonly HTMLElement[]): HTMLElement {
  return element("div", { class: `notice ${kind}` }, element("span", { text }), ...buttons);
}
