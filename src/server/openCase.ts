import type { CancellationToken } from "vscode-languageserver";
import { allFormats } from "../formats/all.ts";
import { methods } from "../protocol/messages.ts";
import { CaseLines } from "../workspace/caseLines.ts";
import { type CaseSnapshot, CaseStore, type CaseStoreOptions } from "../workspace/caseStore.ts";
import { documentKindOf } from "../workspace/fileReading.ts";
import type { Cancellation, FileEntry } from "../workspace/files.ts";
import { globMatcher } from "../workspace/glob.ts";
import { isSameKnown, knownIn } from "./knownEvidence.ts";
import type { Session } from "./session.ts";
import type { Settings } from "./settings.ts";

/** What the case says now, and what it says of single lines. */
export interface CurrentCase extends CaseSnapshot {
  readonly lines: CaseLines;
}

/** Pauses in typing after which an edited text is joined with the case again: the longer, the more is to be done. */
const pauseMs = 600;
const longPauseMs = 3000;
const manyLines = 5000;
/** Of more changed files than this the whole folder is looked at. */
const mostSingleFiles = 100;

/** The case of a session: follows folders, files and open documents one after the other, and tells the client. */
export class OpenCase {
  readonly #session: Session;
  readonly #store: CaseStore;
  /** What is being followed; the next change waits for it. */
  #work: Promise<void> = Promise.resolve();
  #cancellation = { isCancellationRequested: false };
  #folders: readonly string[] = [];
  #current: CurrentCase | undefined;
  readonly #edited = new Set<string>();
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(session: Session) {
    this.#session = session;
    this.#store = new CaseStore(optionsOf(session.settings));
  }

  /** What the case says when all that has changed is read. */
  async current(token: CancellationToken): Promise<CurrentCase> {
    await this.#work;
    return this.#read(token);
  }

  async #read(token: CancellationToken): Promise<CurrentCase> {
    if (this.#edited.size !== 0) await this.#followEdits();
    const snapshot = await this.#store.snapshot(token);
    if (this.#current?.reading !== snapshot.reading)
      this.#current = { ...snapshot, lines: new CaseLines(snapshot.reading, snapshot.view) };
    return this.#current!;
  }

  /** What the case said last, for answers that cannot wait. */
  get last(): CurrentCase | undefined {
    return this.#current;
  }

  /** Folders or settings are others now, or the session begins. */
  caseChanged(): void {
    this.#cancellation.isCancellationRequested = true;
    const cancellation = { isCancellationRequested: false };
    this.#cancellation = cancellation;
    const { settings, folders, documents } = this.#session;
    this.#follow(async () => {
      this.#store.reconsider(optionsOf(settings));
      for (const folder of this.#folders) if (!folders.includes(folder)) this.#store.leave(folder);
      this.#folders = folders;
      for (const uri of documents.keys()) this.#edited.add(uri);
      await this.#readFolders(cancellation);
    });
  }

  /** Files were created, changed or deleted, in the editor or beside it. */
  filesChanged(uris: readonly string[]): void {
    const cancellation = this.#cancellation;
    this.#follow(async () => {
      if (mostSingleFiles < uris.length) {
        await this.#readFolders(cancellation);
        return;
      }
      for (const uri of uris) {
        const folder = this.#folderOf(uri);
        if (folder !== undefined)
          await this.#store.followFile(uri, this.#session.files(folder), cancellation);
      }
    });
  }

  /** A document was opened, edited or closed. */
  documentChanged(uri: string): void {
    this.#edited.add(uri);
    clearTimeout(this.#pause);
    const lines = this.#session.documents.get(uri)?.document.lineCount ?? 0;
    const pause = lines < manyLines ? pauseMs : longPauseMs;
    this.#pause = setTimeout(() => this.#follow(() => this.#followEdits()), pause);
  }

  /** Does work behind all other, then tells the client. */
  #follow(work: () => Promise<void>): void {
    this.#work = this.#work
      .then(work)
      .then(() => this.#tell())
      .catch((error) => this.#session.log("The case was not followed", error));
  }

  async #readFolders(cancellation: Cancellation): Promise<void> {
    const { client, connection } = this.#session;
    const progress = client.window?.workDoneProgress
      ? await connection.window.createWorkDoneProgress()
      : undefined;
    progress?.begin("Reading the case");
    for (const folder of this.#folders)
      await this.#store.follow(folder, this.#session.files(folder), cancellation, (path) =>
        progress?.report(path),
      );
    progress?.done();
  }

  async #followEdits(): Promise<void> {
    const uris = [...this.#edited];
    this.#edited.clear();
    for (const uri of uris) {
      const document = this.#session.documents.get(uri)?.document;
      this.#store.setOpen(await this.#entryOf(uri), document?.text);
    }
  }

  /** An open document as a file of the case, whether it was ever saved or not. */
  async #entryOf(uri: string): Promise<FileEntry> {
    const folder = this.#folderOf(uri);
    const saved = folder === undefined ? undefined : await this.#session.files(folder).stat(uri);
    const name = decodeURIComponent(uri.slice(uri.lastIndexOf("/") + 1));
    const isNote = this.#session.documents.get(uri)?.document.kind === "note";
    const path = isNote && documentKindOf(name) === "file" ? `${name}.md` : name;
    return saved ?? { uri, path, size: 0, changed: Date.now() * 1000 };
  }

  async #tell(): Promise<void> {
    const { view } = await this.#read(never);
    const known = knownIn(view);
    if (!isSameKnown(known, this.#session.known)) this.#session.known = known;
    await this.#session.connection.sendNotification(methods.caseChanged);
    this.#session.refresh();
  }

  #folderOf(uri: string): string | undefined {
    return this.#folders.find((folder) => uri.startsWith(folder.endsWith("/") ? folder : `${folder}/`));
  }
}

const never: CancellationToken = {
  isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose: () => {} }),
};

function optionsOf({ zone, include, exclude }: Settings): CaseStoreOptions {
  const included = include.map(globMatcher);
  const excluded = exclude.map(globMatcher);
  return {
    formats: allFormats,
    ...(zone ? { zone } : {}),
    wanted: (path) =>
      !excluded.some((fits) => fits(path)) &&
      (included.length === 0 || documentKindOf(path) === "note" || included.some((fits) => fits(path))),
  };
}
