import {
  type Command,
  Range,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  ViewColumn,
} from "vscode";
import { commands } from "../../protocol/commands.ts";
import { isNativeCapture } from "../../protocol/events.ts";
import type { Observable, Place, TreeRow } from "../../protocol/messages.ts";
import { shownText } from "../shownText.ts";

const states: Readonly<Record<TreeRow["children"], TreeItemCollapsibleState>> = {
  none: TreeItemCollapsibleState.None,
  collapsed: TreeItemCollapsibleState.Collapsed,
  expanded: TreeItemCollapsibleState.Expanded,
};

/** A row as VS Code shows it. Everything is plain text: a tooltip in Markdown would bring log text to life. */
export function treeItem(row: TreeRow): TreeItem {
  const item = new TreeItem(shownText(row.label), states[row.children]);
  item.id = row.id;
  item.contextValue = contextOf(row);
  item.iconPath = new ThemeIcon(
    row.icon,
    row.iconColor === undefined ? undefined : new ThemeColor(row.iconColor),
  );
  item.accessibilityInformation = { label: shownText(row.accessibilityLabel) };
  if (row.description !== undefined) item.description = shownText(row.description);
  if (row.tooltip !== undefined) item.tooltip = row.tooltip.map(shownText).join("\n");
  if (row.place !== undefined)
    item.command = isNativeCapture(row.place.uri) ? openEvent(row.place) : openPlace(row.opens ?? row.place);
  return item;
}

const abilities: Readonly<Record<Observable["kind"], string>> = {
  file: "hasFile",
  address: "hasAddress",
  domain: "hasDomain",
};

/** `process cited hasFile`: what it is, then what can be done with it. Menus match whole words. */
function contextOf({ context, cites, place, observables, shows, filters }: TreeRow): string {
  const kinds = new Set(observables.map(({ kind }) => abilities[kind]));
  return [
    context,
    ...(0 < cites.length ? ["cited"] : []),
    ...(place ? ["placed"] : []),
    ...(shows ? ["shown"] : []),
    ...(filters ? ["filterable"] : []),
    ...(filters?.port ? ["hasPort"] : []),
    ...kinds,
  ].join(" ");
}

/** No text editor shows a native capture. */
function openEvent(place: Place): Command {
  return { title: "Reveal in Editor", command: commands.openLine, arguments: [place] };
}

/** VS Code's own command leaves the focus in the tree. */
function openPlace({ uri, line }: Place): Command {
  const selection = new Range(line, 0, line, 0);
  return {
    title: "Reveal in Editor",
    command: "vscode.open",
    arguments: [Uri.parse(uri, true), { selection, viewColumn: ViewColumn.Active }],
  };
}
