import { EventEmitter, type TreeDataProvider } from "vscode";
import type { TreeName, TreeRow } from "../../protocol/messages.ts";
import type { CaseServer } from "../caseServer.ts";
import { treeItem } from "./treeItem.ts";

/** What asking for the roots came to. */
export type RootsRead =
  | { readonly kind: "rows"; readonly count: number }
  | { readonly kind: "failed"; readonly sentence: string };

/** One of the trees. The server has the rows; whose child each is, is remembered here. */
export class CaseTree implements TreeDataProvider<TreeRow> {
  readonly name: TreeName;
  readonly #server: CaseServer;
  readonly #changed = new EventEmitter<void>();
  readonly #read = new EventEmitter<RootsRead>();
  readonly #parents = new WeakMap<TreeRow, TreeRow>();
  #filter = "";

  readonly onDidChangeTreeData = this.#changed.event;
  readonly onDidReadRoots = this.#read.event;
  readonly getTreeItem = treeItem;

  constructor(name: TreeName, server: CaseServer) {
    this.name = name;
    this.#server = server;
  }

  refresh(filter: string): void {
    this.#filter = filter;
    this.#changed.fire();
  }

  async getChildren(parent?: TreeRow): Promise<TreeRow[]> {
    try {
      const rows = await this.#rowsBelow(parent);
      if (parent === undefined) this.#read.fire({ kind: "rows", count: rows.length });
      else for (const row of rows) this.#parents.set(row, parent);
      return rows;
    } catch (error) {
      this.#read.fire({ kind: "failed", sentence: error instanceof Error ? error.message : String(error) });
      return [];
    }
  }

  getParent(row: TreeRow): TreeRow | undefined {
    return this.#parents.get(row);
  }

  async #rowsBelow(parent: TreeRow | undefined): Promise<TreeRow[]> {
    const rows = await this.#server.request("treeChildren", {
      tree: this.name,
      ...(parent === undefined ? {} : { parent: parent.id }),
      ...(this.#filter === "" ? {} : { filter: this.#filter }),
    });
    return [...rows];
  }
}
