import {
  type CancellationToken,
  Disposable,
  EventEmitter,
  languages,
  type TextDocument,
  type TextDocumentContentProvider,
  type TextEditor,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import { methods, type Place } from "../../protocol/messages.ts";
import {
  type LineSelection,
  type ShownLines,
  selectionOf,
  type ViewLines,
  viewNote,
  viewScheme,
  viewUri,
} from "../../protocol/views.ts";
import type { CaseServer } from "../caseServer.ts";
import { isEvidence } from "../evidence/evidenceLanguages.ts";
import type { CaseTrees } from "../trees/caseTrees.ts";
import { KeptPlaces } from "./keptPlaces.ts";
import { ViewOrigins } from "./viewOrigins.ts";

const refreshPauseMs = 300;

/**
 * Read-only documents that show lines of evidence which stand elsewhere. They follow the case and the filter of the
 * trees; one that nobody sees is brought up to date when somebody does.
 */
export class LineViews implements TextDocumentContentProvider, Disposable {
  readonly #server: CaseServer;
  readonly #trees: CaseTrees;
  readonly #changed = new EventEmitter<Uri>();
  readonly #placed = new EventEmitter<TextDocument>();
  readonly #listeners: Disposable;
  /** Whose lines documents show, by their uris; and what they show next, once the editor has the text. */
  readonly #shown = new Map<string, ViewOrigins>();
  readonly #coming = new Map<string, ViewOrigins>();
  readonly #stale = new Set<string>();
  readonly #kept = new KeptPlaces(this);
  #refresh: NodeJS.Timeout | undefined;

  readonly onDidChange = this.#changed.event;
  /** A view shows other lines than before. */
  readonly onDidPlace = this.#placed.event;

  constructor(server: CaseServer, trees: CaseTrees) {
    this.#server = server;
    this.#trees = trees;
    this.#listeners = Disposable.from(
      workspace.registerTextDocumentContentProvider(viewScheme, this),
      server.onCaseChanged(() => this.#outdate(() => true)),
      trees.onDidFilter(() => this.#outdate(({ query }) => selectionOf(query)?.kind === "filter")),
      workspace.onDidOpenTextDocument((document) => this.#opened(document)),
      workspace.onDidChangeTextDocument(({ document }) => isView(document) && this.#adopt(document)),
      workspace.onDidCloseTextDocument((document) => this.#closed(document)),
      window.onDidChangeVisibleTextEditors(() => this.#refreshVisible()),
    );
  }

  dispose(): void {
    clearTimeout(this.#refresh);
    this.#listeners.dispose();
    this.#changed.dispose();
    this.#placed.dispose();
  }

  /** Opens a view, at one of its lines where there is one. */
  async open(shown: ShownLines, line?: number, viewColumn = ViewColumn.Active): Promise<void> {
    const document = await workspace.openTextDocument(Uri.parse(viewUri(shown), true));
    const editor = await window.showTextDocument(await this.#colored(document), { viewColumn });
    if (line !== undefined) this.#kept.reveal(editor, line);
  }

  reveal(editor: TextEditor, line: number): void {
    this.#kept.reveal(editor, line);
  }

  /** Which line of which capture a document's line is; of a document that is no view, the line itself. */
  placeOf(document: TextDocument, line: number): Place | undefined {
    if (!isView(document)) return { uri: document.uri.toString(), line };
    return this.originsOf(document)?.of(line);
  }

  originsOf(document: TextDocument): ViewOrigins | undefined {
    this.#adopt(document);
    return this.#shown.get(document.uri.toString());
  }

  async provideTextDocumentContent(uri: Uri, token: CancellationToken): Promise<string> {
    const selection = selectionOf(uri.query);
    if (!selection) return `${viewNote}This is no view of evidence.`;
    const key = uri.toString();
    const params = { uri: key, selection: this.#asked(selection) };
    const lines = await this.#server.request("viewLines", params, token);
    if (!lines) return openDocument(key)?.getText() ?? `${viewNote}The lines could not be read.`;
    await this.#announce(key, lines);
    return lines.text;
  }

  #asked(selection: LineSelection): LineSelection {
    return selection.kind === "filter" ? { kind: "where", text: this.#trees.filter } : selection;
  }

  /** The server learns whose lines these are before it is told the text. */
  async #announce(key: string, lines: ViewLines): Promise<void> {
    const origins = new ViewOrigins(lines);
    this.#coming.set(key, origins);
    await this.#tell(key, origins);
    const document = openDocument(key);
    // A text that stays as it is changes nothing, but its lines may be others.
    if (document?.getText() === lines.text) this.#adopt(document);
  }

  #tell(uri: string, { count, parts }: ViewOrigins): Promise<void> {
    return this.#server.tell(methods.viewShown, { uri, count, parts });
  }

  #adopt(document: TextDocument): void {
    const key = document.uri.toString();
    const coming = this.#coming.get(key);
    if (coming?.count !== document.lineCount) return;
    this.#coming.delete(key);
    this.#shown.set(key, coming);
    this.#kept.restore(document);
    this.#placed.fire(document);
    void this.#colored(document);
  }

  #opened(document: TextDocument): void {
    if (!isView(document)) return;
    const origins = this.originsOf(document);
    // The server forgets what is closed, and another language closes and opens a document.
    if (origins) void this.#tell(document.uri.toString(), origins);
    void this.#colored(document);
  }

  /** In the language of its lines, as soon as there are some; what the analyst chooses afterwards stays. */
  async #colored(document: TextDocument): Promise<TextDocument> {
    const family = this.originsOf(document)?.family;
    if (family === undefined || isEvidence(document)) return document;
    return languages.setTextDocumentLanguage(document, family);
  }

  #closed(document: TextDocument): void {
    if (!isView(document)) return;
    const key = document.uri.toString();
    setTimeout(() => {
      if (openDocument(key)) return;
      for (const known of [this.#shown, this.#coming, this.#stale]) known.delete(key);
    }, refreshPauseMs);
  }

  /** Evidence that is collected changes in bursts. */
  #outdate(isWanted: (uri: Uri) => boolean): void {
    for (const { uri } of workspace.textDocuments.filter(isView))
      if (isWanted(uri)) this.#stale.add(uri.toString());
    clearTimeout(this.#refresh);
    this.#refresh = setTimeout(() => this.#refreshVisible(), refreshPauseMs);
  }

  #refreshVisible(): void {
    for (const { document } of window.visibleTextEditors) {
      if (!this.#stale.delete(document.uri.toString())) continue;
      this.#kept.keep(document);
      this.#changed.fire(document.uri);
    }
  }
}

export function isView({ uri }: Pick<TextDocument, "uri">): boolean {
  return uri.scheme === viewScheme;
}

function openDocument(key: string): TextDocument | undefined {
  return workspace.textDocuments.find(({ uri }) => uri.toString() === key);
}
