import {
  type _Connection,
  type ClientCapabilities,
  CodeLensRefreshRequest,
  type InitializeParams,
  InlayHintRefreshRequest,
  SemanticTokensRefreshRequest,
} from "vscode-languageserver";
import type { Format } from "../core/format.ts";
import type { KnownEvidence } from "../features/lineTokens.ts";
import type { Files } from "../workspace/reading/files.ts";
import { CaseFollowing } from "./caseFollowing.ts";
import { filesOf } from "./clientFiles.ts";
import { DiagnosticReports } from "./diagnosticReports.ts";
import type { ServerHost } from "./host.ts";
import type { OpenDocument } from "./openDocument.ts";
import { readSettings, type Settings } from "./settings.ts";

const refreshRequests = {
  codeLens: CodeLensRefreshRequest.type,
  inlayHint: InlayHintRefreshRequest.type,
  semanticTokens: SemanticTokensRefreshRequest.type,
} as const;

/** What all requests of one client share. */
export class Session {
  readonly connection: _Connection;
  readonly host: ServerHost;
  readonly documents = new Map<string, OpenDocument>();
  readonly reports: DiagnosticReports;
  readonly case: CaseFollowing;
  client: ClientCapabilities = {};
  settings: Settings = readSettings(undefined);
  /** Uris of the folders that are the case. */
  folders: readonly string[] = [];
  /** Formats that the analyst chose by hand, by the document's uri. */
  readonly chosenFormats = new Map<string, Format>();
  /** What captures elsewhere in the case have; a new object when that changes. */
  known: KnownEvidence = { pids: new Set(), addresses: new Set() };

  constructor(connection: _Connection, host: ServerHost) {
    this.connection = connection;
    this.host = host;
    this.reports = new DiagnosticReports(this);
    this.case = new CaseFollowing(this);
  }

  initialize({ capabilities, initializationOptions, workspaceFolders, rootUri }: InitializeParams): void {
    this.client = capabilities;
    this.settings = readSettings(initializationOptions);
    this.folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  }

  /** The client shall ask again for what has changed. */
  refresh(...kinds: readonly (keyof typeof refreshRequests)[]): void {
    for (const kind of kinds) {
      if (this.client.workspace?.[kind]?.refreshSupport)
        this.connection
          .sendRequest(refreshRequests[kind])
          .catch((error) => this.log("The client did not ask again", error));
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
