import { env, ViewColumn } from "vscode";
import type { Client } from "../client.ts";
import type { Command } from "../command.ts";
import { placeOf, rowsOf } from "../commandArguments.ts";
import { findingsUri } from "../findings/findingsUri.ts";
import { inform } from "../say.ts";
import { openLine } from "../views/openLine.ts";
import { openFilterBox } from "./filterBox.ts";
import { rowFilterCommands } from "./rowFilterCommands.ts";

const filterTrees: Command = {
  id: "incidentNotes.filterTrees",
  needs: "nothing",
  run: openFilterBox,
};

const clearFilter: Command = {
  id: "incidentNotes.clearFilter",
  needs: "nothing",
  run: ({ trees }) => {
    trees.filter = "";
  },
};

const refreshTrees: Command = {
  id: "incidentNotes.refreshTrees",
  needs: "nothing",
  run: ({ trees }) => trees.refresh(),
};

/** Opens the line of a row or of a place. */
export const revealId = "incidentNotes.reveal";

const reveal: Command = {
  id: revealId,
  needs: "nothing",
  run: async (client, arg) => {
    const place = placeOf(arg) ?? client.trees.selected[0]?.place;
    if (!place) return void inform("Select a row that stands for a line of evidence.");
    // A link of the preview opens beside the preview, not over it.
    await openLine(client, place, place === arg ? ViewColumn.One : undefined);
  },
};

const copyAsMarkdown: Command = {
  id: "incidentNotes.copyAsMarkdown",
  needs: "nothing",
  run: async (client, row, selected) => {
    const places = chosenRows(client, row, selected).flatMap(({ cites }) => cites);
    const first = places[0];
    if (first === undefined) return void inform("Select a row that stands for lines of evidence.");
    const from = findingsUri()?.toString() ?? first.uri;
    const { text } = await client.server.request("citation", { places, from });
    await env.clipboard.writeText(text);
  },
};

const copyValue: Command = {
  id: "incidentNotes.copyValue",
  needs: "nothing",
  run: async (client, row, selected) => {
    const rows = chosenRows(client, row, selected);
    const values = rows.flatMap(({ observables, label }) =>
      observables.length === 0 ? [label] : observables.map(({ value }) => value),
    );
    if (values.length === 0) return void inform("Select a row first.");
    await env.clipboard.writeText([...new Set(values)].join("\n"));
  },
};

export const treeCommands: readonly Command[] = [
  reveal,
  filterTrees,
  clearFilter,
  refreshTrees,
  copyAsMarkdown,
  copyValue,
  ...rowFilterCommands,
];

/** A menu passes its rows, a key does not. */
function chosenRows({ trees }: Client, row: unknown, selected: unknown) {
  const rows = rowsOf(row, selected);
  return 0 < rows.length ? rows : trees.selected;
}
