import type { InitializeParams } from "vscode-languageserver-protocol";
import type { KnownEvidence } from "../features/lineTokens.ts";
import { BookReports } from "./bookReports.ts";
import { CaseThread } from "./caseThread.ts";
import type { Connection } from "./connection.ts";
import { DiagnosticReports } from "./diagnosticReports.ts";
import type { ServerHost, Thread } from "./host.ts";
import { Session } from "./session.ts";
import type { StudiedDocument } from "./studiedDocument.ts";

/** The client's own session: it has the documents, and passes on what is about the case. */
export class DocumentSession extends Session<StudiedDocument> {
  readonly reports: DiagnosticReports;
  /** What is wrong with the documents that say how the case is read. */
  readonly bookReports: BookReports;
  readonly case: CaseThread;
  /** What captures elsewhere in the case have; a new object when that changes. */
  known: KnownEvidence = { pids: new Set(), addresses: new Set() };
  /** Settings as the client gave them last. */
  givenSettings: unknown;
  /** Whether the client is ready to be asked. */
  isInitialized = false;

  constructor(connection: Connection, host: ServerHost, startThread: () => Thread) {
    super(connection, host);
    this.reports = new DiagnosticReports(this);
    this.bookReports = new BookReports(this);
    this.case = new CaseThread(this, startThread);
  }

  override initialize(params: InitializeParams): void {
    super.initialize(params);
    this.givenSettings = params.initializationOptions;
  }

  /** What is followed here is followed by the case, too. */
  override hear<Params>(method: string, follow: (params: Params) => void): void {
    super.hear<Params>(method, (params) => {
      try {
        follow(params);
      } finally {
        this.case.notify(method, params);
      }
    });
  }
}
