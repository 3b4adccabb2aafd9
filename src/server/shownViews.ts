import { methods } from "../protocol/messages.ts";
import { type ViewShown, viewScheme } from "../protocol/views.ts";
import { LineOrigins } from "../workspace/document/lineOrigins.ts";
import type { OpenDocument } from "./openDocument.ts";
import type { Session } from "./session.ts";

/** Views show lines that stand elsewhere: they are no evidence of their own. */
export function isView(uri: string): boolean {
  return uri.startsWith(`${viewScheme}:`);
}

interface Shown {
  readonly params: ViewShown;
  readonly origins: LineOrigins;
}

/** Whose lines the views of a client show, as it said last. */
export class ShownViews {
  readonly #shown = new Map<string, Shown>();

  /** What another session has to be told, to know the same. */
  get all(): readonly ViewShown[] {
    return [...this.#shown.values()].map(({ params }) => params);
  }

  add(params: ViewShown): void {
    const parts = params.parts.map(({ first, uri, lines, reading }) => ({
      first,
      uri,
      lines: Uint32Array.from(lines),
      ...reading,
    }));
    this.#shown.set(params.uri, { params, origins: new LineOrigins(parts) });
  }

  forget(uri: string): void {
    this.#shown.delete(uri);
  }

  /** Tells a document whose lines it shows; none as long as its text is not yet what was said of it. */
  place(open: OpenDocument): void {
    const { uri, lineCount, origins } = open.document;
    const shown = this.#shown.get(uri);
    const found = shown?.params.count === lineCount ? shown.origins : undefined;
    if (found !== origins) open.reconsider({ origins: found });
  }
}

/** Hears which lines the client's views show; `changed` where an open document learns it behind its text. */
export function followViews<Open extends OpenDocument>(
  session: Session<Open>,
  changed: (open: Open) => void,
): void {
  session.hear<ViewShown>(methods.viewShown, (params) => {
    session.views.add(params);
    const open = session.opened(params);
    if (open?.document.lineCount !== params.count) return;
    session.views.place(open);
    changed(open);
  });
}
