import {
  DidChangeConfigurationNotification,
  type DidChangeConfigurationParams,
  DidChangeWatchedFilesNotification,
  type DidChangeWatchedFilesParams,
  DidChangeWorkspaceFoldersNotification,
  type DidChangeWorkspaceFoldersParams,
  InitializedNotification,
} from "vscode-languageserver-protocol";
import { methods, type ReferredFiles } from "../protocol/messages.ts";
import { type BookFollower, BookFollowing, isOfBook } from "./bookFollowing.ts";
import type { OpenDocument } from "./openDocument.ts";
import type { Session } from "./session.ts";
import { readSettings } from "./settings.ts";

/** What a session makes of the folders, files and settings that the client has. */
export interface WorkspaceFollower<Open extends OpenDocument> extends BookFollower<Open> {
  readonly initialized: () => void;
  readonly settingsChanged: (settings: unknown) => void;
  readonly foldersChanged: () => void;
  readonly filesChanged: (uris: readonly string[]) => void;
}

/** Keeps folders and settings as the client has them. */
export function followWorkspace<Open extends OpenDocument>(
  session: Session<Open>,
  follower: WorkspaceFollower<Open>,
): void {
  const book = new BookFollowing(session, follower);
  session.hear(InitializedNotification.method, () => {
    book.read();
    follower.initialized();
  });
  session.hear<DidChangeConfigurationParams>(DidChangeConfigurationNotification.method, ({ settings }) => {
    session.settings = readSettings(settings);
    for (const open of session.documents.values()) open.reconsider({ zone: session.settings.zone });
    book.read();
    follower.settingsChanged(settings);
  });
  session.hear<DidChangeWorkspaceFoldersParams>(DidChangeWorkspaceFoldersNotification.method, ({ event }) => {
    const removed = new Set(event.removed.map(({ uri }) => uri));
    const added = event.added.map(({ uri }) => uri);
    session.folders = [...session.folders.filter((uri) => !removed.has(uri)), ...added];
    book.read();
    follower.foldersChanged();
  });
  session.hear<ReferredFiles>(methods.referredFiles, ({ uris }) => {
    const before = session.referredFiles;
    session.referredFiles = uris;
    follower.filesChanged([...before, ...uris]);
  });
  session.hear<DidChangeWatchedFilesParams>(DidChangeWatchedFilesNotification.method, ({ changes }) => {
    if (changes.some(({ uri }) => isOfBook(uri))) book.read();
    follower.filesChanged(changes.map(({ uri }) => uri));
  });
}
