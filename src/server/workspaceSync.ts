import {
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
} from "vscode-languageserver";
import type { Session } from "./session.ts";
import { readSettings } from "./settings.ts";

/** Keeps folders, files and settings as the client has them. */
export function followWorkspace(session: Session): void {
  const { connection } = session;
  connection.onInitialized(() => {
    register(session).catch((error) => session.log("Changes of files will not be noticed", error));
    session.case.caseChanged();
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    session.settings = readSettings(settings);
    for (const open of session.documents.values()) {
      open.reconsider({ zone: session.settings.zone });
      session.reports.changed(open);
    }
    session.reports.refresh();
    session.refresh("inlayHint");
    session.case.caseChanged();
  });
  connection.onNotification(DidChangeWorkspaceFoldersNotification.type, ({ event }) => {
    const removed = new Set(event.removed.map(({ uri }) => uri));
    const added = event.added.map(({ uri }) => uri);
    session.folders = [...session.folders.filter((uri) => !removed.has(uri)), ...added];
    session.case.caseChanged();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    session.case.filesChanged(changes.map(({ uri }) => uri));
  });
}

async function register({ connection, client }: Session): Promise<void> {
  if (!client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
  const watchers = [{ globPattern: "**/*" }];
  await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
}
