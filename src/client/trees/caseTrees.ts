import { commands, Disposable, EventEmitter, type TreeView, window } from "vscode";
import { type TreeName, type TreeRow, treeNames } from "../../protocol/messages.ts";
import type { CaseServer } from "../caseServer.ts";
import { shownText } from "../shownText.ts";
import { CaseTree, type RootsRead } from "./caseTree.ts";
import type { KeptFilters } from "./keptFilters.ts";
import { rowDrag } from "./rowDrag.ts";

const refreshPauseMs = 200;

/** The four views. They share one filter: an address narrows processes, endpoints, evidence and findings alike. */
export class CaseTrees implements Disposable {
  readonly #views: readonly { readonly tree: CaseTree; readonly view: TreeView<TreeRow> }[];
  readonly #listeners: Disposable;
  readonly #server: CaseServer;
  /** The filter and those before it, also of former sessions. */
  readonly kept: KeptFilters;
  #filter: string;
  #selected: readonly TreeRow[] = [];
  #refresh: NodeJS.Timeout | undefined;
  readonly #filtered = new EventEmitter<void>();

  /** Another filter was typed. */
  readonly onDidFilter = this.#filtered.event;

  constructor(server: CaseServer, kept: KeptFilters) {
    this.#server = server;
    this.kept = kept;
    this.#filter = kept.current;
    this.#views = treeNames.map((name) => this.#open(name, server));
    this.#listeners = Disposable.from(
      server.onCaseChanged(() => this.#refreshSoon()),
      ...this.#views.flatMap(({ tree, view }) => [
        view,
        tree.onDidReadRoots((read) => this.#show(view, tree.name, read)),
        view.onDidChangeSelection(({ selection }) => {
          this.#selected = selection;
        }),
      ]),
    );
    if (this.#filter !== "") this.filter = this.#filter;
  }

  get filter(): string {
    return this.#filter;
  }

  /** A text that the server understands; empty for none. */
  set filter(text: string) {
    const isOther = this.#filter !== text;
    this.#filter = text;
    this.kept.current = text;
    void commands.executeCommand("setContext", "incidentNotes.isFiltered", text !== "");
    this.#describe(text === "" ? undefined : `“${shownText(text)}”`);
    this.refresh();
    if (isOther) this.#filtered.fire();
  }

  /** The rows selected last, for commands that keys run. */
  get selected(): readonly TreeRow[] {
    return this.#selected;
  }

  /** Selects the row of a process, whatever host it is below; says whether there is one. */
  async revealProcess(instance: string): Promise<boolean> {
    const processes = this.#views.find(({ tree }) => tree.name === "processes");
    for (const host of (await processes?.tree.getChildren()) ?? [])
      for (const row of (await processes?.tree.getChildren(host)) ?? [])
        if (lastStepOf(row) === instance) {
          await processes?.view.reveal(row, { select: true, focus: true, expand: true });
          return true;
        }
    return false;
  }

  refresh(): void {
    clearTimeout(this.#refresh);
    for (const { tree } of this.#views) tree.refresh(this.#filter);
    if (this.#filter !== "" && this.#server.isStarted) void this.#count();
  }

  dispose(): void {
    clearTimeout(this.#refresh);
    this.#listeners.dispose();
    this.#filtered.dispose();
  }

  #open(name: TreeName, server: CaseServer) {
    const tree = new CaseTree(name, server);
    const view = window.createTreeView(`incidentNotes.${name}`, {
      treeDataProvider: tree,
      showCollapseAll: true,
      canSelectMany: true,
      dragAndDropController: rowDrag(server),
    });
    return { tree, view };
  }

  /** Says beside the views' names how much the filter leaves. */
  async #count(): Promise<void> {
    const text = this.#filter;
    // Where the server cannot answer, the trees themselves say why.
    const answer = await this.#server.request("filter", { text }).catch(() => undefined);
    if (text !== this.#filter || answer?.matching === undefined || answer.rows === undefined) return;
    const { matching, rows } = answer;
    this.#describe(
      `${matching.toLocaleString("en")} of ${rows.toLocaleString("en")} rows · “${shownText(text)}”`,
    );
  }

  #describe(text: string | undefined): void {
    for (const { view } of this.#views) setOrClear(view, "description", text);
  }

  /** Evidence that is being typed or collected changes in bursts. */
  #refreshSoon(): void {
    clearTimeout(this.#refresh);
    this.#refresh = setTimeout(() => this.refresh(), refreshPauseMs);
  }

  #show(view: TreeView<TreeRow>, name: TreeName, read: RootsRead): void {
    setOrClear(view, "message", messageOf(name, read, this.#filter));
    if (name !== "findings" || read.kind === "failed" || this.#filter !== "") return;
    const { count } = read;
    const badge = { value: count, tooltip: count === 1 ? "1 finding" : `${count} findings` };
    setOrClear(view, "badge", count === 0 ? undefined : badge);
  }
}

function lastStepOf({ id }: TreeRow): unknown {
  const path: unknown = JSON.parse(id);
  return Array.isArray(path) ? path.at(-1) : undefined;
}

/** A view without a message that is empty shows its welcome, which would be wrong in both of these cases. */
function messageOf(name: TreeName, read: RootsRead, filter: string): string | undefined {
  if (read.kind === "failed") return shownText(read.sentence);
  if (filter === "") return undefined;
  if (read.count === 0) return `Nothing here matches “${shownText(filter)}”.`;
  return name === "findings"
    ? "Judged by all rows of the case, shown where one of theirs matches."
    : undefined;
}

type Shown = "message" | "description" | "badge";

function setOrClear<Key extends Shown>(
  view: TreeView<TreeRow>,
  key: Key,
  value: TreeView<TreeRow>[Key] | undefined,
) {
  Object.assign(view, { [key]: value });
}
