import { open } from "node:fs/promises";
import { commands, languages, type Uri, window, workspace } from "vscode";
import type { Client } from "../client.ts";
import type { Command } from "../command.ts";
import { filesOf } from "../commandArguments.ts";
import { inform } from "../say.ts";
import { shownText } from "../shownText.ts";
import { pickFormat } from "./pickFormat.ts";
import { textOfHead } from "./textOfHead.ts";

const headSize = 256 << 10;

export const openAsEvidence: Command = {
  id: "incidentNotes.openAsEvidence",
  needs: "nothing",
  run: async (client, arg, selected) => {
    const current = window.activeTextEditor?.document.uri;
    const files = filesOf(arg, selected);
    for (const file of files.length === 0 && current ? [current] : files) await openFile(client, file);
  },
};

async function openFile(client: Client, file: Uri): Promise<void> {
  const place = { uri: file.toString(), line: 0 };
  const name = shownText(file.path.slice(file.path.lastIndexOf("/") + 1));
  const recognized = await client.server.request("recognizePaste", {
    text: textOfHead(await headOf(file)),
    ...place,
  });
  const question = `${name} has no shape that is known. Read it as …`;
  const format = recognized?.format ?? (await pickFormat(client, place, question))?.format;
  if (format === undefined) return;

  const { choices } = await client.server.request("formatAt", place);
  const isShown = await showAs(file, choices.find(({ id }) => id === format)?.family);
  if (!isShown)
    return void inform(`${name} is too large for an editor. Its rows are in the views of Incident Notes.`);
  // By now the server has the document; what it recognizes itself need not be chosen.
  if (!recognized) await client.server.request("chooseFormat", { uri: place.uri, format });
}

/** False where VS Code hides the text from extensions, as it does above 50 MB; it is shown all the same. */
async function showAs(file: Uri, language: string | undefined): Promise<boolean> {
  await commands.executeCommand("vscode.open", file);
  const document = workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
  if (document === undefined) return false;
  const known = language !== undefined && (await languages.getLanguages()).includes(language);
  if (known && document.languageId !== language) await languages.setTextDocumentLanguage(document, language);
  return true;
}

async function headOf(file: Uri): Promise<Uint8Array> {
  if (file.scheme !== "file") return (await workspace.fs.readFile(file)).subarray(0, headSize);
  const opened = await open(file.fsPath, "r");
  try {
    const { buffer, bytesRead } = await opened.read(new Uint8Array(headSize), 0, headSize, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await opened.close();
  }
}
