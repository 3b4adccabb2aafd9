import { randomBytes } from "node:crypto";
import { Disposable, env, Uri, ViewColumn, type WebviewPanel, window } from "vscode";
import type { ProcessTimeline, TimelineParams } from "../../protocol/capture.ts";
import { commands } from "../../protocol/commands.ts";
import type { Client } from "../client.ts";
import type { Command } from "../command.ts";
import { placeOf, placeOfCursor, rowsOf } from "../commandArguments.ts";
import { addToFindings } from "../findings/addToFindings.ts";
import { findingsUri } from "../findings/findingsUri.ts";
import { openedLine } from "../findings/openedLine.ts";
import { withOpenedLinks } from "../findings/previewLinks.ts";
import { inform } from "../say.ts";
import { shownText } from "../shownText.ts";
import { revealId } from "../trees/treeCommands.ts";

const viewType = "incidentNotes.timeline";
/** Evidence that is collected changes in bursts. */
const pauseMs = 500;

/** A process, and where links of its timeline lead from. */
type Asked = Omit<TimelineParams, "from"> & { readonly from: Uri };

interface OpenTimeline {
  readonly panel: WebviewPanel;
  timeline: ProcessTimeline;
}

const open = new Set<OpenTimeline>();

/** What one process did, in the order of time, in a panel whose lines open the evidence. */
export const showTimeline: Command = {
  id: commands.showTimeline,
  needs: "nothing",
  run: async (client, arg, selected) => {
    const row = rowsOf(arg, selected)[0];
    const place = row ? undefined : (placeOf(arg) ?? placeOfCursor(client.views));
    const from = findingsUri();
    if (!from) return void inform("Open the folder of the case first.");
    const asked: Asked = { ...(row ? { row: row.id } : {}), ...(place ? { place } : {}), from };
    const timeline = row || place ? await timelineOf(client, asked) : null;
    if (timeline) await openPanel(client, asked, timeline);
    else void inform("Put the cursor on a line of a process, or select one in the Processes view.");
  },
};

export const copyTimeline: Command = {
  id: "incidentNotes.copyTimeline",
  needs: "nothing",
  run: async () => {
    const shown = activeTimeline();
    if (!shown) return void inform("Open the timeline of a process first.");
    await env.clipboard.writeText(shown.markdown);
  },
};

export const addTimeline: Command = {
  id: "incidentNotes.addTimelineToFindings",
  needs: "trust",
  run: async (client) => {
    const shown = activeTimeline();
    if (!shown) return void inform("Open the timeline of a process first.");
    await addToFindings.run(client, { cites: shown.cites });
  },
};

function activeTimeline(): ProcessTimeline | undefined {
  return [...open].find(({ panel }) => panel.active)?.timeline;
}

function timelineOf({ server }: Client, asked: Asked): Promise<ProcessTimeline | null> {
  return server.request("processTimeline", { ...asked, from: asked.from.toString() });
}

/** No script runs in it; the one command that its links may run opens a line of the case. */
async function openPanel(client: Client, asked: Asked, timeline: ProcessTimeline): Promise<void> {
  const panel = window.createWebviewPanel(viewType, shownText(timeline.title), ViewColumn.Active, {
    enableScripts: false,
    enableForms: false,
    enableFindWidget: true,
    enableCommandUris: [revealId],
    localResourceRoots: [],
  });
  const shown: OpenTimeline = { panel, timeline };
  open.add(shown);
  const listener = followCase(client, asked, shown);
  panel.onDidDispose(() => {
    listener.dispose();
    open.delete(shown);
  });
  await show(asked.from, shown);
}

/** What is collected later stands in it, too; what was shown stays, where the server cannot answer now. */
function followCase(client: Client, asked: Asked, shown: OpenTimeline): Disposable {
  let pause: NodeJS.Timeout | undefined;
  const listener = client.server.onCaseChanged(() => {
    clearTimeout(pause);
    pause = setTimeout(() => void refresh(client, asked, shown), pauseMs);
  });
  return Disposable.from(listener, new Disposable(() => clearTimeout(pause)));
}

async function refresh(client: Client, asked: Asked, shown: OpenTimeline): Promise<void> {
  const timeline = await timelineOf(client, asked).catch(() => null);
  if (!timeline || timeline.markdown === shown.timeline.markdown || !open.has(shown)) return;
  shown.timeline = timeline;
  await show(asked.from, shown);
}

async function show(from: Uri, { panel, timeline }: OpenTimeline): Promise<void> {
  const { webviewHtml } = await import("../../report/exports/html.ts");
  const nonce = randomBytes(16).toString("base64url");
  const html = webviewHtml(timeline.markdown, { title: shownText(timeline.title), nonce });
  const folder = Uri.joinPath(from, "..");
  panel.webview.html = withOpenedLinks(html, (linked) => openedLine(folder, linked));
}
