import { Disposable, ViewColumn, type WebviewPanel, window } from "vscode";
import type {
  LaneKind,
  PictureChoice,
  TimelineClientMessage,
  TimelinePageMessage,
} from "../../protocol/timeline.ts";
import { timelinePageMessage } from "../../protocol/timelineMessages.ts";
import type { Client } from "../client.ts";
import { pageFolder, pageHtml } from "../pageHtml.ts";
import { openLine } from "../views/openLine.ts";
import { type BrushedSpan, termOfSpan, withoutTerm, withTerm } from "./brushedSpan.ts";

export const timelineViewType = "incidentNotes.caseTimeline";
/** Evidence that is collected changes in bursts. */
const pauseMs = 500;

/** Lanes of one kind, one of them in view. */
export interface LookedAt {
  readonly lanes: LaneKind;
  readonly lane?: string;
}

type Message<Kind extends TimelinePageMessage["kind"]> = Extract<
  TimelinePageMessage,
  { readonly kind: Kind }
>;

/** The timeline of the case: passes messages between its page and the server. There is one. */
export class TimelinePanel implements Disposable {
  static #open: TimelinePanel | undefined;
  readonly #client: Client;
  readonly #panel: WebviewPanel;
  readonly #listeners: Disposable;
  #looked: LookedAt;
  #brushed: { readonly span: BrushedSpan; readonly term: string } | undefined;
  #zone: "known" | "unknown" = "known";
  /** What is on the page, for a picture of it. */
  #shown: Omit<Message<"keep">, "kind"> | undefined;
  #pause: NodeJS.Timeout | undefined;

  private constructor(client: Client, looked: LookedAt) {
    const { extensionUri } = client.context;
    this.#client = client;
    this.#looked = looked;
    this.#panel = window.createWebviewPanel(timelineViewType, "Timeline", ViewColumn.Active, {
      enableScripts: true,
      enableForms: false,
      retainContextWhenHidden: true,
      localResourceRoots: [pageFolder(extensionUri)],
    });
    this.#listeners = Disposable.from(
      client.server.onCaseChanged(() => this.#staleSoon()),
      client.trees.onDidFilter(() => this.#filtered()),
      this.#panel.webview.onDidReceiveMessage((said: unknown) => this.#hear(said)),
      this.#panel.onDidDispose(() => this.dispose()),
    );
    this.#panel.webview.html = pageHtml(this.#panel.webview, extensionUri, "timeline", "Timeline");
  }

  static show(client: Client, looked: LookedAt): void {
    const open = TimelinePanel.#open;
    if (open) {
      open.#looked = looked;
      open.#panel.reveal();
      open.#post({ kind: "go", ...looked });
    } else TimelinePanel.#open = new TimelinePanel(client, looked);
  }

  /** The part of the timeline that the analyst looks at. */
  static get picture(): PictureChoice | undefined {
    return TimelinePanel.#open?.pictureInSight;
  }

  get pictureInSight(): PictureChoice | undefined {
    if (!this.#panel.active || !this.#shown) return undefined;
    return { kind: "timeline", columns: 1, ...this.#shown, ...this.#filter };
  }

  dispose(): void {
    clearTimeout(this.#pause);
    this.#listeners.dispose();
    if (TimelinePanel.#open === this) TimelinePanel.#open = undefined;
  }

  /** What the views show, but for the span that was brushed here: around it all stays in sight. */
  get #filter(): { readonly filter?: string } {
    const filter = withoutTerm(this.#client.trees.filter, this.#brushed?.term);
    return filter === "" ? {} : { filter };
  }

  #hear(said: unknown): void {
    const message = timelinePageMessage(said);
    if (!message) return;
    this.#answer(message).catch((error: unknown) => {
      this.#client.log.error(`The timeline: ${String(error)}`);
      this.#post({ kind: "refused", sentence: error instanceof Error ? error.message : String(error) });
    });
  }

  async #answer(message: TimelinePageMessage): Promise<void> {
    if (message.kind === "ready") this.#post({ kind: "go", ...this.#looked });
    else if (message.kind === "outline") await this.#outline(message);
    else if (message.kind === "lanes") await this.#lanes(message);
    else if (message.kind === "beats") await this.#beats(message);
    else if (message.kind === "open") await openLine(this.#client, message.place, ViewColumn.Beside);
    else if (message.kind === "brush") this.#brush(message);
    else if (message.kind === "unbrush") this.#brush(undefined);
    else {
      const { kind: _kind, ...shown } = message;
      this.#shown = shown;
    }
  }

  async #outline({ lanes, generation }: Message<"outline">): Promise<void> {
    const { lane } = this.#looked;
    const asked = { lanes, ...this.#filter, ...(lane === undefined ? {} : { lane }) };
    this.#looked = { lanes };
    const outline = await this.#client.server.request("timelineOutline", asked);
    if (!outline)
      return this.#post({ kind: "refused", sentence: "The case cannot be shown as it is filtered." });
    const isKnown = outline.captures.some(({ assumed }) => !assumed.includes("zone"));
    this.#zone = isKnown || outline.captures.length === 0 ? "known" : "unknown";
    this.#post({ kind: "outline", generation, lanes, outline, filter: this.#filter.filter ?? "" });
    this.#tellBrush();
  }

  async #lanes({ kind: _kind, generation, ...asked }: Message<"lanes">): Promise<void> {
    const lanes = await this.#client.server.request("timelineLanes", { ...asked, ...this.#filter });
    this.#post({ kind: "lanes", generation, first: asked.first, lanes });
  }

  async #beats({ kind: _kind, question, ...asked }: Message<"beats">): Promise<void> {
    const beats = await this.#client.server.request("beatLines", { ...asked, ...this.#filter });
    this.#post({ kind: "beats", question, beats });
  }

  /** The views show the span alone; the timeline stays as it is. */
  #brush(span: BrushedSpan | undefined): void {
    const { trees } = this.#client;
    const rest = this.#filter.filter ?? "";
    const term = span && termOfSpan(span, this.#zone);
    this.#brushed = span && term !== undefined ? { span, term } : undefined;
    trees.filter = term === undefined ? rest : withTerm(rest, term);
    trees.kept.remember(trees.filter);
    this.#tellBrush();
  }

  #filtered(): void {
    const isBrushed = this.#brushed !== undefined && this.#client.trees.filter.includes(this.#brushed.term);
    if (!isBrushed) this.#brushed = undefined;
    this.#tellBrush();
    this.#post({ kind: "stale" });
  }

  #tellBrush(): void {
    this.#post({ kind: "brushed", ...(this.#brushed ? { span: this.#brushed.span } : {}) });
  }

  #staleSoon(): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#post({ kind: "stale" }), pauseMs);
  }

  #post(message: TimelineClientMessage): void {
    void this.#panel.webview.postMessage(message);
  }
}
