import { type Disposable, Uri, workspace } from "vscode";

/** Scheme of the two sides of a comparison: texts of ours, made of evidence, that nothing is written to. */
const scheme = "incident-snapshot";
/** So many comparisons are kept for tabs that are opened again. */
const mostKept = 20;

const texts = new Map<string, string>();

export function showSnapshots(): Disposable {
  return workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: ({ path }) =>
      texts.get(path) ?? "This comparison is no longer there: compare the two snapshots again.\n",
  });
}

/** A document with this text, by a name that its tab may show. */
export function snapshotUri(side: "earlier" | "later", title: string, text: string): Uri {
  const path = `/${title}/${side}`;
  texts.delete(path);
  texts.set(path, text);
  for (const oldest of texts.keys()) {
    if (texts.size <= 2 * mostKept) break;
    texts.delete(oldest);
  }
  return Uri.from({ scheme, path });
}
