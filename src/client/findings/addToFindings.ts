import { Uri, window } from "vscode";
import { commands } from "../../protocol/commands.ts";
import type { Place } from "../../protocol/messages.ts";
import type { Client } from "../client.ts";
import type { Command } from "../command.ts";
import { citedPlacesOf, rowsOf } from "../commandArguments.ts";
import { inform } from "../say.ts";
import type { LineViews } from "../views/lineViews.ts";
import { textOrFail } from "./findingsCommands.ts";
import { findingsUri } from "./findingsUri.ts";
import { openFindings, writeFindings } from "./writeFindings.ts";

const mostLines = 500;

export const addToFindings: Command = {
  id: commands.addToFindings,
  needs: "trust",
  run: async (client, arg, selected) => {
    const places = placesToCite(client, arg, selected);
    const first = places[0];
    if (!first) return void inform("Select lines of evidence, or a row of a view that stands for some.");
    const uri = findingsUri(Uri.parse(first.uri, true));
    if (!uri) return void inform("Open the folder of the case first: the findings are kept there.");
    await cite(client, uri, places.slice(0, mostLines));
  },
};

async function cite({ server }: Client, uri: Uri, places: readonly Place[]): Promise<void> {
  const existing = (await openFindings(uri))?.getText() ?? "";
  const text = textOrFail(await server.request("addSelection", { uri: uri.toString(), existing, places }));
  const open = { title: "Open Findings", run: () => window.showTextDocument(uri) };
  if (text === existing) return void inform("The findings cite this already.", open);
  await writeFindings(uri, text);
  void inform(
    places.length === 1 ? "Added to the findings." : `Added ${places.length} lines to the findings.`,
    open,
  );
}

/** Of a lens, of the rows of a view, else the selected lines of the editor. */
function placesToCite({ trees, views }: Client, arg: unknown, selected: unknown): readonly Place[] {
  const rows = rowsOf(arg, selected);
  if (0 < rows.length) return rows.flatMap(({ cites }) => cites);
  const named = citedPlacesOf(arg);
  if (0 < named.length) return named;
  return selectedLines(views) ?? trees.selected.flatMap(({ cites }) => cites);
}

/** Lines of a view are cited where they stand. */
function selectedLines(views: Pick<LineViews, "placeOf">): readonly Place[] | undefined {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  return editor.selections.flatMap(({ start, end }) => {
    // A selection that ends before the first character of a line does not mean that line.
    const last = end.character === 0 && start.line < end.line ? end.line - 1 : end.line;
    const lines = Array.from(
      { length: Math.min(mostLines, last - start.line + 1) },
      (_, i) => start.line + i,
    );
    return lines.flatMap((line) => views.placeOf(editor.document, line) ?? []);
  });
}
