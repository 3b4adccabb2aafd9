import { env, type QuickPickItem, type TextEditor, Uri, window, workspace } from "vscode";
import { refang } from "../../core/refang.ts";
import type { ExtractedForm } from "../../protocol/messages.ts";
import { defang } from "../../report/defang.ts";
import { caseFolder } from "../caseFolder.ts";
import type { Command } from "../command.ts";
import { filesOf } from "../commandArguments.ts";
import { isNote } from "../evidence/evidenceLanguages.ts";
import { inform, warn } from "../say.ts";

interface FormItem extends QuickPickItem {
  readonly as: ExtractedForm;
  readonly to: "document" | "clipboard";
}

const forms: readonly FormItem[] = [
  { label: "Text, in a new document", as: "plain", to: "document" },
  { label: "CSV, in a new document", as: "csv", to: "document" },
  { label: "Text, on the clipboard", as: "plain", to: "clipboard" },
];

/** Values of the selection, or of the whole document: refanged, each once. */
const extract: Command = {
  id: "incidentNotes.extractIndicators",
  needs: "nothing",
  run: async ({ server }) => {
    const editor = window.activeTextEditor;
    if (!editor) return void inform("Open a note or a file, or select a part of it.");
    const { document, selection } = editor;
    const text = document.getText(selection.isEmpty ? undefined : selection);
    const chosen = await window.showQuickPick(forms, {
      title: "Extract addresses outside, domains and hashes as …",
    });
    if (!chosen) return;
    const found = await server.request("extractIndicators", { text, as: chosen.as });
    if (!found) return void warn("This is too long. Select a part of it.");
    if (found.count === 0)
      return void inform("There is no address outside, no domain and no hash in this text.");
    if (chosen.to === "clipboard") await env.clipboard.writeText(found.text);
    else await window.showTextDocument(await workspace.openTextDocument({ content: found.text }));
    window.setStatusBarMessage(`${found.count} indicators`, 8000);
  },
};

/** Rewrites what is selected in a note, or at the cursor its line; evidence is never edited. */
function rewriting(id: string, rewrite: (text: string) => string): Command {
  return {
    id,
    needs: "nothing",
    run: async () => {
      const editor = window.activeTextEditor;
      if (!editor || !isNote(editor.document))
        return void inform("Select a part of a note: evidence is not rewritten.");
      await rewriteSelections(editor, rewrite);
    },
  };
}

async function rewriteSelections(editor: TextEditor, rewrite: (text: string) => string): Promise<void> {
  const { document, selections } = editor;
  const ranges = selections.map((selection) =>
    selection.isEmpty ? document.lineAt(selection.start.line).range : selection,
  );
  await editor.edit((edit) => {
    for (const range of ranges) edit.replace(range, rewrite(document.getText(range)));
  });
}

/** Puts a copy of a list into the case, where all values are compared with it; said how to undo that. */
const compareWithList: Command = {
  id: "incidentNotes.compareWithList",
  needs: "trust",
  run: async (_client, file, selected) => {
    const folder = caseFolder()?.uri;
    if (!folder) return void inform("Open the folder of the case first: lists are kept there.");
    const [named] = filesOf(file, selected);
    const source = named ?? (await pickList());
    if (!source) return;
    const name = source.path.slice(source.path.lastIndexOf("/") + 1);
    const target = Uri.joinPath(folder, ".incident", "indicators", name);
    try {
      await workspace.fs.copy(source, target, { overwrite: false });
    } catch {
      return void warn(`${name} could not be copied: the case may have a list of this name already.`);
    }
    void inform(
      `The case is compared with ${name} from now on.`,
      { title: "Undo", run: () => workspace.fs.delete(target) },
      { title: "Open", run: () => window.showTextDocument(target) },
    );
  },
};

async function pickList(): Promise<Uri | undefined> {
  const found = await window.showOpenDialog({
    title: "List of indicators: plain text, CSV, STIX 2.1, MISP",
    openLabel: "Compare",
  });
  return found?.[0];
}

export const indicatorCommands: readonly Command[] = [
  extract,
  rewriting("incidentNotes.defang", defang),
  rewriting("incidentNotes.refang", refang),
  compareWithList,
];
