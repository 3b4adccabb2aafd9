import type { Uri, Webview } from "vscode";
import { pageHtml } from "../pageHtml.ts";

export { pageFolder } from "../pageHtml.ts";

/** The page of the editor of events. */
export function eventsHtml(webview: Webview, extension: Uri): string {
  return pageHtml(webview, extension, "events", "Events");
}
