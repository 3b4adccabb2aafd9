import type { LaneKind, TimelineClientMessage, TimelinePageMessage } from "../../protocol/timeline.ts";
import { timelineClientMessage } from "../../protocol/timelineMessages.ts";

/** What a page keeps while the window is closed. */
export interface KeptTimeline {
  readonly lanes: LaneKind;
}

interface TimelineHost {
  postMessage(message: TimelinePageMessage): void;
  getState(): KeptTimeline | undefined;
  setState(state: KeptTimeline): void;
}

declare function acquireVsCodeApi(): TimelineHost;

export const host: TimelineHost = acquireVsCodeApi();

export function post(message: TimelinePageMessage): void {
  host.postMessage(message);
}

export function hear(take: (message: TimelineClientMessage) => void): void {
  window.addEventListener("message", ({ data }) => {
    const message = timelineClientMessage(data);
    if (message) take(message);
  });
}
