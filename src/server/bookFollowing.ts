import { sourcesPath } from "../core/sources.ts";
import { definitionsPath, type LoadedBook, loadReadingBook } from "../workspace/reading/loadReadingBook.ts";
import type { ReadingBook } from "../workspace/reading/readingBook.ts";
import type { OpenDocument } from "./openDocument.ts";
import type { Session } from "./session.ts";

/** What a session makes of what the case says of its reading. */
export interface BookFollower<Open extends OpenDocument> {
  /** Another book than before is the session's; `reread` are the open documents that are read anew by it. */
  readonly bookChanged?: (before: ReadingBook, reread: readonly Open[]) => void;
  /** It was read, with what is wrong with it. */
  readonly bookRead?: (loaded: LoadedBook) => void;
}

/** A document that says how the case is read, or a folder that may hold some. */
export function isOfBook(uri: string): boolean {
  return (
    [definitionsPath, sourcesPath, ".incident"].some((path) => uri.endsWith(`/${path}`)) ||
    uri.includes(`/${definitionsPath}/`)
  );
}

/**
 * Keeps the formats and sources of a session as the settings and the folders of the case say them. Until they are
 * read, nothing of the case is.
 */
export class BookFollowing<Open extends OpenDocument> {
  readonly #session: Session<Open>;
  readonly #follower: BookFollower<Open>;

  constructor(session: Session<Open>, follower: BookFollower<Open>) {
    this.#session = session;
    this.#follower = follower;
  }

  /** One reading after the other: what was asked for last stands. */
  read(): void {
    const session = this.#session;
    session.bookRead = session.bookRead
      .then(() => this.#read())
      .catch((error) => session.log("What the case says of its reading was not read", error));
  }

  async #read(): Promise<void> {
    const session = this.#session;
    const folders = session.folders.map((uri) => ({ uri, files: session.files(uri) }));
    const loaded = await loadReadingBook({ folders, definitions: session.settings.definitions });
    const before = session.book;
    this.#follower.bookRead?.(loaded);
    if (loaded.book.key === before.key) return;
    session.book = loaded.book;
    const reread = [...session.documents.values()].filter((open) => open.readAgain());
    this.#follower.bookChanged?.(before, reread);
  }
}
