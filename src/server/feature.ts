import {
  type CancellationToken,
  LSPErrorCodes,
  type ProtocolRequestType,
  ResponseError,
  type ServerCapabilities,
} from "vscode-languageserver-protocol";
import { methods } from "../protocol/messages.ts";
import type { ServerRequests } from "../protocol/requests.ts";
import type { CaseSession } from "./caseSession.ts";
import type { Connection } from "./connection.ts";
import type { DocumentSession } from "./documentSession.ts";

/** Answers one request. May take its time where it looks at the token between two parts of its work. */
export type Answer<Of, Params, Result> = (
  session: Of,
  params: Params,
  token: CancellationToken,
) => Result | ResponseError<never> | Promise<Result | ResponseError<never>>;

/** One feature of the language server: what it declares, and the requests that it answers. */
export interface Feature<Of> {
  readonly capabilities?: Partial<ServerCapabilities>;
  readonly requests: readonly BoundRequest<Of>[];
}

/** A request with its answer, and what is answered where that fails. */
export interface BoundRequest<Of> {
  readonly method: string;
  readonly empty: unknown;
  readonly bind: (connection: Connection, session: Of) => void;
}

interface LoggingSession {
  log(what: string, error: unknown): void;
}

/** Makes requests that are answered by one kind of session. */
function requestsOf<Of extends LoggingSession>() {
  return {
    /** One of LSP's requests. Where the answer fails, `empty` is given instead. */
    request: <Params, Result, Partial, Error, Options>(
      type: ProtocolRequestType<Params, Result, Partial, Error, Options>,
      empty: NoInfer<Result>,
      answer: Answer<Of, Params, NoInfer<Result>>,
    ): BoundRequest<Of> => bound(type.method, empty, answer),
    /** One of our own requests, by its key in `methods`. */
    ownRequest: <Name extends keyof ServerRequests>(
      name: Name,
      empty: ServerRequests[Name]["result"],
      answer: Answer<Of, ServerRequests[Name]["params"], ServerRequests[Name]["result"]>,
    ): BoundRequest<Of> => bound(methods[name], empty, answer),
  };
}

/** Requests about documents, answered at once. */
export const ofDocuments = requestsOf<DocumentSession>();
/** Requests about the case, answered where it lives. */
export const ofCase = requestsOf<CaseSession>();

export function bound<Of extends LoggingSession, Params, Result>(
  method: string,
  empty: Result,
  answer: Answer<Of, Params, Result>,
): BoundRequest<Of> {
  const bind = (connection: Connection, session: Of) => {
    connection.onRequest(method, guarded(method, session, empty, answer));
  };
  return { method, empty, bind };
}

/** No failure of one answer ends the server, and none reaches the analyst as a stack trace. */
function guarded<Of extends LoggingSession, Params, Result>(
  method: string,
  session: Of,
  empty: Result,
  answer: Answer<Of, Params, Result>,
) {
  return async (params: Params, token: CancellationToken): Promise<unknown> => {
    if (token.isCancellationRequested) return cancelled();
    try {
      const result = await answer(session, params, token);
      return token.isCancellationRequested ? cancelled() : result;
    } catch (error) {
      session.log(`${method} was answered empty`, error);
      return empty;
    }
  };
}

export function cancelled(): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled.");
}
