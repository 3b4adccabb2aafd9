import { commands, window } from "vscode";
import { commands as ours } from "../../protocol/commands.ts";
import type { Observable, Place } from "../../protocol/messages.ts";
import { localCaseFolder } from "../caseFolder.ts";
import { ledgerEntries } from "../caseLedger.ts";
import type { Client } from "../client.ts";
import { observableOf, placeOf, placeOfCursor, rowsOf } from "../commandArguments.ts";
import { inform } from "../say.ts";
import { shownText } from "../shownText.ts";
import { isHash, observableIn, vet } from "./question.ts";

/** What to look up: what the argument names, else what the line has, else what the analyst types. */
export async function pickObservable(client: Client, arg: unknown): Promise<Observable | undefined> {
  const observables = await candidates(client, arg);
  const chosen = observables.length === 0 ? await typed() : await oneOf(observables);
  return chosen && withHash(chosen);
}

async function candidates(client: Client, arg: unknown): Promise<readonly Observable[]> {
  const observable = observableOf(arg);
  if (observable) return [observable];
  const row = rowsOf(arg, undefined)[0];
  if (row && 0 < row.observables.length) return row.observables;
  const named = placeOf(arg);
  if (named) return observablesAt(client, named);
  const selected = selectedObservable();
  if (selected) return [selected];
  const cursor = placeOfCursor(client.views);
  return cursor && client.server.isStarted ? observablesAt(client, cursor) : [];
}

async function observablesAt({ server }: Client, place: Place): Promise<readonly Observable[]> {
  return (await server.request("observablesAt", place)).observables;
}

function selectedObservable(): Observable | undefined {
  const editor = window.activeTextEditor;
  if (!editor || editor.selection.isEmpty || !editor.selection.isSingleLine) return undefined;
  return observableIn(editor.document.getText(editor.selection));
}

async function oneOf(observables: readonly Observable[]): Promise<Observable | undefined> {
  // What would be refused is offered only where there is nothing else: then the refusal says why.
  const askable = observables.filter((each) => each.kind === "file" || vet(each).kind === "question");
  const offered = 0 < askable.length ? askable : observables;
  if (offered.length === 1) return offered[0];
  const items = offered.map((each) => ({
    label: shownText(each.value),
    description: each.kind,
    observable: each,
  }));
  const chosen = await window.showQuickPick(items, { title: "Look up", placeHolder: "Which of these?" });
  return chosen?.observable;
}

async function typed(): Promise<Observable | undefined> {
  const text = await window.showInputBox({
    title: "Look up",
    prompt:
      "A hash (MD5, SHA-1, SHA-256), an IP address or a domain name. You will see what is sent before it is.",
    validateInput: (value) =>
      observableIn(value) ? undefined : "This is no hash, no address and no domain name.",
  });
  return text === undefined ? undefined : observableIn(text);
}

/** A file is looked up by its hash: one that the case has, else one that is to be made first. */
async function withHash(observable: Observable): Promise<Observable | undefined> {
  if (observable.kind !== "file" || isHash(observable.value)) return observable;
  const folder = localCaseFolder();
  const entries = folder ? await ledgerEntries(folder) : [];
  const path = observable.value.toLowerCase();
  const hashed = entries
    .filter((entry) => entry.kind === "hash")
    .findLast((entry) => [entry.hostPath, entry.file].some((each) => each?.toLowerCase() === path));
  if (hashed) return { kind: "file", value: hashed.sha256 };
  void inform(`A file is looked up by its hash, and ${observable.value} has not been hashed yet.`, {
    title: "Hash File…",
    run: () => commands.executeCommand(ours.hashFile, observable),
  });
  return undefined;
}
