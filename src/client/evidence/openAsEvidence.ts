import { commands, languages, type Uri, window, workspace } from "vscode";
import { archiveKindOf, mayBeArchive } from "../../core/archiveKind.ts";
import { largestColored } from "../../protocol/views.ts";
import type { Client } from "../client.ts";
import type { Command } from "../command.ts";
import { filesOf } from "../commandArguments.ts";
import { inform, warn } from "../say.ts";
import { shownName, shownText } from "../shownText.ts";
import { hiddenFile } from "../views/offerViews.ts";
import { sizeOf } from "../views/openLine.ts";
import { isEvidence } from "./evidenceLanguages.ts";
import { headOf } from "./fileHead.ts";
import { pickFormat } from "./pickFormat.ts";
import { rememberFormat } from "./rememberFormat.ts";
import { textOfHead } from "./textOfHead.ts";

/** Of the explorer's menu, of an editor's title, of the file in view, else of a picker: files of any size. */
export const openAsEvidence: Command = {
  id: "incidentNotes.openAsEvidence",
  needs: "nothing",
  run: async (client, arg, selected) => {
    const named = filesOf(arg, selected);
    const files = 0 < named.length ? named : (fileInView() ?? (await pickedFiles()));
    await client.referred.add(files.filter(isOutside));
    for (const file of files) await openFile(client, file);
  },
};

/** The file that the analyst looks at, where it is not evidence already. */
function fileInView(): readonly Uri[] | undefined {
  const hidden = hiddenFile();
  if (hidden) return [hidden];
  const document = window.activeTextEditor?.document;
  return document?.uri.scheme === "file" && !isEvidence(document) ? [document.uri] : undefined;
}

async function pickedFiles(): Promise<readonly Uri[]> {
  const title = "Open as Evidence";
  return (await window.showOpenDialog({ title, openLabel: "Open", canSelectMany: true })) ?? [];
}

/** A file of no folder of the case is of the case by reference: it stays where it is. */
function isOutside(file: Uri): boolean {
  return file.scheme === "file" && !workspace.getWorkspaceFolder(file);
}

async function openFile(client: Client, file: Uri): Promise<void> {
  const place = { uri: file.toString(), line: 0 };
  const name = shownName(file);
  const head = await headOf(file);
  if (mayBeArchive(name) && archiveKindOf(head)) return showArchive(client, name);
  const recognized = await client.server.request("recognizePaste", { text: textOfHead(head), ...place });
  const question = `${name} has no shape that is known. Read it as …`;
  const picked = recognized ?? (await pickFormat(client, place, question));
  if (picked?.format === undefined) return;
  const { format, title } = picked;

  const isLarge = largestColored < (await sizeOf(file));
  if (isLarge) await showLines(client, file);
  else await showAs(client, file, format);
  // By now the server has the document; what it recognizes itself need not be chosen.
  if (!recognized)
    await rememberFormat(client, place.uri, { format, ...(title === undefined ? {} : { title }) });
}

/** What lies in an archive is of the case already. */
async function showArchive({ server }: Client, name: string): Promise<void> {
  await server.start();
  await commands.executeCommand("incidentNotes.evidence.focus");
  void inform(`What lies in ${name} is read as it is: see the view Evidence.`);
}

/** VS Code gives such a file no colors and no lenses, and hides a larger one from extensions: a view has both. */
async function showLines({ views }: Client, file: Uri): Promise<void> {
  const uri = file.toString();
  const title = `Lines of ${shownName(file)}`;
  await views.open({ title, selection: { kind: "lines", uri, first: 0, last: Number.MAX_SAFE_INTEGER } });
}

async function showAs({ server }: Client, file: Uri, format: string): Promise<void> {
  const { choices } = await server.request("formatAt", { uri: file.toString(), line: 0 });
  const language = choices.find(({ id }) => id === format)?.family;
  await commands.executeCommand("vscode.open", file);
  const document = workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
  if (document === undefined) return void warn(`${shownText(file.path)} could not be opened.`);
  const known = language !== undefined && (await languages.getLanguages()).includes(language);
  if (known && document.languageId !== language) await languages.setTextDocumentLanguage(document, language);
}
