import { unescaped } from "../core/unescaped.ts";
import type { Place, TreeName } from "./messages.ts";

/** Scheme of read-only documents that show chosen lines of evidence; the lines themselves stay where they are. */
export const viewScheme = "incident-view";

/** VS Code gives no color and no lens to a larger text. Bytes. */
export const largestColored = 20 << 20;

/** Which lines a view shows. A view's uri carries it, so a view is the same after a restart. */
export type LineSelection =
  /** What a row of a tree stands for. */
  | {
      readonly kind: "row";
      readonly tree: TreeName;
      readonly id: string;
      /** The filter that the tree had. */
      readonly filter?: string;
    }
  /** Lines of one document, 0-based, the last one included. */
  | { readonly kind: "lines"; readonly uri: string; readonly first: number; readonly last: number }
  /** Rows that meet a filter, in the words in which trees are filtered. */
  | { readonly kind: "where"; readonly text: string }
  /** The same with the filter that trees have at the moment; the client fills it in. */
  | { readonly kind: "filter" };

export interface ViewLinesParams {
  /** The view's own uri. */
  readonly uri: string;
  readonly selection: LineSelection;
  /** Lines of evidence around each, as `grep -C` has them. */
  readonly context?: number;
}

/** Lines of one document that stand in a row in a view. */
export interface ViewPart {
  /** Where it begins in the view. */
  readonly first: number;
  readonly uri: string;
  /** The lines of the document that the view's lines are, ascending. */
  readonly lines: readonly number[];
  /** How the server goes on reading where the view leaves lines out; for `viewShown`. */
  readonly reading: {
    readonly state: string;
    readonly kind: "note" | "file";
    /** Microseconds since 1970 of the document's last change. */
    readonly latest: number;
  };
}

/** Sent before the client opens or changes a view: its parts as `viewLines` had them. */
export interface ViewShown {
  readonly uri: string;
  /** Lines of the view's text. */
  readonly count: number;
  readonly parts: readonly ViewPart[];
}

/** What a view shows. Lines of no part are words of ours, and begin with `viewNote`. */
export interface ViewLines {
  readonly text: string;
  /** Language id that most of its lines are of. */
  readonly family?: string;
  readonly parts: readonly ViewPart[];
  /** Lines that match, shown or not. */
  readonly total: number;
}

/** Begins every line of a view that is no evidence: no format reads such a line as anything. */
export const viewNote = "⋯ ";

/** What a view is asked for by a row of a tree, or by a place. */
export interface ShownLines {
  /** The tab's name. */
  readonly title: string;
  readonly selection: LineSelection;
}

/** `incident-view:/203.0.113.77%2012000%20udp?…`, as VS Code spells it. */
export function viewUri({ title, selection }: ShownLines): string {
  const name = title.replace(/[/\\?#\s]+/gu, " ").trim() || "Lines";
  return `${viewScheme}:/${escaped(name)}?${escaped(JSON.stringify(selection))}`;
}

/** The selection of a view by the decoded query of its uri; undefined where it is none. */
export function selectionOf(query: string): LineSelection | undefined {
  try {
    const value: unknown = JSON.parse(query);
    return isSelection(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Lines of a window of a file; neighbors share some, so that no line stands at an edge. */
const windowLines = 1000;
const windowMargin = 100;

/** The view that shows a place of a document too large for an editor, and the line at which it stands there. */
export function windowAround({ uri, line }: Place): ShownLines & { readonly line: number } {
  const start = Math.floor(line / windowLines) * windowLines;
  const first = Math.max(0, start - windowMargin);
  const last = start + windowLines + windowMargin - 1;
  const title = `${first + 1}–${last + 1} · ${nameOfUri(uri)}`;
  return { title, selection: { kind: "lines", uri, first, last }, line: line - first };
}

/** The same as a place of the view's document. */
export function placeInWindow(place: Place): Place {
  const { line, ...shown } = windowAround(place);
  return { uri: viewUri(shown), line };
}

export function nameOfUri(uri: string): string {
  const name = uri.slice(uri.lastIndexOf("/") + 1);
  return unescaped(name) ?? name;
}

function isSelection(value: unknown): value is LineSelection {
  if (typeof value !== "object" || value === null) return false;
  const { kind, tree, id, filter, uri, first, last, text } = value as { readonly [key: string]: unknown };
  if (kind === "row")
    return (
      typeof tree === "string" &&
      typeof id === "string" &&
      (filter === undefined || typeof filter === "string")
    );
  if (kind === "lines") return typeof uri === "string" && isLine(first) && isLine(last);
  return kind === "filter" || (kind === "where" && typeof text === "string");
}

function isLine(value: unknown): boolean {
  return Number.isSafeInteger(value) && 0 <= (value as number);
}

function escaped(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
