import { type QuickPickItem, Uri, window, workspace } from "vscode";
import { commands } from "../../protocol/commands.ts";
import type { AlignedClocks, AlignedClocksParams, ClockChoice, Place } from "../../protocol/messages.ts";
import type { Client } from "../client.ts";
import type { Command } from "../command.ts";
import { placeOf } from "../commandArguments.ts";
import { inform } from "../say.ts";
import { shownText } from "../shownText.ts";
import { sayOfClock } from "./setClock.ts";

/** Puts a clock right by two lines that are the same event: those with the cursors, or those that the case finds. */
export const alignClocks: Command = {
  id: commands.alignClocks,
  needs: "trust",
  run: async (client, arg) => {
    const answer = await answerOf(client, arg);
    if (answer.choices.length === 0)
      return void inform(answer.sentence ?? "Nothing is known of clocks yet: try again in a moment.");
    const choice = (
      await window.showQuickPick(answer.choices.map(itemOf), {
        title: "Align Clocks",
        placeHolder: "What is to be said of which clock? Rows do not tell which of two is right.",
        matchOnDetail: true,
      })
    )?.choice;
    if (!choice) return;
    // A fence is edited in the note itself, which undoes it.
    if (choice.isBlock) await workspace.openTextDocument(Uri.parse(choice.place.uri, true));
    await sayOfClock(client, choice.place, choice.facts);
  },
};

/** Two editors side by side may stand so by accident: where their lines are no pair, the case is asked. */
async function answerOf(client: Client, arg: unknown): Promise<AlignedClocks> {
  const of = placeOf(arg);
  const ask = (params: AlignedClocksParams) => client.server.request("alignedClocks", params);
  if (of) return ask({ of });
  const several = pairOf(cursors(client));
  if (several) return ask({ same: several });
  const beside = pairOf(sideBySide(client));
  const answer = beside && (await ask({ same: beside }));
  return answer && 0 < answer.choices.length ? answer : ask({});
}

function pairOf(places: readonly (Place | undefined)[]): readonly [Place, Place] | undefined {
  const [one, other, more] = places;
  return one && other && !more ? [one, other] : undefined;
}

function cursors({ views }: Client): readonly (Place | undefined)[] {
  const active = window.activeTextEditor;
  return active?.selections.map(({ active: { line } }) => views.placeOf(active.document, line)) ?? [];
}

function sideBySide({ views }: Client): readonly (Place | undefined)[] {
  return window.visibleTextEditors.map(({ document, selection }) =>
    views.placeOf(document, selection.active.line),
  );
}

interface ClockItem extends QuickPickItem {
  readonly choice: ClockChoice;
}

function itemOf(choice: ClockChoice): ClockItem {
  return { label: shownText(choice.title), detail: shownText(choice.detail), choice };
}
