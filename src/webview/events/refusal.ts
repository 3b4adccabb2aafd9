import type { ClientMessage } from "../../protocol/events.ts";
import { element, textButton } from "./element.ts";
import { post } from "./host.ts";

/** What is shown where a file is no capture, or cannot be read. */
export function refusal({
  sentence,
  form,
}: Extract<ClientMessage, { readonly kind: "refused" }>): HTMLElement {
  const buttons = [
    ...(form === "text"
      ? [textButton("Open as Text", () => post({ kind: "capture", deed: "openAsText" }), "primary")]
      : []),
    textButton("Try Again", () => post({ kind: "capture", deed: "reload" })),
  ];
  return element(
    "div",
    { class: "refusal", attributes: { role: "alert" } },
    element("h1", { text: "These events cannot be shown" }),
    element("p", { text: sentence }),
    element("div", { class: "buttons" }, ...buttons),
  );
}
