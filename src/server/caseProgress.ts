import type { WorkDoneProgressServerReporter } from "vscode-languageserver";
import type { Cancellation } from "../workspace/reading/files.ts";
import type { CaseSession } from "./caseSession.ts";

/** Work that is done sooner is not shown. */
const patienceMs = 400;
const betweenReportsMs = 100;

/** Shows which file of the case is read, in clients that can show it, and lets the analyst stop the reading. */
export class CaseProgress implements Cancellation {
  readonly #session: CaseSession;
  readonly #timer: ReturnType<typeof setTimeout>;
  #reporter: WorkDoneProgressServerReporter | undefined;
  #reported = 0;
  #isDone = false;
  #isOutdated = false;

  constructor(session: CaseSession) {
    this.#session = session;
    this.#timer = setTimeout(() => {
      this.#begin().catch((error) => session.log("The progress cannot be shown", error));
    }, patienceMs);
  }

  /** What is being read is no longer wanted. */
  outdate(): void {
    this.#isOutdated = true;
  }

  /** Whether the analyst stopped it. */
  get isStopped(): boolean {
    return this.#reporter?.token.isCancellationRequested ?? false;
  }

  get isCancellationRequested(): boolean {
    return this.#isOutdated || this.isStopped;
  }

  /** What was read until the analyst stopped it is still joined. */
  get joining(): Cancellation {
    const isOutdated = () => this.#isOutdated;
    return {
      get isCancellationRequested() {
        return isOutdated();
      },
    };
  }

  file(path: string): void {
    const now = performance.now();
    if (!this.#reporter || now < this.#reported + betweenReportsMs) return;
    this.#reported = now;
    this.#reporter.report(path);
  }

  done(): void {
    this.#isDone = true;
    clearTimeout(this.#timer);
    this.#reporter?.done();
  }

  async #begin(): Promise<void> {
    const { client, connection } = this.#session;
    if (!client.window?.workDoneProgress) return;
    const reporter = await connection.window.createWorkDoneProgress();
    if (this.#isDone) return;
    reporter.begin("Reading the case", undefined, undefined, true);
    this.#reporter = reporter;
  }
}
