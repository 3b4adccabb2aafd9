import type { TreeRow } from "../../protocol/messages.ts";
import type { Client } from "../client.ts";
import type { Command } from "../command.ts";
import { rowsOf } from "../commandArguments.ts";
import { inform } from "../say.ts";

type FilterOfRow = (row: TreeRow) => string | undefined;

const ofRow: FilterOfRow = ({ filters }) => filters?.row;

/** Commands of a row's menu that add to the filter what the row stands for. */
export const rowFilterCommands: readonly Command[] = [
  rowFilterCommand("incidentNotes.filterByRow", ofRow, (text) => text),
  rowFilterCommand("incidentNotes.filterOutRow", ofRow, (text) => `not (${text})`),
  rowFilterCommand(
    "incidentNotes.filterByPort",
    ({ filters }) => filters?.port,
    (text) => text,
  ),
];

function rowFilterCommand(id: string, filterOf: FilterOfRow, asked: (text: string) => string): Command {
  return {
    id,
    needs: "nothing",
    run: ({ trees }, row, selected) => {
      const rows = rowsOf(row, selected);
      const texts = new Set((0 < rows.length ? rows : trees.selected).flatMap((one) => filterOf(one) ?? []));
      if (texts.size === 0) return void inform("Select a row of a host, a process, an endpoint or a file.");
      narrow(trees, asked(anyOf([...texts])));
    },
  };
}

function anyOf(texts: readonly string[]): string {
  return texts.length === 1 ? texts[0]! : texts.map((text) => `(${text})`).join(" or ");
}

/** Both the filter there is and this one must be met. */
function narrow(trees: Client["trees"], text: string): void {
  trees.filter = trees.filter === "" ? text : `${inParentheses(trees.filter)} ${inParentheses(text)}`;
  trees.kept.remember(trees.filter);
}

/** `or` binds less than words that stand side by side. */
function inParentheses(text: string): string {
  return /\bor\b|\|\|/iu.test(text) ? `(${text})` : text;
}
