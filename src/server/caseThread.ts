import {
  type CancellationToken,
  DidOpenTextDocumentNotification,
  InitializedNotification,
  type InitializeParams,
  InitializeRequest,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
} from "vscode-languageserver-protocol";
import { methods } from "../protocol/messages.ts";
import { nameOfUri } from "../protocol/views.ts";
import { Deaths } from "./deaths.ts";
import type { DocumentSession } from "./documentSession.ts";
import type { Thread } from "./host.ts";
import { threadMethods } from "./threadMessages.ts";
import { type AskedRequest, ThreadRun } from "./threadRun.ts";

/**
 * The thread that the case lives in, as the documents' side has it. It may end at any time (memory, an error, a
 * kill): what was asked is then answered empty, and another one is started and told what the client has open.
 */
export class CaseThread {
  readonly #session: DocumentSession;
  readonly #startThread: () => Thread;
  readonly #deaths = new Deaths();
  /** Files that ended it again and again. */
  readonly #leftOut = new Set<string>();
  #run: ThreadRun | undefined;
  #hasTold = false;
  /** Why it is down, where it is. */
  #down = "The case is not read yet.";

  constructor(session: DocumentSession, startThread: () => Thread) {
    this.#session = session;
    this.#startThread = startThread;
  }

  start(): void {
    const thread = this.#newThread();
    if (!thread) return;
    const run = new ThreadRun(this.#session, thread);
    this.#run = run;
    void thread.ended.then((reason) => this.#ended(run, reason));
    this.#tellAll(run);
  }

  /** Undefined where the machine gives none. */
  #newThread(): Thread | undefined {
    try {
      return this.#startThread();
    } catch (error) {
      this.#session.log("The thread of the case did not start", error);
      this.#down = notStartedWords(error instanceof Error ? error.message : String(error));
      this.#show(MessageType.Error, this.#down);
      return undefined;
    }
  }

  /** Starts it anew where it stayed down: circumstances are others now. */
  tryAgain(): void {
    if (this.#run) return;
    this.#deaths.forget();
    this.start();
  }

  notify(method: string, params: unknown): void {
    this.#run?.notify(method, params);
  }

  async ask<Result>(
    request: AskedRequest,
    params: unknown,
    token: CancellationToken,
  ): Promise<Result | ResponseError<never>> {
    if (this.#run) return this.#run.ask<Result>(request, params, token);
    // Views and commands say why they show nothing; an editor that asks by itself is left alone.
    return isOwn(request.method)
      ? new ResponseError(LSPErrorCodes.RequestFailed, this.#down)
      : (request.empty as Result);
  }

  /** Everything that a thread before it was told in its life, in the order of a client. */
  #tellAll(run: ThreadRun): void {
    const session = this.#session;
    const { client, givenSettings, folders, documents, chosenFormats } = session;
    const params: InitializeParams = {
      processId: null,
      rootUri: null,
      capabilities: client,
      initializationOptions: givenSettings,
      workspaceFolders: folders.map((uri) => ({ uri, name: uri })),
    };
    const none = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => {} }) };
    run
      .ask({ method: InitializeRequest.method, empty: undefined }, params, none)
      .catch((error) => session.log("The case did not start", error));
    run.notify(threadMethods.leaveOut, { uris: [...this.#leftOut] });
    for (const [uri, format] of chosenFormats) run.notify(threadMethods.formatChosen, { uri, format });
    run.notify(methods.referredFiles, { uris: session.referredFiles });
    for (const view of session.views.all) run.notify(methods.viewShown, view);
    for (const [uri, { languageId, version, document }] of documents)
      run.notify(DidOpenTextDocumentNotification.method, {
        textDocument: { uri, languageId, version, text: document.text },
      });
    if (session.isInitialized) run.notify(InitializedNotification.method, {});
  }

  #ended(run: ThreadRun, reason: string): void {
    const { reading } = run;
    this.#run = undefined;
    run.close();
    const then = this.#deaths.add(reading, performance.now());
    const where = reading === undefined ? "" : ` while ${reading} was read`;
    this.#session.log(`The reading of the case ended${where}`, reason);
    if (then.kind === "again without") {
      this.#leftOut.add(then.uri);
      this.#show(MessageType.Warning, leftOutWords(then.uri, reason));
    } else if (then.kind === "stay down") {
      this.#down = downWords(reason);
      this.#show(MessageType.Error, this.#down);
    } else if (!this.#hasTold) this.#show(MessageType.Warning, againWords(reading, reason));
    this.#hasTold = true;
    if (then.kind !== "stay down") this.start();
  }

  #show(type: MessageType, message: string): void {
    this.#session.connection
      .sendNotification(ShowMessageNotification.type, { type, message })
      .catch((error) => this.#session.log("The analyst was not told", error));
  }
}

function isOwn(method: string): boolean {
  return Object.values<string>(methods).includes(method);
}

const restart = "“Incident Notes: Restart Reader of Evidence”";

function againWords(reading: string | undefined, reason: string): string {
  const where = reading === undefined ? "" : ` at ${nameOfUri(reading)}`;
  return `Reading the case ended unexpectedly${where} (${reason}). It has been started again; open documents are not affected.`;
}

function leftOutWords(uri: string, reason: string): string {
  return `${nameOfUri(uri)} ended the reading of the case twice (${reason}), and is left out now. The rest of the case is read. ${restart} tries it again.`;
}

function notStartedWords(reason: string): string {
  return `The reading of the case could not be started (${reason}). ${restart} tries it again.`;
}

function downWords(reason: string): string {
  return `Reading the case ended several times (${reason}), and is not started again by itself: views and findings stay empty. Exclude large files in the settings, then run ${restart}.`;
}
