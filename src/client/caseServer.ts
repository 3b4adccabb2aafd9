import {
  type CancellationToken,
  commands,
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  type LogOutputChannel,
  Uri,
  workspace,
} from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { methods } from "../protocol/messages.ts";
import type { ServerRequests } from "../protocol/requests.ts";
import { cacheFolder } from "./clearCache.ts";
import { answerFileRequests } from "./fileRequests.ts";
import { section, serverSettings } from "./settings.ts";

/** Where the extension lies, and where it may keep files. */
type ServerPlaces = Pick<ExtensionContext, "extensionUri" | "globalStorageUri">;

/** The language server, started by whoever asks it first. */
export class CaseServer implements Disposable {
  readonly #extension: Uri;
  readonly #cache: Uri;
  readonly #log: LogOutputChannel;
  readonly #changed = new EventEmitter<void>();
  readonly #started = new EventEmitter<void>();
  readonly #settings: Disposable;
  /** As the server was told last. */
  #toldSettings = "";
  #running: Promise<LanguageClient> | undefined;

  /** What the case says has changed. */
  readonly onCaseChanged = this.#changed.event;
  /** A server runs that knows nothing yet but its settings. */
  readonly onStarted = this.#started.event;

  constructor({ extensionUri, globalStorageUri }: ServerPlaces, log: LogOutputChannel) {
    this.#extension = extensionUri;
    this.#cache = cacheFolder(globalStorageUri);
    this.#log = log;
    this.#settings = workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(section)) void this.#sendSettings();
    });
  }

  get isStarted(): boolean {
    return this.#running !== undefined;
  }

  /** Rejects, with a sentence for the analyst, where the server cannot be started. */
  start(): Promise<LanguageClient> {
    this.#running ??= this.#launch();
    return this.#running;
  }

  async request<Name extends keyof ServerRequests>(
    name: Name,
    params: ServerRequests[Name]["params"],
    token?: CancellationToken,
  ): Promise<ServerRequests[Name]["result"]> {
    const client = await this.start();
    // A token that is undefined would be sent as a second parameter.
    const rest: [] | [CancellationToken] = token === undefined ? [] : [token];
    return client.sendRequest<ServerRequests[Name]["result"]>(methods[name], params, ...rest);
  }

  /** Sends a notification, where there is a server to hear it. */
  async tell(method: string, params: unknown): Promise<void> {
    const client = await this.#running?.catch(() => undefined);
    await client?.sendNotification(method, params);
  }

  async restart(): Promise<void> {
    await this.#stop();
    await this.start();
    this.#changed.fire();
  }

  async dispose(): Promise<void> {
    this.#settings.dispose();
    this.#changed.dispose();
    this.#started.dispose();
    await this.#stop();
  }

  async #launch(): Promise<LanguageClient> {
    // Activation is over when the client is loaded, and nobody waits for it.
    await new Promise((resolve) => setImmediate(resolve));
    try {
      const client = await this.#newClient();
      await client.start();
      void commands.executeCommand("setContext", "incidentNotes.isInUse", true);
      // Whoever hears it asks for this client, which is to be there by then.
      setTimeout(() => this.#started.fire());
      return client;
    } catch (error) {
      this.#running = undefined;
      this.#log.error(`The server did not start: ${String(error)}`);
      throw new Error("The reader of evidence did not start. The log says why.");
    }
  }

  async #newClient(): Promise<LanguageClient> {
    const { caseClient } = await import("./caseClient.ts");
    const client = caseClient({
      extension: this.#extension,
      log: this.#log,
      settings: () => this.#serverSettings(),
    });
    client.onNotification(methods.caseChanged, () => this.#changed.fire());
    answerFileRequests(client);
    return client;
  }

  async #stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.then((client) => client.dispose()).catch((error) => this.#log.warn(String(error)));
  }

  async #sendSettings(): Promise<void> {
    // Other settings of ours are the client's own: the case need not be read anew for them.
    if (this.#toldSettings === JSON.stringify(serverSettings(this.#documentation, this.#cache))) return;
    await this.tell("workspace/didChangeConfiguration", { settings: this.#serverSettings() });
  }

  #serverSettings() {
    const settings = serverSettings(this.#documentation, this.#cache);
    this.#toldSettings = JSON.stringify(settings);
    return settings;
  }

  get #documentation(): string {
    return `${Uri.joinPath(this.#extension, "docs", "diagnostics").toString()}/`;
  }
}
