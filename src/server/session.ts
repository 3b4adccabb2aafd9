import {
  type ClientCapabilities,
  CodeLensRefreshRequest,
  type InitializeParams,
  InlayHintRefreshRequest,
  SemanticTokensRefreshRequest,
} from "vscode-languageserver-protocol";
import { allFormats } from "../formats/all.ts";
import type { Files } from "../workspace/reading/files.ts";
import { ReadingBook, type ReadingWay } from "../workspace/reading/readingBook.ts";
import { filesOf } from "./clientFiles.ts";
import { type Connection, logError } from "./connection.ts";
import type { ServerHost } from "./host.ts";
import type { OpenDocument } from "./openDocument.ts";
import { readSettings, type Settings } from "./settings.ts";
import { isView, ShownViews } from "./shownViews.ts";

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
  /** Ids of formats that the analyst chose by hand for documents that the case does not remember them of. */
  readonly chosenFormats = new Map<string, string>();
  /** What the case says of its reading, and when that has been read. */
  book = new ReadingBook(allFormats);
  bookRead: Promise<void> = Promise.resolve();

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

  /** Reads a document in a format from now on; without one, as the case says. */
  choose(uri: string, format: string | undefined): void {
    if (format === undefined) this.chosenFormats.delete(uri);
    else this.chosenFormats.set(uri, format);
  }

  /** How a document is read, or the lines of one in a view. */
  wayOf(uri: string): ReadingWay {
    const way = this.book.way(uri);
    if (isView(uri)) return { ...way, key: this.book.key };
    const id = this.chosenFormats.get(uri);
    const chosen = this.book.formats.filter((format) => format.id === id);
    return chosen.length === 0 ? way : { ...way, formats: chosen, key: `${way.key} ${id}` };
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
