import type { Cancellation, FileEntry } from "../workspace/reading/files.ts";
import type { ReadingWatch } from "../workspace/reading/readingWatch.ts";
import type { CaseSession } from "./caseSession.ts";
import type { ReadingState } from "./partialJoins.ts";
import { type ReadingParams, threadMethods } from "./threadMessages.ts";
import { WorkProgress } from "./workProgress.ts";

/** Work that is done sooner is not shown. */
const patienceMs = 400;
const betweenReportsMs = 100;
/** How much of a file is read is said of files with more bytes. */
const longFile = 8 << 20;
/** Joining is the last tenth of the bar. */
const readPercentage = 90;

/** Shows which file of the case is read, in clients that can show it, and lets the analyst stop the reading. */
export class CaseProgress implements ReadingWatch, ReadingState {
  readonly #session: CaseSession;
  readonly #timer: ReturnType<typeof setTimeout>;
  #bar: WorkProgress | undefined;
  #reported = 0;
  #isDone = false;
  #isOutdated = false;
  #file: FileEntry | undefined;
  #fileBytes = 0;
  #readBytes = 0;
  /** Bytes of all files that are to be read. */
  plannedBytes = 0;

  constructor(session: CaseSession) {
    this.#session = session;
    this.#timer = setTimeout(() => {
      this.#begin().catch((error) => session.log("The progress cannot be shown", error));
    }, patienceMs);
  }

  get readBytes(): number {
    return this.#readBytes;
  }

  /** What is being read is no longer wanted. */
  outdate(): void {
    this.#isOutdated = true;
  }

  /** Whether the analyst stopped it. */
  get isStopped(): boolean {
    return this.#bar?.isStopped ?? false;
  }

  get isCancellationRequested(): boolean {
    return this.#isOutdated;
  }

  isLeftOut(uri: string): boolean {
    return this.#session.leftOut.has(uri);
  }

  file(entry: FileEntry): void {
    this.#file = entry;
    this.#fileBytes = 0;
    this.#tellReading({ uri: entry.uri });
    this.#report();
  }

  bytes(count: number): void {
    this.#fileBytes += count;
    this.#readBytes += count;
    this.#report();
  }

  /** All files are read, or as much as shall be; they are joined now. */
  joining(): Cancellation {
    if (this.#file) this.#tellReading({});
    this.#file = undefined;
    this.#bar?.report(readPercentage, "Joining what was read");
    return this;
  }

  done(): void {
    this.#isDone = true;
    clearTimeout(this.#timer);
    this.#bar?.done();
  }

  #report(): void {
    const now = performance.now();
    if (!this.#bar || !this.#file || now < this.#reported + betweenReportsMs) return;
    this.#reported = now;
    const share = this.plannedBytes === 0 ? 0 : Math.min(1, this.#readBytes / this.plannedBytes);
    this.#bar.report(Math.floor(readPercentage * share), fileText(this.#file, this.#fileBytes));
  }

  async #begin(): Promise<void> {
    const { client, connection } = this.#session;
    if (!client.window?.workDoneProgress) return;
    const bar = await WorkProgress.create(connection);
    if (this.#isDone) return;
    bar.begin("Reading the case");
    this.#bar = bar;
  }

  /** The documents' side knows which file it was, should this thread end. */
  #tellReading(params: ReadingParams): void {
    this.#session.connection
      .sendNotification(threadMethods.reading, params)
      .catch((error) => this.#session.log("The documents were not told what is read", error));
  }
}

function fileText({ path, size }: FileEntry, read: number): string {
  if (size < longFile) return path;
  return `${path}, ${megabytes(Math.min(read, size))} of ${megabytes(size)} MB`;
}

function megabytes(bytes: number): string {
  return Math.round(bytes / 1e6).toLocaleString("en-US");
}
