import { ViewColumn, type WebviewPanel, window } from "vscode";
import type { CasePicture, PictureChoice, TimelineClientMessage } from "../../protocol/timeline.ts";
import { timelinePageMessage } from "../../protocol/timelineMessages.ts";
import type { Client } from "../client.ts";
import { pageFolder, pageHtml } from "../pageHtml.ts";
import { shownText } from "../shownText.ts";

export const pictureViewType = "incidentNotes.picture";

interface OpenPicture {
  readonly panel: WebviewPanel;
  readonly choice: PictureChoice;
}

const open = new Set<OpenPicture>();

/** The picture that the analyst looks at. */
export function activePicture(): PictureChoice | undefined {
  return [...open].find(({ panel }) => panel.active)?.choice;
}

/** Shows a picture beside what is open; drawn anew where the case has changed. */
export function showPicture(client: Client, choice: PictureChoice, { picture }: CasePicture): void {
  const { extensionUri } = client.context;
  const panel = window.createWebviewPanel(pictureViewType, shownText(picture.title), ViewColumn.Active, {
    enableScripts: true,
    enableForms: false,
    localResourceRoots: [pageFolder(extensionUri)],
  });
  const shown: OpenPicture = { panel, choice };
  open.add(shown);
  let last = picture;
  const post = () => {
    const message: TimelineClientMessage = { kind: "picture", picture: last };
    void panel.webview.postMessage(message);
  };
  const refresh = async () => {
    const next = await client.server.request("casePicture", choice).catch(() => null);
    if (!next || JSON.stringify(next.picture) === JSON.stringify(last)) return;
    last = next.picture;
    post();
  };
  const changes = client.server.onCaseChanged(() => void refresh());
  const messages = panel.webview.onDidReceiveMessage((said: unknown) => {
    if (timelinePageMessage(said)?.kind === "ready") post();
  });
  panel.onDidDispose(() => {
    open.delete(shown);
    changes.dispose();
    messages.dispose();
  });
  panel.webview.html = pageHtml(panel.webview, extensionUri, "timeline", "Picture");
}
