import {
  Disposable,
  Hover,
  languages,
  MarkdownString,
  StatusBarAlignment,
  type TextDocument,
  window,
} from "vscode";
import { commands } from "../../protocol/commands.ts";
import type { Place } from "../../protocol/messages.ts";
import { nameOfUri, viewScheme } from "../../protocol/views.ts";
import { shownText } from "../shownText.ts";
import { isView, type LineViews } from "./lineViews.ts";

/** Says in words which line of which capture the cursor is on: for who does not see the numbers, and at a hover. */
export function showPlace(views: LineViews): Disposable {
  const item = window.createStatusBarItem("incidentNotes.captureLine", StatusBarAlignment.Right, 101);
  item.name = "Line of Capture";
  item.command = "incidentNotes.goToCaptureLine";
  const show = () => {
    const editor = window.activeTextEditor;
    const place =
      editor && isView(editor.document) && views.placeOf(editor.document, editor.selection.active.line);
    if (!place) return item.hide();
    item.text = wordsOf(place);
    item.tooltip = "Go to Line of Capture…";
    item.accessibilityInformation = { label: `${item.text}. Go to line of capture.`, role: "button" };
    item.show();
  };
  show();
  return Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(show),
    window.onDidChangeTextEditorSelection(show),
    views.onDidPlace(show),
    languages.registerHoverProvider(
      { scheme: viewScheme },
      { provideHover: (document, { line }) => hoverOf(views, document, line) },
    ),
  );
}

/** `pfirewall.log, line 1,204,551` */
function wordsOf({ uri, line }: Place): string {
  return `${shownText(nameOfUri(uri))}, line ${(line + 1).toLocaleString("en-US")}`;
}

function hoverOf(views: LineViews, document: TextDocument, line: number): Hover | undefined {
  const place = views.placeOf(document, line);
  if (!place) return undefined;
  const text = new MarkdownString();
  text.isTrusted = { enabledCommands: [commands.openLine] };
  text.appendText(`${wordsOf(place)} · `);
  text.appendMarkdown(
    `[Open in the Original](command:${commands.openLine}?${encodeURIComponent(JSON.stringify([place]))})`,
  );
  return new Hover(text);
}
