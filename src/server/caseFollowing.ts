import type { CancellationToken } from "vscode-languageserver-protocol";
import type { KnownEvidence } from "../features/lineTokens.ts";
import { methods } from "../protocol/messages.ts";
import {
  type CaseSnapshot,
  CaseStore,
  type CaseStoreOptions,
  emptySnapshot,
} from "../workspace/case/caseStore.ts";
import { documentKindOf } from "../workspace/reading/fileReading.ts";
import { type FileEntry, type Files, isPassedOver } from "../workspace/reading/files.ts";
import type { ReadingBook } from "../workspace/reading/readingBook.ts";
import { CaseComparisonFiles, isOfComparisons } from "./caseComparisonFiles.ts";
import { caseFiles } from "./caseFiles.ts";
import { caseOptions } from "./caseOptions.ts";
import { CaseProgress } from "./caseProgress.ts";
import type { CaseSession } from "./caseSession.ts";
import { GrowingFiles } from "./growingFiles.ts";
import { isSameKnown, knownIn } from "./knownEvidence.ts";
import { PartialJoins } from "./partialJoins.ts";
import type { Settings } from "./settings.ts";
import { SpelledUris } from "./spelledUris.ts";
import { type KnownParams, threadMethods } from "./threadMessages.ts";

/** A pause in typing after which the case is read again; a longer one where reading it takes long. */
const leastPauseMs = 300;
const mostPauseMs = 5000;
const pausePerWork = 3;
/** How long answers that cannot wait do wait. */
const patienceMs = 200;
/** Of more changed files than this the folders are looked at as a whole. */
const mostSingleFiles = 200;

/** What is yet to be followed. */
interface Wanted {
  folders: "as they are" | "again";
  lists: "as they are" | "again";
  readonly files: Set<string>;
  readonly documents: Set<string>;
}

/**
 * Follows the case of a session: folders, single files, and open documents in place of their files. What changes
 * while it works is done next; the client is told when all is done.
 */
export class CaseFollowing {
  readonly #session: CaseSession;
  readonly #store: CaseStore;
  readonly #spelled = new SpelledUris();
  readonly #growing: GrowingFiles;
  readonly #comparisons: CaseComparisonFiles;
  #wanted: Wanted = nothing();
  #working: Promise<void> | undefined;
  #progress: CaseProgress | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastWorkMs = 0;
  /** Whether more was wanted while it worked. */
  #isAgainDue = false;
  /** Whether all files are to be read anew, whatever the store knows of them. */
  #isAllDue = false;
  #snapshot = emptySnapshot;
  /** What the documents' side was told last. */
  #known: KnownEvidence | undefined;
  /** Resolved when the folders of the case, or a first part of them, have been read. */
  readonly #showsSome: Promise<void>;
  #showSome = () => {};
  #folders: readonly string[] = [];
  /** The settings by which the store reads. */
  #settings: Settings;
  #options: CaseStoreOptions;

