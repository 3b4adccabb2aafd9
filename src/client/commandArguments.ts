import { Uri, window } from "vscode";
import type { CitedPlaces, CopiedText, RevealedLines } from "../protocol/commands.ts";
import type { NormalizedCopyParams, Observable, Place, TreeRow } from "../protocol/messages.ts";
import type { LineViews } from "./views/lineViews.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A place, or the place of a tree's row. */
export function placeOf(arg: unknown): Place | undefined {
  if (isPlace(arg)) return arg;
  return isRow(arg) ? arg.place : undefined;
}

/** Where the cursor is; in a view, where the line stands that the view shows there. */
export function placeOfCursor(views: Pick<LineViews, "placeOf">): Place | undefined {
  const editor = window.activeTextEditor;
  return editor && views.placeOf(editor.document, editor.selection.active.line);
}

export function observableOf(arg: unknown): Observable | undefined {
  return isObservable(arg) ? arg : undefined;
}

/** The rows a tree's menu is for: all the selected ones, where the clicked one is among them. */
export function rowsOf(arg: unknown, selected: unknown): readonly TreeRow[] {
  if (!isRow(arg)) return [];
  return Array.isArray(selected) && selected.includes(arg) ? selected.filter(isRow) : [arg];
}

export function citedPlacesOf(arg: unknown): readonly Place[] {
  if (isPlace(arg)) return [arg];
  return isObject(arg) && Array.isArray(arg["cites"])
    ? (arg as unknown as CitedPlaces).cites.filter(isPlace)
    : [];
}

export function revealedLinesOf(arg: unknown): RevealedLines | undefined {
  if (!isObject(arg) || !isPlace(arg["at"]) || !Array.isArray(arg["places"])) return undefined;
  return { at: arg["at"], places: arg["places"].filter(isPlace) };
}

export function copiedTextOf(arg: unknown): CopiedText | undefined {
  return isObject(arg) && typeof arg["text"] === "string" ? { text: arg["text"] } : undefined;
}

export function normalizedCopyOf(arg: unknown): NormalizedCopyParams | undefined {
  if (!isObject(arg)) return undefined;
  const { uri, firstLine, lastLine } = arg;
  return typeof uri === "string" && isLine(firstLine) && isLine(lastLine)
    ? { uri, firstLine, lastLine }
    : undefined;
}

/** The files an explorer's menu is for. An editor's menu passes its document too, and means the cursor in it. */
export function filesOf(arg: unknown, selected: unknown): readonly Uri[] {
  if (Array.isArray(selected) && 0 < selected.length) return selected.filter((each) => each instanceof Uri);
  return arg instanceof Uri && !isOfEditor(arg) ? [arg] : [];
}

function isOfEditor(uri: Uri): boolean {
  return window.activeTextEditor?.document.uri.toString() === uri.toString();
}

function isObject(arg: unknown): arg is Fields {
  return typeof arg === "object" && arg !== null;
}

function isLine(arg: unknown): arg is number {
  return typeof arg === "number" && Number.isSafeInteger(arg) && 0 <= arg;
}

function isPlace(arg: unknown): arg is Place {
  return isObject(arg) && typeof arg["uri"] === "string" && isLine(arg["line"]);
}

function isObservable(arg: unknown): arg is Observable {
  return (
    isObject(arg) &&
    (arg["kind"] === "file" || arg["kind"] === "address" || arg["kind"] === "domain") &&
    typeof arg["value"] === "string"
  );
}

function isRow(arg: unknown): arg is TreeRow {
  return isObject(arg) && typeof arg["id"] === "string" && Array.isArray(arg["observables"]);
}
