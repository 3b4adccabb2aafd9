import { commands, Disposable, RelativePattern, Uri, type WebviewPanel, workspace } from "vscode";
import {
  type CaptureDeed,
  type ClientMessage,
  type EventFilterWords,
  isNativeCapture,
  type PageMessage,
  type PagePart,
} from "../../protocol/events.ts";
import { pageMessage } from "../../protocol/pageMessages.ts";
import { nameOfUri } from "../../protocol/views.ts";
import type { Client } from "../client.ts";
import { openLine } from "../views/openLine.ts";
import { copyCell, doWithEvents } from "./eventDeeds.ts";
import { eventsHtml, pageFolder } from "./eventsHtml.ts";
import { loadFilter, saveFilter } from "./filterFiles.ts";
import type { KeptLayouts } from "./keptLayouts.ts";
import { OpenedCapture } from "./openedCapture.ts";

const noFilter: EventFilterWords = { rules: [], text: "" };

/** What is lost twice within this time is not opened again. */
const patienceMs = 10_000;

type Message<Kind extends PageMessage["kind"]> = Extract<PageMessage, { readonly kind: Kind }>;

/** One editor of events: passes messages between its page and the server. */
export class EventsPage implements Disposable {
  readonly uri: Uri;
  readonly #panel: WebviewPanel;
  readonly #client: Client;
  readonly #layouts: KeptLayouts;
  readonly #listeners: Disposable;
  #capture: OpenedCapture | undefined;
  #filter = noFilter;
  /** A line that is to be shown, once events are. */
  #line: number | undefined;
  #isReady = false;
  /** When the server forgot the capture last. Milliseconds. */
  #lostAt = Number.NEGATIVE_INFINITY;

  constructor(client: Client, uri: Uri, panel: WebviewPanel, layouts: KeptLayouts) {
    this.uri = uri;
    this.#client = client;
    this.#panel = panel;
    this.#layouts = layouts;
    const extension = client.context.extensionUri;
    panel.webview.options = {
      enableScripts: true,
      enableForms: true,
      localResourceRoots: [pageFolder(extension)],
    };
    const watcher = workspace.createFileSystemWatcher(
      new RelativePattern(Uri.joinPath(uri, ".."), nameOfUri(uri.toString()).replace(/[*?{}[\]]/gu, "?")),
    );
    this.#listeners = Disposable.from(
      watcher,
      watcher.onDidChange(() => this.#post({ kind: "stale" })),
      panel.webview.onDidReceiveMessage((said: unknown) => this.#hear(said)),
    );
    panel.webview.html = eventsHtml(panel.webview, extension);
  }

  get isActive(): boolean {
    return this.#panel.active;
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#capture?.close();
    this.#capture = undefined;
  }

  /** Shows the event of a line, as soon as there is one. */
  goToLine(line: number): void {
    this.#line = line;
    if (this.#isReady) void this.#reveal();
  }

  show(part: PagePart): void {
    this.#post({ kind: "show", part });
  }

  #hear(said: unknown): void {
    const message = pageMessage(said);
    if (!message) return;
    this.#answer(message).catch((error: unknown) => {
      this.#client.log.error(`The editor of events: ${String(error)}`);
      const sentence = error instanceof Error ? error.message : String(error);
      if (!this.#capture) this.#refuse(sentence);
    });
  }

