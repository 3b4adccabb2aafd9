import {
  type _Connection,
  type CancellationToken,
  LSPErrorCodes,
  type ProtocolRequestType,
  ResponseError,
  type ServerCapabilities,
} from "vscode-languageserver";
import { methods } from "../protocol/messages.ts";
import type { ServerRequests } from "../protocol/requests.ts";
import type { Session } from "./session.ts";

/** Answers one request. May take its time where it looks at the token between two parts of its work. */
export type Answer<Params, Result> = (
  session: Session,
  params: Params,
  token: CancellationToken,
) => Result | ResponseError<never> | Promise<Result | ResponseError<never>>;

/** One feature of the language server: what it declares, and the requests that it answers. */
export interface Feature {
  readonly capabilities?: Partial<ServerCapabilities>;
  readonly requests: readonly BoundRequest[];
}

/** A request with its answer; binding it to a connection is all that can be done with it. */
export type BoundRequest = (connection: _Connection, session: Session) => void;

/** One of LSP's requests. Where the answer fails, `empty` is given instead. */
export function request<Params, Result, Partial, Error, Options>(
  type: ProtocolRequestType<Params, Result, Partial, Error, Options>,
  empty: NoInfer<Result>,
  answer: Answer<Params, NoInfer<Result>>,
): BoundRequest {
  return (connection, session) => {
    connection.onRequest(type.method, guarded(type.method, session, empty, answer));
  };
}

/** One of our own requests, by its key in `methods`. */
export function ownRequest<Name extends keyof ServerRequests>(
  name: Name,
  empty: ServerRequests[Name]["result"],
  answer: Answer<ServerRequests[Name]["params"], ServerRequests[Name]["result"]>,
): BoundRequest {
  return (connection, session) => {
    connection.onRequest(methods[name], guarded(methods[name], session, empty, answer));
  };
}

/** No failure of one answer ends the server, and none reaches the analyst as a stack trace. */
function guarded<Params, Result>(
  method: string,
  session: Session,
  empty: Result,
  answer: Answer<Params, Result>,
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

function cancelled(): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled.");
}
