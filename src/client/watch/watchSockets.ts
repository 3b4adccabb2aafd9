import { ProgressLocation, type QuickPickItem, Uri, window } from "vscode";
import { commandLineOf, ownCommandsOf } from "../../core/ownCommands.ts";
import type { SocketLook } from "../../protocol/messages.ts";
import { localCaseFolder } from "../caseFolder.ts";
import type { Client } from "../client.ts";
import type { Command } from "../command.ts";
import { rowsOf } from "../commandArguments.ts";
import { inform, warn } from "../say.ts";
import { shownText } from "../shownText.ts";
import { openLine } from "../views/openLine.ts";

/** Looks at the sockets of this machine until the asked endpoint is there: a connection of a second is easily missed. */
export const watchSockets: Command = {
  id: "incidentNotes.watchSockets",
  needs: "trust",
  run: async (client, row, selected) => {
    const folder = localCaseFolder();
    if (folder === undefined)
      return void inform("Open the folder of the case first: every table that is taken is kept there.");
    const watch = await askForWatch(rowsOf(row, selected)[0]?.filters?.row ?? "");
    if (!watch) return;
    const note = Uri.joinPath(
      Uri.file(folder),
      `watch-${new Date().toISOString().replace(/[:.]/gu, "-")}.md`,
    );
    await say(client, note, watch, await watchUntil(client, note, watch));
  },
};

interface Watch {
  readonly where: string;
  /** Seconds. */
  readonly every: number;
  readonly limit: number;
}

interface SecondsItem extends QuickPickItem {
  readonly seconds: number;
}

const intervals: readonly SecondsItem[] = [
  { label: "Every second", seconds: 1 },
  { label: "Every 2 seconds", seconds: 2 },
  { label: "Every 5 seconds", seconds: 5 },
  { label: "Every 15 seconds", seconds: 15 },
  { label: "Every minute", seconds: 60 },
];

const limits: readonly SecondsItem[] = [
  { label: "Up to 5 minutes", seconds: 300 },
  { label: "Up to 30 minutes", seconds: 1800 },
  { label: "Up to 4 hours", seconds: 14_400 },
];

const title = "Watch Sockets of This Machine";

async function askForWatch(value: string): Promise<Watch | undefined> {
  const where = await window.showInputBox({
    title,
    prompt: "What to wait for: an address, a network, a :port, a process, in the words of the filter.",
    placeHolder: "203.0.113.77 :12000",
    value,
    ignoreFocusOut: true,
  });
  if (where === undefined || where.trim() === "") return undefined;
  const every = (await window.showQuickPick(intervals, { title }))?.seconds;
  const limit = every === undefined ? undefined : (await window.showQuickPick(limits, { title }))?.seconds;
  if (every === undefined || limit === undefined) return undefined;
  const watch = { where, every, limit };
  return (await isConsented(watch)) ? watch : undefined;
}

async function isConsented({ every, limit }: Watch): Promise<boolean> {
  const { sockets, processes } = ownCommandsOf(process.platform);
  const lines = [sockets[0], processes[0]].flatMap((command) => (command ? [commandLineOf(command)] : []));
  const detail = [
    `Every ${every} s, for up to ${limit / 60} minutes: ${lines[0]}`,
    `Once, when the row is there: ${lines[1]}`,
    "These only print what is there. Every table is kept in a note of the case; nothing leaves this machine.",
  ].join("\n\n");
  const run = { title: "Run" };
  return (
    (await window.showWarningMessage("Run these on this machine?", { modal: true, detail }, run)) === run
  );
}

interface Outcome {
  readonly looks: number;
  readonly last: SocketLook | null;
  readonly ended: "seen" | "limit" | "cancel" | "failed";
}

function watchUntil({ server }: Client, note: Uri, { where, every, limit }: Watch): Thenable<Outcome> {
  const options = {
    location: ProgressLocation.Notification,
    title: `Waiting for ${shownText(where)}`,
    cancellable: true,
  };
  return window.withProgress(options, async (progress, token): Promise<Outcome> => {
    const end = Date.now() + limit * 1000;
    for (let looks = 1; ; looks++) {
      const last = await server.request("lookAtSockets", { where, note: note.fsPath });
      if (last?.kind !== "taken") return { looks, last, ended: "failed" };
      if (0 < last.matches.length) return { looks, last, ended: "seen" };
      if (token.isCancellationRequested) return { looks, last, ended: "cancel" };
      if (end <= Date.now() + every * 1000) return { looks, last, ended: "limit" };
      progress.report({
        message: `${looks} ${looks === 1 ? "table" : "tables"}, ${last.rows} sockets now, not seen yet`,
      });
      await pause(every * 1000, token);
    }
  });
}

/** Ends early when it is cancelled. */
function pause(
  milliseconds: number,
  token: { onCancellationRequested: (run: () => void) => { dispose(): void } },
): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    const listener = token.onCancellationRequested(end);
  });
}

async function say(client: Client, note: Uri, { where }: Watch, outcome: Outcome): Promise<void> {
  const { looks, last, ended } = outcome;
  const open = { title: "Open Note", run: () => openLine(client, { uri: note.toString(), line: 0 }) };
  if (last?.kind !== "taken") {
    const why = last?.sentence ?? "The sockets of this machine cannot be read here.";
    return void warn(why);
  }
  const tables = looks === 1 ? "1 table" : `${looks} tables`;
  if (ended === "seen") {
    const pids = [...new Set(last.matches.flatMap(({ pid }) => pid ?? []))];
    const whose = pids.length === 0 ? "" : `, of PID ${pids.join(", ")}`;
    return void inform(`Seen in table ${looks}${whose}: ${last.matches[0]!.text}`, open);
  }
  void inform(
    `${where} was not seen in ${tables}${ended === "cancel" ? ", then it was cancelled" : ""}.`,
    open,
  );
}
