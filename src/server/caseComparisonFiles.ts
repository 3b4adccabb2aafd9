import {
  DiagnosticSeverity,
  MessageType,
  PublishDiagnosticsNotification,
  ShowMessageNotification,
} from "vscode-languageserver-protocol";
import { diagnosticSource } from "../features/diagnostics.ts";
import {
  indicatorsPath,
  type LoadedLists,
  loadIndicators,
  type UnreadList,
} from "../workspace/indicators/loadIndicators.ts";
import { databasesPath, type LoadedDatabases, noDatabases } from "../workspace/places/addressPlaces.ts";
import type { CaseSession } from "./caseSession.ts";

/** A list of indicators or a database, or their folder, or one above it. */
export function isOfComparisons(uri: string): boolean {
  return (
    [indicatorsPath, databasesPath].some((path) => uri.includes(`/${path}`)) || uri.endsWith("/.incident")
  );
}

/**
 * The analyst's own files that the values of a case are compared with: lists of indicators, databases of addresses.
 * What cannot be used of them is told at its place, or, where no editor shows it, in words.
 */
export class CaseComparisonFiles {
  readonly #session: CaseSession;
  #databases = noDatabases;
  /** Uris of lists that have a diagnostic. */
  #marked: readonly string[] = [];
  #said = "";

  constructor(session: CaseSession) {
    this.#session = session;
  }

  async read(
    folders: readonly string[],
  ): Promise<{ readonly lists: LoadedLists; readonly databases: LoadedDatabases }> {
    const lists = await loadIndicators(
      folders.map((folder) => ({
        uri: `${folder.replace(/\/$/, "")}/${indicatorsPath}`,
        files: this.#session.files(folder),
      })),
    );
    this.#mark(lists.unread);
    this.#databases = await this.#open(folders);
    return { lists, databases: this.#databases };
  }

  /** Those of the settings, and of folders of this machine. */
  async #open(folders: readonly string[]): Promise<LoadedDatabases> {
    const { host, settings } = this.#session;
    if (!host.addressDatabases) return noDatabases;
    const local = folders.filter((folder) => folder.startsWith("file:"));
    const own = local.map((folder) => `${folder.replace(/\/$/, "")}/${databasesPath}`);
    const opened = await host.addressDatabases({ own, named: settings.addressDatabases }, this.#databases);
    const [first] = opened.refused;
    const more = opened.refused.length < 2 ? "" : ` (and ${opened.refused.length - 1} more)`;
    this.#say(first ? `A database of addresses is not used: ${first.path}: ${first.sentence}${more}` : "");
    return opened;
  }

  #mark(unread: readonly UnreadList[]): void {
    const uris = new Set([...this.#marked, ...unread.map(({ uri }) => uri)]);
    this.#marked = unread.map(({ uri }) => uri);
    for (const uri of uris) {
      const diagnostics = unread
        .filter((list) => list.uri === uri)
        .map(({ sentence }) => ({
          range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } },
          severity: DiagnosticSeverity.Warning,
          source: diagnosticSource,
          message: sentence,
        }));
      this.#session.connection
        .sendNotification(PublishDiagnosticsNotification.type, { uri, diagnostics })
        .catch((error) => this.#session.log("What is wrong with a list was not told", error));
    }
  }

  /** Once, as long as it is the same. */
  #say(message: string): void {
    if (message === this.#said) return;
    this.#said = message;
    if (message !== "")
      this.#session.connection
        .sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message })
        .catch((error) => this.#session.log("The analyst was not told", error));
  }
}
