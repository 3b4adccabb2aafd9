import { languages, workspace } from "vscode";
import type { Client } from "../client.ts";
import { inform } from "../say.ts";
import { shownText } from "../shownText.ts";
import { changeSource, factsOfSource, sourceOf } from "./caseSources.ts";
import { isEvidence, isNote } from "./evidenceLanguages.ts";
import type { PickedFormat } from "./pickFormat.ts";

/** Reads a file in a format from now on: the case remembers it, or, of a file elsewhere, the server for this time. */
export async function rememberFormat(client: Client, uri: string, picked: PickedFormat): Promise<void> {
  const source = sourceOf(uri);
  if (!source || !workspace.isTrusted) {
    await client.server.request("chooseFormat", { uri, ...picked });
    return showAsEvidence(client, uri, picked);
  }
  const before = (await factsOfSource(source)).format;
  if (before === picked.format) return showAsEvidence(client, uri, picked);
  await changeSource(client.server, source, { format: picked.format });
  await showAsEvidence(client, uri, picked);
  const how = picked.title === undefined ? "by its shape again" : `as ${picked.title}`;
  const undo = { title: "Undo", run: () => changeSource(client.server, source, { format: before }) };
  void inform(`${shownText(source.name)} is read ${how}. The case remembers it.`, undo);
}

/** A document of another language is none that the server knows. */
async function showAsEvidence(client: Client, uri: string, { format }: PickedFormat): Promise<void> {
  const document = workspace.textDocuments.find((each) => each.uri.toString() === uri);
  if (!document || format === undefined || isEvidence(document) || isNote(document)) return;
  const { choices } = await client.server.request("formatAt", { uri, line: 0 });
  const family = choices.find(({ id }) => id === format)?.family;
  if (family !== undefined) await languages.setTextDocumentLanguage(document, family);
}
