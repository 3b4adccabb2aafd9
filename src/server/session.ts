import type { _Connection, ClientCapabilities, InitializeParams } from "vscode-languageserver";
import type { KnownEvidence } from "../features/lineTokens.ts";
import type { Files } from "../workspace/files.ts";
import { filesOf } from "./clientFiles.ts";
import { DiagnosticReports } from "./diagnosticReports.ts";
import type { ServerHost } from "./host.ts";
import type { OpenDocument } from "./openDocument.ts";
import { readSettings, type Settings } from "./settings.ts";

/** Is told what may change the case. Open documents are followed already. */
export interface CaseFollower {
  /** Files were created, changed or deleted, in the editor or beside it. */
  filesChanged(uris: readonly string[]): void;
  /** A document was opened, edited or closed. */
  documentChanged(uri: string): void;
  /** Folders or settings are others now; also said once at the start. */
  caseChanged(): void;
}

/** What all requests of one client share. */
export class Session {
  readonly connection: _Connection;
  readonly host: ServerHost;
  readonly documents = new Map<string, OpenDocument>();
  readonly reports: DiagnosticReports;
  readonly followers: CaseFollower[] = [];
  client: ClientCapabilities = {};
  settings: Settings = readSettings(undefined);
  /** Uris of the folders that are the case. */
  folders: readonly string[] = [];
  /** What captures elsewhere in the case have; a new object when that changes. */
  known: KnownEvidence = { pids: new Set(), addresses: new Set() };

  constructor(connection: _Connection, host: ServerHost) {
    this.connection = connection;
    this.host = host;
    this.reports = new DiagnosticReports(this);
  }

  initialize({ capabilities, initializationOptions, workspaceFolders, rootUri }: InitializeParams): void {
    this.client = capabilities;
    this.settings = readSettings(initializationOptions);
    this.folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  }

  /** Tells all followers, each guarded alone. */
  tell(say: (follower: CaseFollower) => void): void {
    for (const follower of this.followers) {
      try {
        say(follower);
      } catch (error) {
        this.log("A change was not followed", error);
      }
    }
  }

  /** The open document of a request, or undefined where the client never opened it. */
  opened({ uri }: { readonly uri: string }): OpenDocument | undefined {
    return this.documents.get(uri);
  }

  files(folder: string): Files {
    return filesOf(folder, this.host, this.connection);
  }

  /** Says what went wrong where nobody asked: in the client's log. Never evidence itself. */
  log(what: string, error: unknown): void {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.connection.console.error(`${what}: ${reason}`);
  }
}
