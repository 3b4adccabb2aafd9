import { env, type QuickPickItem, window } from "vscode";
import type { RowStep, TreeRow } from "../../protocol/messages.ts";
import type { Client } from "../client.ts";
import type { Command } from "../command.ts";
import { rowsOf } from "../commandArguments.ts";
import { insertBlock, noteInView } from "../noteInsertion.ts";
import { inform } from "../say.ts";
import { shownText } from "../shownText.ts";

/** Copies the command that answers an open question. It is never run. */
const copyStep: Command = {
  id: "incidentNotes.copyStep",
  needs: "nothing",
  run: async (client, row, selected) => {
    const step = chosen(client, row, selected).at(0)?.step;
    if (!step) return void inform("Select an open question below Next steps.");
    const text = step.commands.length < 2 ? step.commands[0]?.text : await pickCommand(step);
    if (text === undefined) return;
    await env.clipboard.writeText(text);
    window.setStatusBarMessage("The command is copied. Paste what it prints as evidence.", 8000);
  },
};

interface CommandItem extends QuickPickItem {
  readonly text: string;
}

async function pickCommand({ commands }: RowStep): Promise<string | undefined> {
  const items = commands.map(
    ({ shell, text }): CommandItem => ({ label: shell, detail: shownText(text), text }),
  );
  return (await window.showQuickPick(items, { title: "Copy which command? Nothing is run." }))?.text;
}

/** Puts open questions into the note as tasks. */
const insertStep: Command = {
  id: "incidentNotes.insertStep",
  needs: "nothing",
  run: async (client, row, selected) => {
    const tasks = chosen(client, row, selected).flatMap(({ step }) => step?.markdown ?? []);
    if (tasks.length === 0) return void inform("Select an open question below Next steps.");
    const note = noteInView();
    if (note) return void (await insertBlock(note, tasks.join("")));
    await env.clipboard.writeText(tasks.join(""));
    void inform("No note is in view: the task is on the clipboard.");
  },
};

function chosen({ trees }: Client, row: unknown, selected: unknown): readonly TreeRow[] {
  const rows = rowsOf(row, selected);
  return (0 < rows.length ? rows : trees.selected).filter(({ step }) => step !== undefined);
}

export const stepCommands: readonly Command[] = [copyStep, insertStep];
