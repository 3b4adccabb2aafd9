import { element } from "../events/element.ts";
import { hear, host, post } from "./host.ts";
import { picturePage } from "./picturePage.ts";
import { TimelinePage } from "./timelinePage.ts";

/** The page of timelines and pictures: it draws what the client sends, and asks the client for all else. */
const root = element("main");
document.body.append(root);
root.append(
  element("p", { class: "opening quiet", text: "Reading the case…", attributes: { role: "status" } }),
);

let page: TimelinePage | undefined;

hear((message) => {
  if (message.kind === "picture") root.replaceChildren(picturePage(message.picture));
  else if (message.kind === "go") {
    if (!page) {
      page = new TimelinePage();
      root.replaceChildren(page.element);
    }
    host.setState({ lanes: message.lanes });
    page.go(message.lanes);
  } else page?.take(message);
});
post({ kind: "ready" });
