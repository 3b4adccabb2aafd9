import {
  type ProgressToken,
  WorkDoneProgress,
  type WorkDoneProgressBegin,
  WorkDoneProgressCancelNotification,
  type WorkDoneProgressCancelParams,
  WorkDoneProgressCreateRequest,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from "vscode-languageserver-protocol";
import type { Connection } from "./connection.ts";
import type { Session } from "./session.ts";

/** A bar that the client shows of long work, and that the analyst can stop. */
export class WorkProgress {
  readonly #connection: Connection;
  readonly #token: ProgressToken;
  #isStopped = false;

  private constructor(connection: Connection, token: ProgressToken) {
    this.#connection = connection;
    this.#token = token;
  }

  /** Asks the client for a bar, which is shown from `begin` on. */
  static async create(connection: Connection): Promise<WorkProgress> {
    const token = crypto.randomUUID();
    await connection.sendRequest(WorkDoneProgressCreateRequest.type, { token });
    return new WorkProgress(connection, token);
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  stop(): void {
    this.#isStopped = true;
  }

  begin(title: string): void {
    shown.set(this.#token, this);
    this.#tell({ kind: "begin", title, percentage: 0, cancellable: true });
  }

  /** `percentage` is a whole number. */
  report(percentage: number, message: string): void {
    this.#tell({ kind: "report", percentage, message });
  }

  done(): void {
    shown.delete(this.#token);
    this.#tell({ kind: "end" });
  }

  #tell(value: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd): void {
    // A client that is gone shows no bar.
    this.#connection.sendProgress(WorkDoneProgress.type, this.#token, value).catch(() => undefined);
  }
}

const shown = new Map<ProgressToken, WorkProgress>();

/** Hears which of them the analyst stops. */
export function followStops(session: Session): void {
  session.hear<WorkDoneProgressCancelParams>(WorkDoneProgressCancelNotification.method, ({ token }) =>
    shown.get(token)?.stop(),
  );
}
