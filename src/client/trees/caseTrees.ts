import { commands, Disposable, EventEmitter, type TreeView, window } from "vscode";
import { type TreeName, type TreeRow, treeNames } from "../../protocol/messages.ts";
import type { CaseServer } from "../caseServer.ts";
import { shownText } from "../shownText.ts";
import { CaseTree, type RootsRead } from "./caseTree.ts";
import { rowDrag } from "./rowDrag.ts";

const refreshPauseMs = 200;

/** The four views. They share one filter: an address narrows processes, endpoints, evidence and findings alike. */
export class CaseTrees implements Disposable {
  readonly #views: readonly { readonly tree: CaseTree; readonly view: TreeView<TreeRow> }[];
  readonly #listeners: Disposable;
  #filter = "";
  #selected: readonly TreeRow[] = [];
  #refresh: NodeJS.Timeout | undefined;
  readonly #filtered = new EventEmitter<void>();

  /** Another filter was typed. */
  readonly onDidFilter = this.#filtered.event;

  constructor(server: CaseServer) {
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
  }

  get filter(): string {
    return this.#filter;
  }

  set filter(text: string) {
    this.#filter = text;
    void commands.executeCommand("setContext", "incidentNotes.isFiltered", text !== "");
    for (const { view } of this.#views)
      setOrClear(view, "description", text === "" ? undefined : `“${shownText(text)}”`);
    this.refresh();
    this.#filtered.fire();
  }

  /** The rows selected last, for commands that keys run. */
  get selected(): readonly TreeRow[] {
    return this.#selected;
  }

  refresh(): void {
    clearTimeout(this.#refresh);
    for (const { tree } of this.#views) tree.refresh(this.#filter);
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

  /** Evidence that is being typed or collected changes in bursts. */
  #refreshSoon(): void {
    clearTimeout(this.#refresh);
    this.#refresh = setTimeout(() => this.refresh(), refreshPauseMs);
  }

  #show(view: TreeView<TreeRow>, name: TreeName, read: RootsRead): void {
    setOrClear(view, "message", messageOf(read, this.#filter));
    if (name !== "findings" || read.kind === "failed" || this.#filter !== "") return;
    const { count } = read;
    const badge = { value: count, tooltip: count === 1 ? "1 finding" : `${count} findings` };
    setOrClear(view, "badge", count === 0 ? undefined : badge);
  }
}

/** A view without a message that is empty shows its welcome, which would be wrong in both of these cases. */
function messageOf(read: RootsRead, filter: string): string | undefined {
  if (read.kind === "failed") return shownText(read.sentence);
  return read.count === 0 && filter !== "" ? `Nothing here has “${shownText(filter)}”.` : undefined;
}

type Shown = "message" | "description" | "badge";

function setOrClear<Key extends Shown>(
  view: TreeView<TreeRow>,
  key: Key,
  value: TreeView<TreeRow>[Key] | undefined,
) {
  Object.assign(view, { [key]: value });
}
