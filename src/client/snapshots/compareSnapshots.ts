import { commands, type QuickPickItem, window } from "vscode";
import type { Place, SnapshotChoice, TreeRow } from "../../protocol/messages.ts";
import type { Client } from "../client.ts";
import type { Command } from "../command.ts";
import { rowsOf } from "../commandArguments.ts";
import { inform } from "../say.ts";
import { shownText } from "../shownText.ts";
import { snapshotUri } from "./shownSnapshots.ts";

/** Two snapshots of a host side by side, in VS Code's own comparison of texts. */
export const compareSnapshots: Command = {
  id: "incidentNotes.compareSnapshots",
  needs: "nothing",
  run: async (client, row, selected) => {
    const pair = await pairOf(client, rowsOf(row, selected));
    if (!pair) return;
    const [earlier, later] = pair;
    const texts = await client.server.request("compareSnapshots", { earlier, later });
    if (!texts)
      return void inform(
        "These two cannot be compared: choose two socket tables, or two lists of processes.",
      );
    const title = shownText(texts.title);
    await commands.executeCommand(
      "vscode.diff",
      snapshotUri("earlier", title, texts.earlier),
      snapshotUri("later", title, texts.later),
      title,
      { preview: true },
    );
    void inform(texts.said.map((sentence) => sentence.replace(/(?<![.])$/u, ".")).join(" "));
  },
};

type Pair = readonly [earlier: Place, later: Place];

async function pairOf(client: Client, rows: readonly TreeRow[]): Promise<Pair | undefined> {
  const [row, other] = rows;
  const [before, after] = row?.context === "changes" ? row.cites : [];
  if (before && after) return [before, after];
  const snapshots = rows.filter(isSnapshot).flatMap(({ place }) => place ?? []);
  if (other !== undefined) return snapshots[0] && snapshots[1] ? [snapshots[0], snapshots[1]] : undefined;
  const earlier = snapshots[0] ?? (await pick(client, undefined, "The earlier one"));
  const later = earlier && (await pick(client, earlier, "The later one"));
  return earlier && later ? [earlier, later] : undefined;
}

function isSnapshot({ context }: TreeRow): boolean {
  return context.split(" ").includes("snapshot");
}

interface SnapshotItem extends QuickPickItem {
  readonly place: Place;
}

async function pick(
  client: Client,
  other: Place | undefined,
  placeHolder: string,
): Promise<Place | undefined> {
  const choices = await client.server.request("snapshots", other ? { with: other } : {});
  if (choices.length === 0) {
    void inform(
      other
        ? "There is nothing to compare it with: paste or drop a second socket table or list of processes of the host."
        : "There is no snapshot in the case yet: paste the output of netstat, ss or tasklist.",
    );
    return undefined;
  }
  return (
    await window.showQuickPick(choices.map(itemOf), {
      title: "Compare Snapshots",
      placeHolder,
      matchOnDescription: true,
    })
  )?.place;
}

function itemOf({ title, description, place }: SnapshotChoice): SnapshotItem {
  return { label: shownText(title), description: shownText(description), place };
}
