import {
  type CancellationToken,
  type DataTransfer,
  type Disposable,
  DocumentDropOrPasteEditKind,
  DocumentPasteEdit,
  type DocumentPasteEditProvider,
  env,
  languages,
  type Range,
  type TextDocument,
  window,
  workspace,
} from "vscode";
import type { RecognizedPaste } from "../../protocol/messages.ts";
import type { CaseServer } from "../caseServer.ts";
import type { Client } from "../client.ts";
import type { Command } from "../command.ts";
import { insertBlock, noteInView } from "../noteInsertion.ts";
import { inform, warn } from "../say.ts";
import { shownText } from "../shownText.ts";
import { blockInsertion } from "./blockInsertion.ts";
import { mayHoldEvidence } from "./evidenceShape.ts";

const kind = DocumentDropOrPasteEditKind.Text.append("evidence");
const textType = "text/plain";
const mostCharacters = 5_000_000;

export const pasteAsEvidence: Command = {
  id: "incidentNotes.pasteAsEvidence",
  needs: "nothing",
  run: async (client) => {
    const note = noteInView();
    if (!note) return void inform("Evidence is pasted into a note: open a Markdown file.", newNote);
    const text = await env.clipboard.readText();
    if (text.trim() === "") return void inform("The clipboard holds no text.");
    if (mostCharacters < text.length) return void warn(tooLong);
    const { document, selection } = note;
    const recognized = await recognize(client.server, text, document, selection.start.line);
    if (!recognized)
      return void warn(unknownShape, { title: "Show Formats…", run: () => showFormats(client) });
    const answered = await answeredWords(client.server, text);
    await insertBlock(note, recognized.block);
    if (answered !== undefined) window.setStatusBarMessage(answered, 15_000);
  },
};

const tooLong =
  "This is too long for a note. Save it as a file in the folder of the case: evidence of any size is read there.";
const unknownShape =
  "This has the shape of no evidence that Incident Notes reads. Was the output copied with its columns?";

const newNote = {
  title: "New Note",
  run: async () => window.showTextDocument(await workspace.openTextDocument({ language: "markdown" })),
};

async function showFormats({ server }: Client): Promise<void> {
  const { choices } = await server.request("formatAt", { uri: "", line: 0 });
  await window.showQuickPick(
    choices.map(({ id, title }) => ({ label: title, description: id })),
    { title: "Formats that are read" },
  );
}

/** Offers the same where text is pasted into a note. Plain text goes first: nothing is done unasked. */
export function registerEvidencePaste(server: CaseServer): Disposable {
  const provider: DocumentPasteEditProvider = {
    provideDocumentPasteEdits: (document, ranges, transfer, _context, token) =>
      evidenceEdits(server, { document, ranges, transfer, token }),
  };
  return languages.registerDocumentPasteEditProvider({ language: "markdown" }, provider, {
    pasteMimeTypes: [textType],
    providedPasteEditKinds: [kind],
  });
}

interface Paste {
  readonly document: TextDocument;
  readonly ranges: readonly Range[];
  readonly transfer: DataTransfer;
  readonly token: CancellationToken;
}

async function evidenceEdits(server: CaseServer, paste: Paste): Promise<DocumentPasteEdit[]> {
  const { document, ranges, transfer, token } = paste;
  const range = ranges[0];
  const text = await transfer.get(textType)?.asString();
  if (range === undefined || text === undefined || mostCharacters < text.length || !mayHoldEvidence(text))
    return [];
  const recognized = await recognize(server, text, document, range.start.line, token).catch(() => undefined);
  if (!recognized || token.isCancellationRequested) return [];

  const before = document.lineAt(range.start.line).text.slice(0, range.start.character);
  const after = document.lineAt(range.end.line).text.slice(range.end.character);
  const block = blockInsertion(before, recognized.block, after);
  const answered = await answeredWords(server, text, token);
  const title = `Paste as Evidence: ${recognized.title}${answered === undefined ? "" : `, ${answered}`}`;
  const edit = new DocumentPasteEdit(block, title, kind);
  edit.yieldTo = [DocumentDropOrPasteEditKind.Text];
  return [edit];
}

/** `answers: who owns port 51514/udp on WS-042`; undefined where it answers nothing that is open. */
async function answeredWords(
  server: CaseServer,
  text: string,
  token?: CancellationToken,
): Promise<string | undefined> {
  const answered = await server.request("answeredSteps", { text }, token).catch(() => []);
  const more = answered.length < 2 ? "" : ` (and ${answered.length - 1} more)`;
  return answered[0] === undefined ? undefined : `answers: ${shownText(answered[0])}${more}`;
}

async function recognize(
  server: CaseServer,
  text: string,
  document: TextDocument,
  line: number,
  token?: CancellationToken,
): Promise<RecognizedPaste | undefined> {
  const params = { text, uri: document.uri.toString(), line };
  return (await server.request("recognizePaste", params, token)) ?? undefined;
}
