import { Range, Selection, type TextDocument, type TextEditor, TextEditorRevealType, window } from "vscode";
import type { Place } from "../../protocol/messages.ts";
import type { LineViews } from "./lineViews.ts";

interface KeptPlace {
  readonly editor: TextEditor;
  /** What stood at the top, and where the cursor was. */
  readonly top: Place | undefined;
  readonly cursor: Place | undefined;
}

/** Keeps the analyst on the same lines of the captures while a view's text changes around them. */
export class KeptPlaces {
  readonly #views: Pick<LineViews, "originsOf">;
  readonly #kept = new Map<string, readonly KeptPlace[]>();

  constructor(views: Pick<LineViews, "originsOf">) {
    this.#views = views;
  }

  keep(document: TextDocument): void {
    const origins = this.#views.originsOf(document);
    const places = editorsOf(document).map((editor) => ({
      editor,
      top: origins?.of(editor.visibleRanges[0]?.start.line ?? 0),
      cursor: origins?.of(editor.selection.active.line),
    }));
    this.#kept.set(document.uri.toString(), places);
  }

  restore(document: TextDocument): void {
    const key = document.uri.toString();
    const places = this.#kept.get(key) ?? [];
    this.#kept.delete(key);
    const origins = this.#views.originsOf(document);
    for (const { editor, top, cursor } of places) {
      const line = cursor && origins?.nearest(cursor);
      if (line !== undefined) editor.selection = new Selection(line, 0, line, 0);
      const first = top && origins?.nearest(top);
      if (first !== undefined) editor.revealRange(new Range(first, 0, first, 0), TextEditorRevealType.AtTop);
    }
  }

  reveal(editor: TextEditor, line: number): void {
    editor.selection = new Selection(line, 0, line, 0);
    editor.revealRange(new Range(line, 0, line, 0), TextEditorRevealType.InCenter);
  }
}

function editorsOf(document: TextDocument): readonly TextEditor[] {
  return window.visibleTextEditors.filter((editor) => editor.document === document);
}
