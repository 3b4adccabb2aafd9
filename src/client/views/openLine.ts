import { commands, Range, Uri, ViewColumn, workspace } from "vscode";
import type { Place } from "../../protocol/messages.ts";
import { largestColored, placeInWindow, windowAround } from "../../protocol/views.ts";
import type { LineViews } from "./lineViews.ts";

/** Opens a line where it stands; of a file to which VS Code gives no colors and no lenses, in a view around it. */
export async function openLine(
  views: LineViews,
  place: Place,
  viewColumn = ViewColumn.Active,
): Promise<void> {
  const uri = Uri.parse(place.uri, true);
  if (largestColored < (await sizeOf(uri))) {
    const { line, ...shown } = windowAround(place);
    return views.open(shown, line, viewColumn);
  }
  const selection = new Range(place.line, 0, place.line, 0);
  await commands.executeCommand("vscode.open", uri, { selection, viewColumn });
}

/** Where a line can be shown beside others: there itself, or in a view around it. */
export async function shownPlace(place: Place): Promise<Place> {
  if ((await sizeOf(Uri.parse(place.uri, true))) <= largestColored) return place;
  return placeInWindow(place);
}

/** Bytes; 0 where there is no such file. */
export async function sizeOf(uri: Uri): Promise<number> {
  try {
    return (await workspace.fs.stat(uri)).size;
  } catch {
    return 0;
  }
}
