import { unescaped } from "../core/unescaped.ts";

/** The path from a folder to a document, with `/`; the document's whole path where they share no root. */
export function relativePath(folder: string, uri: string): string {
  const [from, to] = [partsOf(folder), partsOf(uri)];
  if (from.root !== to.root) return to.segments.join("/");
  let shared = 0;
  while (shared < from.segments.length && from.segments[shared] === to.segments[shared]) shared++;
  const up = from.segments.slice(shared).map(() => "..");
  return [...up, ...to.segments.slice(shared)].join("/");
}

export function folderOfUri(uri: string): string {
  return uri.slice(0, uri.lastIndexOf("/"));
}

/** `file://` and the names of the path, without escapes. On Windows another drive is another root. */
function partsOf(uri: string): { readonly root: string; readonly segments: readonly string[] } {
  const match = /^([A-Za-z][\w+.-]*:(?:\/\/[^/]*)?)(.*)$/u.exec(uri);
  const segments = (match?.[2] ?? uri)
    .split("/")
    .filter((segment) => segment !== "")
    .map((segment) => unescaped(segment) ?? segment);
  const drive = segments[0];
  const isDrive = drive !== undefined && /^[A-Za-z]:$/u.test(drive);
  const root = (match?.[1] ?? "").toLowerCase();
  return isDrive ? { root: `${root}${drive.toLowerCase()}`, segments } : { root, segments };
}
