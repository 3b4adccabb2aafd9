import { commands, Uri, window, workspace } from "vscode";
import type { Client } from "./client.ts";
import type { Command } from "./command.ts";

const folderName = "incident-notes-sample";

/** The sample is opened as a copy: what the analyst tries changes nothing of the extension. */
export const trySampleCase: Command = {
  id: "incidentNotes.trySampleCase",
  needs: "nothing",
  run: async ({ context }) => {
    const parent = await folderForCopy(context);
    if (!parent) return;
    const copy = await freeName(parent);
    await workspace.fs.createDirectory(parent);
    await workspace.fs.copy(Uri.joinPath(context.extensionUri, "media", "sample-case"), copy);
    await commands.executeCommand("vscode.openFolder", copy, {
      forceNewWindow: 0 < (workspace.workspaceFolders ?? []).length,
    });
  },
};

async function folderForCopy(context: Client["context"]): Promise<Uri | undefined> {
  const choose = { label: "In a folder that I choose…" };
  const storage = {
    label: "In the storage of Incident Notes",
    detail: "VS Code deletes it with the extension.",
  };
  const chosen = await window.showQuickPick([choose, storage], {
    title: "Where to put a copy of the sample case?",
  });
  if (chosen === storage) return context.globalStorageUri;
  if (chosen !== choose) return undefined;
  const folders = await window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: "Copy Here",
  });
  return folders?.[0];
}

async function freeName(parent: Uri): Promise<Uri> {
  for (let count = 1; ; count++) {
    const uri = Uri.joinPath(parent, count === 1 ? folderName : `${folderName}-${count}`);
    const isTaken = await workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (!isTaken) return uri;
  }
}
