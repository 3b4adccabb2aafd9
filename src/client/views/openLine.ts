import { commands, FileType, Range, Uri, ViewColumn, workspace } from "vscode";
import type { Place } from "../../protocol/messages.ts";
import { largestColored, placeInWindow, windowAround } from "../../protocol/views.ts";
import type { Client } from "../client.ts";

/**
 * Opens a line where it stands: an event of a capture of Process Monitor in the editor of events; of a file to which VS Code gives no colors and no lenses, and of one in an archive,
 * in a view around it.
 */
export async function openLine(
  { views, events }: Pick<Client, "views" | "events">,
  place: Place,
  viewColumn = ViewColumn.Active,
): Promise<void> {
  const uri = Uri.parse(place.uri, true);
  if (events.showsPlace(place)) return events.open(uri, place.line, viewColumn);
  if (await isShownInView(uri)) {
    const { line, ...shown } = windowAround(place);
    return views.open(shown, line, viewColumn);
  }
  const selection = new Range(place.line, 0, place.line, 0);
  await commands.executeCommand("vscode.open", uri, { selection, viewColumn });
}

/** Where a line can be shown beside others: there itself, or in a view around it. */
export async function shownPlace(place: Place): Promise<Place> {
  return (await isShownInView(Uri.parse(place.uri, true))) ? placeInWindow(place) : place;
}

async function isShownInView(uri: Uri): Promise<boolean> {
  const facts = await statOf(uri);
  return facts ? largestColored < facts.size : uri.scheme === "file" && isInArchive(uri);
}

/** Bytes; 0 where there is no such file. */
export async function sizeOf(uri: Uri): Promise<number> {
  return (await statOf(uri))?.size ?? 0;
}

/** A path that leads through a file leads into an archive: `logs.zip/dir/fw.log`. */
async function isInArchive(uri: Uri): Promise<boolean> {
  const above = Uri.joinPath(uri, "..");
  if (above.path === uri.path) return false;
  const facts = await statOf(above);
  return facts ? (facts.type & FileType.File) !== 0 : isInArchive(above);
}

async function statOf(uri: Uri) {
  try {
    return await workspace.fs.stat(uri);
  } catch {
    return undefined;
  }
}
