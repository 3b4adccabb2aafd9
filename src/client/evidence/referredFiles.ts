import { ConfigurationTarget, Disposable, RelativePattern, Uri, workspace } from "vscode";
import { methods } from "../../protocol/messages.ts";
import type { CaseServer } from "../caseServer.ts";
import { referredFiles, section } from "../settings.ts";

const setting = "evidence.files";
/** LSP's word for a file that was changed. */
const changed = 2;

/** Files outside of the case's folders that are of the case all the same: they are neither copied nor moved. */
export class ReferredFiles implements Disposable {
  readonly #server: CaseServer;
  readonly #listeners: Disposable;
  /** Where there is no workspace that could remember them. */
  readonly #remembered = new Set<string>();
  #watchers: readonly Disposable[] = [];

  constructor(server: CaseServer) {
    this.#server = server;
    this.#listeners = Disposable.from(
      server.onStarted(() => this.#tell()),
      workspace.onDidChangeConfiguration(
        (change) => change.affectsConfiguration(`${section}.${setting}`) && this.#tell(),
      ),
      workspace.onDidGrantWorkspaceTrust(() => this.#tell()),
    );
  }

  dispose(): void {
    this.#listeners.dispose();
    for (const watcher of this.#watchers) watcher.dispose();
  }

  async add(files: readonly Uri[]): Promise<void> {
    const added = files.map((file) => file.toString()).filter((uri) => !this.#all.includes(uri));
    if (added.length === 0) return;
    for (const uri of added) this.#remembered.add(uri);
    if (workspace.workspaceFolders && workspace.isTrusted)
      await workspace
        .getConfiguration(section)
        .update(setting, [...referredFiles(), ...added], ConfigurationTarget.Workspace);
    await this.#server.start();
    await this.#tell();
  }

  get #all(): readonly string[] {
    return [...new Set([...referredFiles(), ...this.#remembered])];
  }

  async #tell(): Promise<void> {
    const uris = this.#all;
    for (const watcher of this.#watchers) watcher.dispose();
    this.#watchers = uris.map((uri) => this.#watch(Uri.parse(uri, true)));
    await this.#server.tell(methods.referredFiles, { uris });
  }

  /** The editor watches the folders of the case and nothing else by itself. */
  #watch(file: Uri): Disposable {
    const folder = Uri.joinPath(file, "..");
    const name = file.path.slice(file.path.lastIndexOf("/") + 1).replace(/[*?{}[\]]/gu, "?");
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, name));
    const tell = (uri: Uri) =>
      this.#server.tell("workspace/didChangeWatchedFiles", {
        changes: [{ uri: uri.toString(), type: changed }],
      });
    return Disposable.from(
      watcher,
      watcher.onDidChange(tell),
      watcher.onDidCreate(tell),
      watcher.onDidDelete(tell),
    );
  }
}
