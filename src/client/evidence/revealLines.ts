import { commands, env, Location, Position, Uri, window, workspace } from "vscode";
import { commands as ours } from "../../protocol/commands.ts";
import type { Command } from "../command.ts";
import { copiedTextOf, normalizedCopyOf, revealedLinesOf } from "../commandArguments.ts";
import { inform } from "../say.ts";
import { shownPlace } from "../views/openLine.ts";

export const revealLines: Command = {
  id: ours.revealLines,
  needs: "nothing",
  run: async (_client, arg) => {
    const lines = revealedLinesOf(arg);
    if (!lines || lines.places.length === 0) return void inform("There are no lines to show.");
    const at = new Position(lines.at.line, 0);
    const places = await Promise.all(lines.places.map(shownPlace));
    const locations = places.map(
      ({ uri, line }) => new Location(Uri.parse(uri, true), new Position(line, 0)),
    );
    await commands.executeCommand(
      "editor.action.peekLocations",
      Uri.parse(lines.at.uri, true),
      at,
      locations,
      "peek",
    );
  },
};

/** The next command to run on the host, onto the clipboard. */
export const copyText: Command = {
  id: ours.copyText,
  needs: "nothing",
  run: async (_client, arg) => {
    const copied = copiedTextOf(arg);
    if (copied) await env.clipboard.writeText(copied.text);
  },
};

/** The copy is a new text without a file: what becomes of it is the analyst's choice. */
export const openNormalizedCopy: Command = {
  id: ours.openNormalizedCopy,
  needs: "nothing",
  run: async ({ server }, arg) => {
    const params = normalizedCopyOf(arg) ?? wholeDocument();
    if (!params) return void inform("Open evidence first.");
    const { text } = await server.request("normalizedCopy", params);
    const language = workspace.textDocuments.find(({ uri }) => uri.toString() === params.uri)?.languageId;
    const document = await workspace.openTextDocument({ content: text, ...(language ? { language } : {}) });
    await window.showTextDocument(document, { preview: false });
  },
};

function wholeDocument() {
  const document = window.activeTextEditor?.document;
  return document && { uri: document.uri.toString(), firstLine: 0, lastLine: document.lineCount - 1 };
}
