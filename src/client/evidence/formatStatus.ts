import { Disposable, languages, StatusBarAlignment, type TextEditor, window } from "vscode";
import { commands } from "../../protocol/commands.ts";
import type { FormatAt, Place } from "../../protocol/messages.ts";
import type { CaseServer } from "../caseServer.ts";
import { shownText } from "../shownText.ts";
import { evidenceLanguages, isEvidence, isNote } from "./evidenceLanguages.ts";

const choices = {
  shape: "told by its shape",
  hand: "chosen by hand",
  fence: "named by its fence",
} as const;
const pauseMs = 250;
const title = "Evidence Format";

/** Shows the format of the evidence in view, in the status bar and beside the language; a click chooses another. */
export function showFormat(server: CaseServer): Disposable {
  const item = window.createStatusBarItem("incidentNotes.format", StatusBarAlignment.Right, 90);
  item.name = title;
  item.command = commands.chooseFormat;
  const beside = languages.createLanguageStatusItem("incidentNotes.format", [...evidenceLanguages]);
  beside.name = title;
  beside.command = { title: "Choose…", command: commands.chooseFormat };
  beside.text = "not read yet";

  const show = async () => {
    const place = cursor();
    const format = await currentFormat(server, window.activeTextEditor, place);
    if (!isSame(place, cursor())) return;
    if (!format) return item.hide();
    const rows = format.rows === 1 ? "1 row" : `${format.rows} rows`;
    item.text = shownText(format.title);
    item.tooltip = `${rows}, format ${choices[format.chosen]}. Click to choose.`;
    item.accessibilityInformation = {
      label: `Evidence format ${item.text}, ${item.tooltip}`,
      role: "button",
    };
    item.show();
    beside.text = item.text;
    beside.detail = rows;
  };
  return Disposable.from(item, beside, whenQuiet(server, show));
}

function whenQuiet(server: CaseServer, show: () => Promise<void>): Disposable {
  let pause: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(pause);
    pause = setTimeout(() => void show(), pauseMs);
  };
  soon();
  return Disposable.from(
    window.onDidChangeActiveTextEditor(soon),
    window.onDidChangeTextEditorSelection(({ textEditor }) => isNote(textEditor.document) && soon()),
    server.onCaseChanged(soon),
    new Disposable(() => clearTimeout(pause)),
  );
}

async function currentFormat(
  server: CaseServer,
  editor: TextEditor | undefined,
  place: Place | undefined,
): Promise<FormatAt["current"]> {
  if (!editor || !place || !server.isStarted) return undefined;
  if (!isEvidence(editor.document) && !isNote(editor.document)) return undefined;
  const answer = await server.request("formatAt", place).catch(() => undefined);
  return answer?.current;
}

/** In the document itself, also where it is a view of lines that stand elsewhere. */
function cursor(): Place | undefined {
  const editor = window.activeTextEditor;
  return editor && { uri: editor.document.uri.toString(), line: editor.selection.active.line };
}

function isSame(a: Place | undefined, b: Place | undefined): boolean {
  return a?.uri === b?.uri && a?.line === b?.line;
}
