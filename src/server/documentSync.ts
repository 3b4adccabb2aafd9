import {
  DidChangeTextDocumentNotification,
  type DidChangeTextDocumentParams,
  DidCloseTextDocumentNotification,
  type DidCloseTextDocumentParams,
  DidOpenTextDocumentNotification,
  type DidOpenTextDocumentParams,
} from "vscode-languageserver-protocol";
import { microsPerDay } from "../core/instant.ts";
import type { OpenDocument, OpenedText } from "./openDocument.ts";
import type { Session } from "./session.ts";

/** What a session makes of the documents that the client has open. */
export interface DocumentFollower<Open extends OpenDocument> {
  readonly open: (text: OpenedText) => Open;
  /** "dated": other years were found for times that leave them out. */
  readonly changed: (open: Open, how: "opened" | "edited" | "dated") => void;
  readonly closed: (uri: string) => void;
}

/** Keeps the session's open documents as the client has them. */
export function followDocuments<Open extends OpenDocument>(
  session: Session<Open>,
  follower: DocumentFollower<Open>,
): void {
  const { documents } = session;
  session.hear<DidOpenTextDocumentParams>(DidOpenTextDocumentNotification.method, ({ textDocument }) => {
    const open = follower.open(textDocument);
    session.views.place(open);
    documents.set(textDocument.uri, open);
    follower.changed(open, "opened");
    void dateDocument(session, open, follower);
  });
  session.hear<DidChangeTextDocumentParams>(
    DidChangeTextDocumentNotification.method,
    ({ textDocument, contentChanges }) => {
      const open = documents.get(textDocument.uri);
      if (!open) return;
      open.edit(textDocument.version, contentChanges);
      session.views.place(open);
      follower.changed(open, "edited");
    },
  );
  session.hear<DidCloseTextDocumentParams>(DidCloseTextDocumentNotification.method, ({ textDocument }) => {
    documents.delete(textDocument.uri);
    session.views.forget(textDocument.uri);
    follower.closed(textDocument.uri);
  });
}

/** Years that lines leave out follow from when the file was last changed. Today is as good for a recent one. */
async function dateDocument<Open extends OpenDocument>(
  session: Session<Open>,
  open: Open,
  { changed }: DocumentFollower<Open>,
): Promise<void> {
  const { uri } = open.document;
  if (!uri.startsWith("file:")) return;
  const file = await session
    .files(uri.slice(0, uri.lastIndexOf("/")))
    .stat(uri)
    .catch(() => undefined);
  const isOld = file !== undefined && file.changed < Date.now() * 1000 - microsPerDay;
  if (!isOld || session.documents.get(uri) !== open) return;
  open.reconsider({ latest: file.changed });
  changed(open, "dated");
}
