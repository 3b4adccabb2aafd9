import { type TextEditor, window } from "vscode";
import { commands as ours } from "../../protocol/commands.ts";
import { nameOfUri } from "../../protocol/views.ts";
import type { Client } from "../client.ts";
import type { Command } from "../command.ts";
import { placeOf, placeOfCursor, rowsOf } from "../commandArguments.ts";
import { inform } from "../say.ts";
import { isView } from "./lineViews.ts";
import { openLine } from "./openLine.ts";

const mostAtOnce = 5;

/** The lines that rows of a tree stand for. */
const showLines: Command = {
  id: "incidentNotes.showLines",
  needs: "nothing",
  run: async ({ views, trees }, row, selected) => {
    const rows = rowsOf(row, selected);
    const shown = (0 < rows.length ? rows : trees.selected).flatMap(({ shows }) => shows ?? []);
    if (shown.length === 0) return void inform("Select a row that stands for lines of evidence.");
    for (const one of shown.slice(0, mostAtOnce)) await views.open(one);
  },
};

const showMatchingLines: Command = {
  id: "incidentNotes.showMatchingLines",
  needs: "nothing",
  run: async ({ views, trees }) => {
    const text = await window.showInputBox({
      title: "Show Matching Lines",
      prompt: "Addresses, networks, :ports, processes, actions, times, or names of ECS.",
      placeHolder: "203.0.113.0/24 :12000 denied @timestamp in 10:00..10:30",
      value: trees.filter,
    });
    if (text === undefined || text.trim() === "") return;
    await views.open({ title: text, selection: { kind: "where", text } });
  },
};

/** Follows the filter as it is typed. */
const showFilteredLines: Command = {
  id: "incidentNotes.showFilteredLines",
  needs: "nothing",
  run: ({ views }) => views.open({ title: "Lines of the filter", selection: { kind: "filter" } }),
};

const goToCaptureLine: Command = {
  id: "incidentNotes.goToCaptureLine",
  needs: "nothing",
  run: async (client) => {
    const { views } = client;
    const editor = activeView();
    const origins = editor && views.originsOf(editor.document);
    const part = origins?.partAt(editor?.selection.active.line ?? 0) ?? origins?.parts[0];
    if (!editor || !origins || !part) return void inform("Open a view of lines first.");
    const name = nameOfUri(part.uri);
    const typed = await window.showInputBox({
      title: `Go to Line of ${name}`,
      prompt: `A line's number in ${name}, up to ${origins.highest}.`,
      validateInput: (text) => (isNumber(text) ? undefined : "A number from 1 on."),
    });
    if (typed === undefined || !isNumber(typed)) return;
    const place = { uri: part.uri, line: Number(typed.trim()) - 1 };
    const at = origins.nearest(place);
    if (at !== undefined) views.reveal(editor, at);
    if (at !== undefined && origins.of(at)?.line === place.line) return;
    const open = { title: "Open in the Original", run: () => openLine(client, place) };
    void inform(`Line ${typed.trim()} is not in this view. The nearest one is shown.`, open);
  },
};

const openOriginal: Command = {
  id: "incidentNotes.openOriginal",
  needs: "nothing",
  run: async (client, arg) => {
    const place = placeOf(arg) ?? placeOfCursor(client.views);
    if (!place) return void inform("Put the cursor on a line of evidence first.");
    await openLine(client, place);
  },
};

/** Opens a line that a hover or another extension names. */
const openNamedLine: Command = {
  id: ours.openLine,
  needs: "nothing",
  run: async (client: Client, arg) => {
    const place = placeOf(arg);
    if (place) await openLine(client, place);
  },
};

export const viewCommands: readonly Command[] = [
  showLines,
  showMatchingLines,
  showFilteredLines,
  goToCaptureLine,
  openOriginal,
  openNamedLine,
];

function activeView(): TextEditor | undefined {
  const editor = window.activeTextEditor;
  return editor && isView(editor.document) ? editor : undefined;
}

function isNumber(text: string): boolean {
  return /^\s*[1-9]\d{0,11}\s*$/u.test(text);
}
