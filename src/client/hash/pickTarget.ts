import { window } from "vscode";
import type { ObservablesAt, Place, ProcessAt } from "../../protocol/messages.ts";
import type { Client } from "../client.ts";
import { filesOf, observableOf, placeOf, placeOfCursor, rowsOf } from "../commandArguments.ts";
import { isHash } from "../lookUp/question.ts";
import { shownText } from "../shownText.ts";

/** What to hash: a file of this machine, or one that the evidence names and that is yet to be found here. */
export interface HashTarget {
  /** Path on this machine, where it was chosen here. */
  readonly local?: string;
  /** Path on the investigated host. */
  readonly hostPath?: string;
  readonly process?: ProcessAt;
}

/** The file that the argument names, else the executable of the process under the cursor, else any file. */
export async function pickTarget(
  client: Client,
  arg: unknown,
  selected: unknown,
): Promise<HashTarget | undefined> {
  const file = filesOf(arg, selected)[0];
  if (file) return file.scheme === "file" ? { local: file.fsPath } : {};
  const observable = observableOf(arg);
  if (observable) return { hostPath: observable.value };
  const place = placeOf(arg);
  const row = rowsOf(arg, undefined)[0];
  const named = row?.observables.find(({ kind, value }) => kind === "file" && !isHash(value))?.value;
  const process = place && (await processAt(client, place));
  if (row || place) return targetOf(process, named);
  return targetAtCursor(client);
}

async function targetAtCursor(client: Client): Promise<HashTarget | undefined> {
  const place = placeOfCursor(client.views);
  // No server is started to ask about a note that holds no evidence.
  const at =
    place && client.server.isStarted ? await client.server.request("observablesAt", place) : undefined;
  const known = at ? targetsAt(at) : [];
  if (known.length === 0) return {};
  const items = [...known, { label: "Another file…", target: {} }];
  return (await window.showQuickPick(items, { title: "Hash File" }))?.target;
}

/** The executable of the line's process, then the files that the line names. */
function targetsAt({ process, observables }: ObservablesAt) {
  const own = process && {
    label: `The executable of ${shownText(processText(process))}`,
    target: targetOf(process, undefined),
  };
  const named = observables
    .filter(({ kind, value }) => kind === "file" && !isHash(value) && value !== process?.executable)
    .map(({ value }) => ({ label: shownText(value), target: targetOf(process, value) }));
  return [...(own ? [own] : []), ...named];
}

async function processAt({ server }: Client, place: Place): Promise<ProcessAt | undefined> {
  const found: ObservablesAt = await server.request("observablesAt", place);
  return found.process;
}

function targetOf(process: ProcessAt | undefined, named: string | undefined): HashTarget {
  const hostPath = process?.executable ?? named;
  return { ...(process ? { process } : {}), ...(hostPath === undefined ? {} : { hostPath }) };
}

export function processText({ pid, name, host }: ProcessAt): string {
  return [`PID ${pid}`, name, host === undefined ? undefined : `on ${host}`].filter((part) => part).join(" ");
}
