import {
  type CancellationToken,
  createMessageConnection,
  type Logger,
  type MessageConnection,
  type ProgressToken,
  type ResponseError,
  type WorkDoneProgressCreateParams,
  WorkDoneProgressCreateRequest,
} from "vscode-languageserver-protocol";
import { logError } from "./connection.ts";
import type { DocumentSession } from "./documentSession.ts";
import { cancelled } from "./feature.ts";
import type { Thread } from "./host.ts";
import { isSameKnown } from "./knownEvidence.ts";
import { type KnownParams, type ReadingParams, threadMethods } from "./threadMessages.ts";

/** A request as the thread knows it, and the answer where there is none from it. */
export interface AskedRequest {
  readonly method: string;
  readonly empty: unknown;
}

interface WorkProgress {
  readonly token: ProgressToken;
  readonly value: { readonly kind?: string };
}

const progressMethod = "$/progress";

/** One life of the thread that the case lives in: what is said to it, and what it says to the client. */
export class ThreadRun {
  readonly #session: DocumentSession;
  readonly #connection: MessageConnection;
  /** Ends the waiting for one answer each. */
  readonly #waiting = new Set<() => void>();
  readonly #progress = new Set<ProgressToken>();
  #reading: string | undefined;
  /** Notifications on their way, in their order. */
  readonly #unsent: { readonly method: string; readonly params: unknown }[] = [];

  constructor(session: DocumentSession, { reader, writer }: Thread) {
    this.#session = session;
    this.#connection = createMessageConnection(reader, writer, loggerOf(session));
    this.#passOn();
    this.#connection.onNotification(threadMethods.known, ({ pids, addresses }: KnownParams) => {
      const known = { pids: new Set(pids), addresses: new Set(addresses) };
      if (isSameKnown(known, session.known)) return;
      session.known = known;
      session.refresh("semanticTokens");
    });
    this.#connection.onNotification(threadMethods.reading, ({ uri }: ReadingParams) => {
      this.#reading = uri;
    });
    this.#connection.listen();
  }

  /** Uri of the file that it is reading, or was when it ended. */
  get reading(): string | undefined {
    return this.#reading;
  }

  /** What the client waits for is answered first: waking a thread takes a millisecond where cores are few. */
  notify(method: string, params: unknown): void {
    if (this.#unsent.length === 0) setImmediate(() => this.#send());
    this.#unsent.push({ method, params });
  }

  #send(): void {
    for (const { method, params } of this.#unsent.splice(0))
      this.#connection
        .sendNotification(method, params)
        .catch((error) => this.#session.log("The case was not told of a change", error));
  }

  /** The thread's answer: empty where it ends before, and told as cancelled as soon as that is wanted. */
  ask<Result>({ method, empty }: AskedRequest, params: unknown, token: CancellationToken) {
    this.#send();
    return new Promise<Result | ResponseError<never>>((resolve, reject) => {
      const giveUp = () => resolve(empty as Result);
      const cancelling = token.onCancellationRequested(() => resolve(cancelled()));
      this.#waiting.add(giveUp);
      this.#connection
        .sendRequest<Result>(method, params, token)
        .then(resolve, reject)
        .finally(() => {
          this.#waiting.delete(giveUp);
          cancelling.dispose();
        });
    });
  }

  /** After its end: nobody waits for it any more, and no progress goes on being shown. */
  close(): void {
    this.#unsent.length = 0;
    for (const giveUp of this.#waiting) giveUp();
    for (const token of this.#progress) this.#tell(progressMethod, { token, value: { kind: "end" } });
    this.#connection.dispose();
  }

  /** What the case asks of the client and tells it goes to the client as it is. */
  #passOn(): void {
    const { connection } = this.#session;
    this.#connection.onRequest((method, params, token) => {
      if (method === WorkDoneProgressCreateRequest.method)
        this.#progress.add((params as WorkDoneProgressCreateParams).token);
      return params === undefined
        ? connection.sendRequest(method, token)
        : connection.sendRequest(method, params, token);
    });
    this.#connection.onNotification((method, params) => this.#tell(method, params));
    this.#connection.onUnhandledProgress((params: WorkProgress) => {
      if (params.value.kind === "end") this.#progress.delete(params.token);
      this.#tell(progressMethod, params);
    });
  }

  #tell(method: string, params: unknown): void {
    const { connection } = this.#session;
    const told =
      params === undefined
        ? connection.sendNotification(method)
        : connection.sendNotification(method, params);
    told.catch((error) => this.#session.log("The client was not told of a change", error));
  }
}

function loggerOf(session: DocumentSession): Logger {
  const say = (message: string) => logError(session.connection, `Between documents and case: ${message}`);
  return { error: say, warn: say, info: () => {}, log: () => {} };
}
