import { microsPerDay } from "../core/instant.ts";
import { OpenDocument } from "./openDocument.ts";
import type { Session } from "./session.ts";

/** Keeps the session's open documents as the client has them. */
export function followDocuments(session: Session): void {
  const { connection, documents, reports } = session;
  const guarded =
    <Params>(what: string, follow: (params: Params) => void) =>
    (params: Params) => {
      try {
        follow(params);
      } catch (error) {
        session.log(`${what} was not followed`, error);
      }
    };

  connection.onDidOpenTextDocument(
    guarded("An opened document", ({ textDocument }) => {
      const open = new OpenDocument(textDocument, session.settings, session.host.sha256);
      open.choose(session.chosenFormats.get(textDocument.uri));
      documents.set(textDocument.uri, open);
      reports.changed(open);
      session.case.documentChanged(textDocument.uri, "opened");
      void dateDocument(session, open);
    }),
  );
  connection.onDidChangeTextDocument(
    guarded("An edit", ({ textDocument, contentChanges }) => {
      const open = documents.get(textDocument.uri);
      if (!open) return;
      open.edit(textDocument.version, contentChanges);
      reports.changed(open);
      session.case.documentChanged(textDocument.uri, "edited");
    }),
  );
  connection.onDidCloseTextDocument(
    guarded("A closed document", ({ textDocument }) => {
      documents.delete(textDocument.uri);
      reports.closed(textDocument.uri);
      session.case.documentChanged(textDocument.uri, "closed");
    }),
  );
}

/** Years that lines leave out follow from when the file was last changed. Today is as good for a recent one. */
async function dateDocument(session: Session, open: OpenDocument): Promise<void> {
  const { uri } = open.document;
  if (!uri.startsWith("file:")) return;
  const file = await session
    .files(uri.slice(0, uri.lastIndexOf("/")))
    .stat(uri)
    .catch(() => undefined);
  const isOld = file !== undefined && file.changed < Date.now() * 1000 - microsPerDay;
  if (!isOld || session.documents.get(uri) !== open) return;
  open.reconsider({ latest: file.changed });
  session.reports.changed(open);
}
