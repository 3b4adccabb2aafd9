import {
  type ClientCapabilities,
  CodeLensRefreshRequest,
  type InitializeParams,
  InlayHintRefreshRequest,
  SemanticTokensRefreshRequest,
} from "vscode-languageserver-protocol";
import type { Format } from "../core/format.ts";
import type { Files } from "../workspace/reading/files.ts";
import { filesOf } from "./clientFiles.ts";
import { type Connection, logError } from "./connection.ts";
import type { ServerHost } from "./host.ts";
import type { OpenDocument } from "./openDocument.ts";
import { readSettings, type Settings } from "./settings.ts";
import { ShownViews } from "./shownViews.ts";

const refreshRequests = {
  codeLens: CodeLensRefreshRequest.type,
  inlayHint: InlayHintRefreshRequest.type,
  semanticTokens: SemanticTokensRefreshRequest.type,
} as const;

/** What all requests of one client share, be they about its documents or about the case. */
export class Session<Open extends OpenDocument = OpenDocument> {
  readonly connection: Connection;
  readonly host: ServerHost;
  readonly documents = new Map<string, Open>();
  readonly views = new ShownViews();
  client: ClientCapabilities = {};
  settings: Settings = readSettings(undefined);
  /** Uris of the folders that are the case. */
  folders: readonly string[] = [];
  /** Uris of files outside of the folders that are of the case, too. */
  referredFiles: readonly string[] = [];
  /** Formats that the analyst chose by hand, by the document's uri. */
  readonly chosenFormats = new Map<string, Format>();

  constructor(connection: Connection, host: ServerHost) {
    this.connection = connection;
    this.host = host;
  }

  initialize({ capabilities, initializationOptions, workspaceFolders, rootUri }: InitializeParams): void {
    this.client = capabilities;
    this.settings = readSettings(initializationOptions);
    this.folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  }

  /** Takes a notification's parameters as they come. A failure is logged and ends nothing. */
  hear<Params>(method: string, follow: (params: Params) => void): void {
    this.connection.onNotification(method, (params: Params) => {
      try {
        follow(params);
      } catch (error) {
        this.log(`${method} was not followed`, error);
      }
    });
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
  opened({ uri }: { readonly uri: string }): Open | undefined {
    return this.documents.get(uri);
  }

  files(folder: string): Files {
    return filesOf(folder, this);
  }

  /** Says what went wrong where nobody asked: in the client's log. Never evidence itself. */
  log(what: string, error: unknown): void {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    logError(this.connection, `${what}: ${reason}`);
  }
}