  async #answer(message: PageMessage): Promise<void> {
    if (message.kind === "ready") return this.#open(this.#capture ? "again" : "first");
    if (message.kind === "filter") return this.#filterBy(message);
    if (message.kind === "capture") return this.#do(message.deed);
    if (message.kind === "copy") return copyCell(message.text);
    if (message.kind === "open") return openLine(this.#client, message.place);
    const capture = this.#capture;
    if (!capture) return;
    if (message.kind === "layout") this.#layouts.keep(capture.form, message.layout);
    else if (message.kind === "rows") await this.#rows(capture, message);
    else if (message.kind === "detail") await this.#detail(capture, message.event);
    else if (message.kind === "locate") await this.#locate(capture, message.event);
    else if (message.kind === "find") await this.#find(capture, message);
    else if (message.kind === "events") await doWithEvents(this.#client, { capture, uri: this.uri }, message);
  }

  async #open(how: "first" | "again"): Promise<void> {
    this.#isReady = false;
    this.#capture ??= await this.#newCapture();
    if (!this.#capture) return;
    const { form, columns } = this.#capture;
    const layout = this.#layouts.of(form);
    this.#post({
      kind: "opened",
      name: nameOfUri(this.uri.toString()),
      form,
      columns,
      ...(layout ? { layout } : {}),
      ...(how === "again" ? { filter: this.#filter } : {}),
    });
  }

  async #newCapture(): Promise<OpenedCapture | undefined> {
    const opened = await OpenedCapture.open(this.#client.server, this.uri.toString());
    if (typeof opened !== "string") return opened;
    this.#refuse(opened);
    return undefined;
  }

  #refuse(sentence: string): void {
    this.#post({ kind: "refused", sentence, form: isNativeCapture(this.uri.toString()) ? "binary" : "text" });
  }

  async #filterBy({ filter, generation }: Message<"filter">): Promise<void> {
    const capture = this.#capture;
    this.#filter = filter;
    const outcome = await capture?.filter(filter, (state) => {
      this.#post({ kind: "state", generation, state });
      this.#isReady = state.isWhole && state.matching?.isWhole !== false;
    });
    if (outcome === "lost" && capture) await this.#lost(capture);
    else if (outcome === "whole" && this.#line !== undefined) await this.#reveal();
  }

  async #rows(capture: OpenedCapture, { generation, from, count, columns }: Message<"rows">): Promise<void> {
    const rows = await capture.rows(from, count, columns);
    if (rows) this.#post({ kind: "rows", generation, from, rows });
    else await this.#lost(capture);
  }

  async #detail(capture: OpenedCapture, event: number): Promise<void> {
    const detail = await capture.detail(event);
    if (!detail) return;
    this.#post({ kind: "detail", detail });
    const place = { uri: this.uri.toString(), line: detail.line };
    const links = await this.#client.server.request("eventLinks", place);
    this.#post({ kind: "links", event, links });
  }

  async #locate(capture: OpenedCapture, event: number): Promise<void> {
    const found = await capture.position({ event });
    if (found) this.#post({ kind: "goTo", event: found.event, position: found.position });
  }

  async #find(capture: OpenedCapture, { text, from, direction }: Message<"find">): Promise<void> {
    const position = await capture.find(text, from, direction);
    if (position === "left") return;
    this.#post({ kind: "found", result: position === "none" ? "none" : { position } });
  }

  async #reveal(): Promise<void> {
    const line = this.#line;
    const found = line === undefined ? undefined : await this.#capture?.position({ line });
    if (!found || this.#line !== line) return;
    this.#line = undefined;
    this.#post({ kind: "goTo", event: found.event, position: found.position });
    if (!found.isShown) this.#post({ kind: "hidden", event: found.event });
  }

  async #do(deed: CaptureDeed): Promise<void> {
    if (deed === "stop") this.#capture?.stop();
    else if (deed === "reload") await this.#reload();
    else if (deed === "openAsText") await commands.executeCommand("vscode.openWith", this.uri, "default");
    else if (deed === "saveFilter") await saveFilter(this.#client, this.uri, this.#filter.rules);
    else {
      const rules = await loadFilter(this.#client);
      if (rules) this.#post({ kind: "filter", filter: { rules, text: this.#filter.text } });
    }
  }

  /** A server that was started again, or its thread, knows nothing of captures that were open before. */
  async #lost(capture: OpenedCapture): Promise<void> {
    if (this.#capture !== capture) return;
    this.#capture = undefined;
    const now = Date.now();
    if (now < this.#lostAt + patienceMs)
      return this.#refuse("The reader of evidence ended more than once. The log says why.");
    this.#lostAt = now;
    await this.#open("again");
  }

  async #reload(): Promise<void> {
    this.#capture?.close();
    this.#capture = undefined;
    this.#panel.webview.html = eventsHtml(this.#panel.webview, this.#client.context.extensionUri);
  }

  #post(message: ClientMessage): void {
    void this.#panel.webview.postMessage(message);
  }
}