  constructor(session: CaseSession) {
    this.#session = session;
    this.#settings = session.settings;
    this.#options = caseOptions(session);
    this.#store = new CaseStore(this.#options);
    this.#comparisons = new CaseComparisonFiles(session);
    this.#growing = new GrowingFiles({
      entries: () => this.#store.entries,
      filesFor: (uri) => this.filesFor(uri),
      changed: (uris) => this.filesChanged(uris),
    });
    this.#showsSome = new Promise((resolve) => {
      this.#showSome = resolve;
    });
  }

  /** What the case said last; at once. */
  snapshot(): CaseSnapshot {
    return this.#snapshot;
  }

  /** What the case says when all that has changed is read; what it said last where that is cancelled. */
  async ready(token: CancellationToken): Promise<CaseSnapshot> {
    await this.#session.bookRead;
    if (isWanted(this.#wanted)) this.#start();
    while (this.#working && !token.isCancellationRequested)
      await Promise.race([this.#working, cancelled(token)]);
    return this.#snapshot;
  }

  /** The same for answers that cannot wait long: what it said last where the work at hand takes its time. */
  async soon(token: CancellationToken): Promise<CaseSnapshot> {
    await Promise.race([this.#showsSome, cancelled(token)]);
    await Promise.race([this.#working, after(patienceMs)]);
    return this.#snapshot;
  }

  /** Folders or settings are others now, or the session begins. */
  caseChanged(): void {
    this.#wanted.folders = "again";
    this.#progress?.outdate();
    this.#later(0);
  }

  /** The case says something else of its reading: what that touches is read anew. */
  bookChanged(before: ReadingBook): void {
    const { book, documents } = this.#session;
    if (!book.hasFormatsOf(before)) this.#isAllDue = true;
    const isOther = (uri: string) => book.way(uri).key !== before.way(uri).key;
    for (const uri of documents.keys()) if (isOther(uri)) this.documentChanged(uri, "reread");
    const files = this.#store.entries.map(({ uri }) => uri).filter(isOther);
    for (const uri of files) this.#store.reread(uri);
    if (this.#isAllDue) this.caseChanged();
    else if (0 < files.length) this.filesChanged(files);
  }

  /** Files were created, changed or deleted, in the editor or beside it. */
  filesChanged(uris: readonly string[]): void {
    if (uris.some(isOfComparisons)) this.#wanted.lists = "again";
    for (const uri of uris) this.#wanted.files.add(uri);
    this.#later(this.#pause);
  }

  /** A document was opened, edited or closed, or is read in another format. */
  documentChanged(uri: string, how: "opened" | "edited" | "closed" | "reread"): void {
    this.#wanted.documents.add(uri);
    if (how === "reread") this.#store.reread(uri);
    this.#later(how === "edited" ? this.#pause : 0);
  }

  /** Files of the folder that a document lies in, by the case's spelling. */
  filesFor(uri: string): Files {
    const folder = this.folderOf(uri) ?? uri.slice(0, uri.lastIndexOf("/"));
    return caseFiles(folder, this.#session, this.#spelled);
  }

  /** The innermost folder of the case that a document lies in. */
  folderOf(uri: string): string | undefined {
    const spelled = this.#spelled.spell(uri);
    return this.#folders
      .filter((folder) => spelled.startsWith(`${this.#spelled.spell(folder).replace(/\/$/, "")}/`))
      .sort((a, b) => b.length - a.length)[0];
  }

  get #pause(): number {
    return Math.min(mostPauseMs, Math.max(leastPauseMs, pausePerWork * this.#lastWorkMs));
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    if (ms === 0) this.#start();
    else this.#timer = setTimeout(() => this.#start(), ms);
  }

  #start(): void {
    clearTimeout(this.#timer);
    this.#isAgainDue = this.#working !== undefined;
    this.#working ??= this.#work()
      .catch((error) => this.#session.log("The case was not followed", error))
      .finally(() => {
        this.#working = undefined;
        if (this.#isAgainDue) this.#start();
      });
  }

  async #work(): Promise<void> {
    await this.#session.bookRead;
    const began = performance.now();
    const wanted = this.#wanted;
    this.#wanted = nothing();
    const progress = new CaseProgress(this.#session);
    this.#progress = progress;
    try {
      await this.#look(wanted, progress);
      await this.#read(progress, new PartialJoins(began));
      this.#tell(await this.#store.snapshot(progress.joining()));
    } finally {
      if (wanted.folders === "again" && !progress.isCancellationRequested) this.#showSome();
      progress.done();
      this.#growing.watch();
      this.#lastWorkMs = performance.now() - began;
    }
  }

  /** Reads what is due; parts of a long reading are shown as they come. */
  async #read(progress: CaseProgress, partial: PartialJoins): Promise<void> {
    progress.plannedBytes = this.#store.dueBytes;
    for await (const _read of this.#store.read(progress)) {
      const began = performance.now();
      if (!partial.isDue(began, progress)) continue;
      this.#tell(await this.#store.snapshot(progress.joining()));
      this.#showSome();
      const now = performance.now();
      partial.joined(now, now - began, progress);
    }
  }

  async #look({ folders, lists, files, documents }: Wanted, progress: CaseProgress): Promise<void> {
    if (folders === "again") this.#reconsider(documents);
    if (folders === "again" || lists === "again") await this.#readComparisons();
    for (const uri of documents) await this.#lookAtDocument(uri, progress);
    const virtual = [...files].some((uri) => !uri.startsWith("file:"));
    if (folders === "again" || virtual || mostSingleFiles < files.size) await this.#lookAtFolders(progress);
    else for (const uri of files) await this.#lookAtFile(uri, progress);
  }

  /** Takes the session's folders and settings, and adds what that changes to the documents to be followed. */
  #reconsider(documents: Set<string>): void {
    const { settings, folders } = this.#session;
    for (const folder of this.#folders)
      if (!folders.includes(folder)) this.#store.leave(this.#spelled.spell(folder));
    this.#folders = folders;
    for (const uri of this.#session.documents.keys()) documents.add(uri);
    if (settings === this.#settings && !this.#isAllDue) return;
    this.#settings = settings;
    this.#isAllDue = false;
    this.#options = caseOptions(this.#session);
    this.#store.reconsider(this.#options);
  }

  /** The analyst's own lists and databases. */
  async #readComparisons(): Promise<void> {
    const { lists, databases } = await this.#comparisons.read(this.#folders);
    this.#store.compareWith(lists, databases);
  }

  async #lookAtFolders(progress: CaseProgress): Promise<void> {
    for (const folder of this.#folders) {
      const files = caseFiles(folder, this.#session, this.#spelled);
      await this.#store
        .look(this.#spelled.spell(folder), files, progress)
        .catch((error) => this.#session.log("A folder of the case could not be listed", error));
    }
    for (const uri of this.#session.referredFiles) await this.#lookAtFile(uri, progress);
  }

  /** The folder of a file that is of the case without lying in one of its folders. */
  #folderOfReferred(uri: string): string | undefined {
    return this.#session.referredFiles.includes(uri) ? uri.slice(0, uri.lastIndexOf("/")) : undefined;
  }

  /** A file; or an archive; or a folder, which is told of when it comes, goes or gets another name. */
  async #lookAtFile(uri: string, progress: CaseProgress): Promise<void> {
    const spelled = this.#spelled.spell(uri);
    const folder = this.folderOf(uri) ?? this.#folderOfReferred(uri);
    if (folder === undefined) this.#store.reread(spelled);
    if (folder === undefined || isPassedOver(spelled.slice(folder.length))) return;
    const files = caseFiles(folder, this.#session, this.#spelled);
    await this.#store.lookAt(spelled, files);
    const entry = await files.stat(spelled);
    if (!entry || entry.isArchive) await this.#store.look(spelled, files, progress);
  }

  async #lookAtDocument(uri: string, progress: CaseProgress): Promise<void> {
    const spelled = this.#spelled.spell(uri);
    if (spelled !== uri) this.#store.reread(spelled);
    this.#spelled.named(uri);
    const entry = await this.#entryOf(uri);
    const document = this.#options.wanted(entry.path)
      ? this.#session.documents.get(uri)?.document
      : undefined;
    this.#store.setOpen(entry, document?.text);
    if (!document) await this.#lookAtFile(uri, progress);
  }

  /** An open document as a file of the case, whether it was ever saved or not. */
  async #entryOf(uri: string): Promise<FileEntry> {
    const saved = await this.filesFor(uri).stat(uri);
    if (saved) return { ...saved, uri };
    const name = uri.slice(uri.lastIndexOf("/") + 1);
    const isNote = this.#session.documents.get(uri)?.document.kind === "note";
    const path = isNote && documentKindOf(name) === "file" ? `${name}.md` : name;
    return { uri, path, size: 0, changed: Date.now() * 1000 };
  }

  #tell(snapshot: CaseSnapshot): void {
    if (snapshot === this.#snapshot) return;
    this.#snapshot = snapshot;
    this.#tellKnown(knownIn(snapshot.view));
    this.#session.connection
      .sendNotification(methods.caseChanged)
      .catch((error) => this.#session.log("The client was not told of a change", error));
    this.#session.refresh("codeLens", "inlayHint");
  }

  /** Tokens of documents have other colors where more is known. */
  #tellKnown(known: KnownEvidence): void {
    if (this.#known && isSameKnown(known, this.#known)) return;
    this.#known = known;
    const params: KnownParams = { pids: [...known.pids], addresses: [...known.addresses] };
    this.#session.connection
      .sendNotification(threadMethods.known, params)
      .catch((error) => this.#session.log("The documents were not told of a change", error));
  }
}

function nothing(): Wanted {
  return { folders: "as they are", lists: "as they are", files: new Set(), documents: new Set() };
}

function isWanted({ folders, lists, files, documents }: Wanted): boolean {
  return folders === "again" || lists === "again" || files.size !== 0 || documents.size !== 0;
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function cancelled(token: CancellationToken): Promise<void> {
  return new Promise((resolve) => token.onCancellationRequested(() => resolve()));
}
