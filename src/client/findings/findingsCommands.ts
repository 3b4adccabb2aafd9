import { type QuickPickItem, type Uri, window, workspace } from "vscode";
import type { ExportFindingsParams, TextResult } from "../../protocol/messages.ts";
import type { Client } from "../client.ts";
import type { Command } from "../command.ts";
import { inform } from "../say.ts";
import { findingsUri } from "./findingsUri.ts";
import { openFindings, writeFindings } from "./writeFindings.ts";

export const generateFindings: Command = {
  id: "incidentNotes.generateFindings",
  needs: "trust",
  run: async ({ server }) => {
    const uri = findingsOrSay();
    if (!uri) return;
    const existing = (await openFindings(uri))?.getText() ?? "";
    const text = textOrFail(await server.request("generateFindings", { uri: uri.toString(), existing }));
    if (text !== existing) await writeFindings(uri, text);
    await window.showTextDocument(uri, { preview: false });
  },
};

export const openFindingsFile: Command = {
  id: "incidentNotes.openFindings",
  needs: "nothing",
  run: async () => {
    const uri = findingsOrSay();
    if (!uri) return;
    if (await openFindings(uri)) await window.showTextDocument(uri);
    else void inform("There are no findings yet. Generate them, or add a line of evidence to them.");
  },
};

interface ExportItem extends QuickPickItem {
  readonly as: ExportFindingsParams["kind"];
  readonly ending: string;
}

const exportKinds: readonly ExportItem[] = [
  { label: "HTML", detail: "The findings as a page that needs nothing else", as: "html", ending: "html" },
  { label: "CSV", detail: "The indicators as a table", as: "csv", ending: "csv" },
  { label: "STIX 2.1", detail: "The indicators and sightings as a bundle", as: "stix", ending: "json" },
];

export const exportFindings: Command = {
  id: "incidentNotes.exportFindings",
  needs: "trust",
  run: async (client) => {
    const uri = findingsOrSay();
    const chosen = uri && (await window.showQuickPick(exportKinds, { title: "Export findings as …" }));
    if (!chosen) return;
    const target = await window.showSaveDialog({
      defaultUri: uri.with({ path: uri.path.replace(/(?:\.md)?$/, `.${chosen.ending}`) }),
      filters: { [chosen.label]: [chosen.ending] },
    });
    if (!target) return;
    const markdown = await findingsText(client, uri);
    const params = { uri: uri.toString(), kind: chosen.as, markdown };
    const text = textOrFail(await client.server.request("exportFindings", params));
    await workspace.fs.writeFile(target, Buffer.from(text, "utf8"));
    void inform("The findings are exported.", { title: "Open", run: () => window.showTextDocument(target) });
  },
};

/** The findings as they stand, with the analyst's own text; where there are none yet, as they would be generated. */
export async function findingsText({ server }: Client, uri: Uri): Promise<string> {
  const existing = (await openFindings(uri))?.getText();
  if (existing !== undefined) return existing;
  return textOrFail(await server.request("generateFindings", { uri: uri.toString(), existing: "" }));
}

/** A server that failed answers with nothing, and nothing must not be written over the analyst's work. */
export function textOrFail({ text }: TextResult): string {
  if (text.trim() === "")
    throw new Error("The reader of evidence could not make this text. The log says why.");
  return text;
}

export function findingsOrSay(): Uri | undefined {
  const uri = findingsUri();
  if (!uri) void inform("Open the folder of the case first: the findings are kept there.");
  return uri;
}
