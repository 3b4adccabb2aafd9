import { element } from "./element.ts";
import { EventsPage } from "./eventsPage.ts";
import { hear, post } from "./host.ts";
import { refusal } from "./refusal.ts";

/** The page of the editor of events: it draws what the client sends, and asks the client for all else. */
const root = element("main");
document.body.append(root);
root.append(
  element("p", { class: "opening quiet", text: "Opening the capture…", attributes: { role: "status" } }),
);

let page: EventsPage | undefined;

hear((message) => {
  if (message.kind === "opened") {
    page = new EventsPage(message);
    root.replaceChildren(page.element);
    page.start();
  } else if (message.kind === "refused") root.replaceChildren(refusal(message));
  else page?.take(message);
});
post({ kind: "ready" });
