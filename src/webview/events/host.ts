import type { ClientMessage, EventFilterWords, PageMessage } from "../../protocol/events.ts";
import { clientMessage } from "../../protocol/pageMessages.ts";

/** What a page keeps while it is hidden. */
export interface KeptPage {
  readonly top: number;
  readonly active: number;
  readonly detail: "open" | "closed";
  readonly filter: EventFilterWords;
}

interface WebviewHost {
  postMessage(message: PageMessage): void;
  getState(): KeptPage | undefined;
  setState(state: KeptPage): void;
}

declare function acquireVsCodeApi(): WebviewHost;

export const host: WebviewHost = acquireVsCodeApi();

export function post(message: PageMessage): void {
  host.postMessage(message);
}

export function hear(take: (message: ClientMessage) => void): void {
  window.addEventListener("message", ({ data }) => {
    const message = clientMessage(data);
    if (message) take(message);
  });
}
