import { LineSource } from "../workspace/views/lineSource.ts";
import { CaseFollowing } from "./caseFollowing.ts";
import { ClosedReports } from "./closedReports.ts";
import type { Connection } from "./connection.ts";
import type { ServerHost } from "./host.ts";
import { Session } from "./session.ts";

/** The session that the case lives in. Its client is the documents' session. */
export class CaseSession extends Session {
  readonly case: CaseFollowing;
  /** Diagnostics of files of the case that are not open. */
  readonly closedFiles: ClosedReports;
  readonly lineSource = new LineSource();
  /** Uris of files that ended the thread when they were read. */
  leftOut: ReadonlySet<string> = new Set();

  constructor(connection: Connection, host: ServerHost) {
    super(connection, host);
    this.case = new CaseFollowing(this);
    this.closedFiles = new ClosedReports(this);
  }
}
