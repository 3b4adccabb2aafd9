import {
  type DecorationOptions,
  Disposable,
  Range,
  type TextEditor,
  TextEditorLineNumbersStyle,
  ThemeColor,
  window,
  workspace,
} from "vscode";
import { isView, type LineViews } from "./lineViews.ts";
import type { ViewOrigins } from "./viewOrigins.ts";

/** Lines beside the visible ones that have their numbers, too: a scroll shows no line without one. */
const margin = 200;
/** As wide as a digit, and never a line break. */
const blank = "\u2007";

/**
 * Draws the numbers that lines have in their captures in front of them, in place of the editor's own numbers. They
 * are neither selected nor copied.
 */
export function showLineNumbers(views: LineViews): Disposable {
  const numbers = window.createTextEditorDecorationType({
    before: { color: new ThemeColor("editorLineNumber.foreground"), margin: "0 1.5ch 0 0" },
  });
  const notes = window.createTextEditorDecorationType({
    color: new ThemeColor("descriptionForeground"),
    fontStyle: "italic",
    isWholeLine: true,
  });
  const drawn = new WeakMap<TextEditor, Drawn>();

  const draw = (editor: TextEditor) => {
    if (!isView(editor.document)) return giveBackNumbers(editor);
    const origins = views.originsOf(editor.document);
    if (!origins) return;
    editor.options.lineNumbers = TextEditorLineNumbersStyle.Off;
    const visible = visibleLines(editor);
    const before = drawn.get(editor);
    if (before?.origins === origins && before.first <= visible.first && visible.last <= before.last) return;
    const first = Math.max(0, visible.first - margin);
    const last = Math.min(origins.count - 1, visible.last + margin);
    drawn.set(editor, { origins, first, last });
    editor.setDecorations(numbers, numbered(origins, first, last));
    editor.setDecorations(notes, noted(origins, first, last));
  };
  const drawAll = () => {
    for (const editor of window.visibleTextEditors) draw(editor);
  };
  drawAll();
  return Disposable.from(
    numbers,
    notes,
    views.onDidPlace(drawAll),
    window.onDidChangeVisibleTextEditors(drawAll),
    window.onDidChangeTextEditorVisibleRanges(
      ({ textEditor }) => isView(textEditor.document) && draw(textEditor),
    ),
  );
}

interface Drawn {
  readonly origins: ViewOrigins;
  readonly first: number;
  readonly last: number;
}

function visibleLines({ visibleRanges }: TextEditor) {
  return { first: visibleRanges[0]?.start.line ?? 0, last: visibleRanges.at(-1)?.end.line ?? 0 };
}

function numbered(origins: ViewOrigins, first: number, last: number): readonly DecorationOptions[] {
  const width = String(origins.highest).length;
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const place = origins.of(first + i);
    const contentText = (place ? String(place.line + 1) : "").padStart(width, blank);
    return { range: new Range(first + i, 0, first + i, 0), renderOptions: { before: { contentText } } };
  });
}

/** Words of ours stand back behind evidence. */
function noted(origins: ViewOrigins, first: number, last: number): readonly Range[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
    .filter((line) => !origins.partAt(line))
    .map((line) => new Range(line, 0, line, 0));
}

/** Editors that showed a view keep what was set for it when they show another text. */
function giveBackNumbers(editor: TextEditor): void {
  if (editor.options.lineNumbers !== TextEditorLineNumbersStyle.Off) return;
  const wanted = workspace.getConfiguration("editor", editor.document).get("lineNumbers");
  const style = styles[String(wanted)];
  if (style !== undefined) editor.options.lineNumbers = style;
}

const styles: Readonly<Record<string, TextEditorLineNumbersStyle>> = {
  on: TextEditorLineNumbersStyle.On,
  relative: TextEditorLineNumbersStyle.Relative,
  interval: TextEditorLineNumbersStyle.Interval,
};
