import {
  type CustomDocument,
  type CustomReadonlyEditorProvider,
  commands,
  Disposable,
  TabInputCustom,
  type Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from "vscode";
import { eventsViewTypes, isNativeCapture, type PagePart } from "../../protocol/events.ts";
import type { Place } from "../../protocol/messages.ts";
import type { Client } from "../client.ts";
import { EventsPage } from "./eventsPage.ts";
import { KeptLayouts } from "./keptLayouts.ts";

/** The editors of events: of native captures always, of exports where the analyst asks for it. */
export class EventsEditors implements CustomReadonlyEditorProvider, Disposable {
  readonly #pages = new Set<EventsPage>();
  /** Lines that pages are to show which are still being opened, by uri. */
  readonly #wanted = new Map<string, number>();
  readonly #provider: Disposable;
  #client: Client | undefined;

  constructor() {
    const options = { supportsMultipleEditorsPerDocument: true };
    this.#provider = Disposable.from(
      ...viewTypes.map((viewType) => window.registerCustomEditorProvider(viewType, this, options)),
    );
  }

  /** What pages work with; to be given before the first is opened. */
  use(client: Client): void {
    this.#client = client;
  }

  openCustomDocument(uri: Uri): CustomDocument {
    return { uri, dispose: () => {} };
  }

  resolveCustomEditor({ uri }: CustomDocument, panel: WebviewPanel): void {
    if (!this.#client) return;
    const page = new EventsPage(this.#client, uri, panel, new KeptLayouts(this.#client.context.globalState));
    this.#pages.add(page);
    panel.onDidDispose(() => {
      this.#pages.delete(page);
      page.dispose();
    });
    const line = this.#wanted.get(uri.toString());
    this.#wanted.delete(uri.toString());
    if (line !== undefined) page.goToLine(line);
  }

  /** Opens a capture, at the event of a line where there is one. */
  async open(uri: Uri, line?: number, viewColumn = ViewColumn.Active): Promise<void> {
    const key = uri.toString();
    const isOpen = [...this.#pages].some((page) => page.uri.toString() === key);
    if (line !== undefined && !isOpen) this.#wanted.set(key, line);
    const viewType = isNativeCapture(key) ? eventsViewTypes.native : eventsViewTypes.exported;
    await commands.executeCommand("vscode.openWith", uri, viewType, { viewColumn });
    if (line === undefined || !isOpen) return;
    const pages = [...this.#pages].filter((page) => page.uri.toString() === key);
    (pages.find(({ isActive }) => isActive) ?? pages[0])?.goToLine(line);
  }

  /** Shows a part of the page that the analyst looks at. */
  show(part: PagePart): boolean {
    const page = [...this.#pages].find(({ isActive }) => isActive);
    page?.show(part);
    return page !== undefined;
  }

  /** The capture that the analyst looks at. */
  get active(): Uri | undefined {
    return [...this.#pages].find(({ isActive }) => isActive)?.uri;
  }

  /** Whether a line is shown best here: of a native capture, or of a file that is open so and in no other way. */
  showsPlace({ uri }: Place): boolean {
    if (isNativeCapture(uri)) return true;
    const inputs = window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
    return inputs.some((input) => isOfEvents(input) && input.uri.toString() === uri);
  }

  dispose(): void {
    this.#provider.dispose();
    for (const page of this.#pages) page.dispose();
  }
}

const viewTypes: readonly string[] = Object.values(eventsViewTypes);

/** Whether a tab shows events. */
export function isOfEvents(input: unknown): input is TabInputCustom {
  return input instanceof TabInputCustom && viewTypes.includes(input.viewType);
}
