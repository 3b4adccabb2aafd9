import {
  type Disposable,
  type QuickPick,
  type QuickPickItem,
  QuickPickItemKind,
  ThemeIcon,
  window,
} from "vscode";
import type { FilterAnswer, FilterSuggestion } from "../../protocol/filter.ts";
import type { Client } from "../client.ts";
import { shownText } from "../shownText.ts";

const typingPauseMs = 120;
const mostRecentShown = 8;

/** What a line of the box does when it is chosen. */
interface BoxItem extends QuickPickItem {
  readonly does?: { readonly kind: "apply" } | { readonly kind: "write"; readonly text: string };
}

const clearButton = { iconPath: new ThemeIcon("clear-all"), tooltip: "Clear the filter" };

/**
 * Opens the box in which the trees' filter is typed. The trees follow while one types; Enter keeps the filter,
 * Escape goes back to the one before. Below the text stands what it comes to or what is wrong with it, then what
 * may be typed next: an arrow key and Enter put it at the end.
 */
export function openFilterBox(client: Client): void {
  new FilterBox(client).open();
}

class FilterBox implements Disposable {
  readonly #client: Client;
  readonly #former: string;
  readonly #pick: QuickPick<BoxItem> = window.createQuickPick<BoxItem>();
  #pause: NodeJS.Timeout | undefined;
  /** What the items were made for. */
  #answered: { readonly text: string; readonly answer: FilterAnswer } | undefined;
  #isKept = false;

  constructor(client: Client) {
    this.#client = client;
    this.#former = client.trees.filter;
  }

  open(): void {
    const pick = this.#pick;
    pick.title = "Filter the views of Incident Notes (Enter: keep, Escape: undo)";
    pick.placeholder = "203.0.113.77   10.0.0.0/8   :12000   udp   explorer.exe   09:00..09:30";
    pick.value = this.#former;
    pick.buttons = [clearButton];
    // A look at the trees is no end of typing.
    pick.ignoreFocusOut = true;
    pick.onDidChangeValue(() => this.#soon());
    pick.onDidTriggerButton(() => this.#write(""));
    pick.onDidAccept(() => this.#accept());
    pick.onDidHide(() => this.dispose());
    pick.show();
    void this.#update();
  }

  dispose(): void {
    clearTimeout(this.#pause);
    if (!this.#isKept) this.#client.trees.filter = this.#former;
    this.#pick.dispose();
  }

  #soon(): void {
    clearTimeout(this.#pause);
    this.#pick.busy = true;
    this.#pause = setTimeout(() => void this.#update(), typingPauseMs);
  }

  #write(text: string): void {
    this.#pick.value = text;
    void this.#update();
  }

  /** Asks what the text comes to, and lets the trees follow where it can be understood. */
  async #update(): Promise<void> {
    clearTimeout(this.#pause);
    const text = this.#pick.value;
    this.#pick.busy = true;
    const answer = await this.#client.server
      .request("filter", { text })
      .catch((error: unknown): FilterAnswer => unanswered(text, error));
    if (text !== this.#pick.value) return;
    this.#answered = { text, answer };
    this.#pick.busy = false;
    this.#show(answer);
    // While a word is being typed, it may match nothing yet: empty views would only flicker.
    if (!answer.error && answer.matching !== 0) this.#client.trees.filter = text.trim();
  }

  #show(answer: FilterAnswer): void {
    const first = answer.error ? errorItem(this.#pick.value, answer.error) : applyItem(answer);
    const recent = this.#recentItems();
    const suggested = answer.suggestions.map(suggestionItem);
    this.#pick.items = [
      first,
      ...(this.#pick.value === "" ? recent : []),
      ...(suggested.length === 0 ? [] : [separator("What may be typed next")]),
      ...suggested,
    ];
    this.#pick.activeItems = [first];
  }

  #recentItems(): readonly BoxItem[] {
    const recent = this.#client.trees.kept.recent.slice(0, mostRecentShown);
    if (recent.length === 0) return [];
    const items = recent.map(
      (text): BoxItem => ({
        label: `$(history) ${shownText(text)}`,
        alwaysShow: true,
        does: { kind: "write", text },
      }),
    );
    return [separator("Recent filters"), ...items];
  }

  async #accept(): Promise<void> {
    const does = this.#pick.activeItems[0]?.does;
    if (does?.kind === "write") return this.#write(does.text);
    // Enter may come before the answer to the last letters.
    if (this.#answered?.text !== this.#pick.value) await this.#update();
    if (this.#answered?.text !== this.#pick.value || this.#answered.answer.error) return;
    const text = this.#pick.value.trim();
    this.#isKept = true;
    this.#client.trees.filter = text;
    this.#client.trees.kept.remember(text);
    this.#pick.hide();
  }
}

/** Where the server cannot be asked, that is what is wrong. */
function unanswered(text: string, error: unknown): FilterAnswer {
  const message = error instanceof Error ? error.message : String(error);
  return { error: { start: 0, end: text.length, message }, suggestions: [] };
}

function separator(label: string): BoxItem {
  return { label, kind: QuickPickItemKind.Separator };
}

function applyItem({ matching = 0, rows = 0, times }: FilterAnswer): BoxItem {
  const label = matching === rows ? `Show all ${rows} rows` : `Show ${matching} of ${rows} rows`;
  return {
    label: matching === 0 && rows !== 0 ? "$(search) No row matches" : `$(check) ${label}`,
    alwaysShow: true,
    ...(times === undefined ? {} : { detail: times }),
    does: { kind: "apply" },
  };
}

/** A line of the box is not wrapped: what is wrong stands in the first, what to write instead in the second. */
function errorItem(text: string, { start, end, message }: NonNullable<FilterAnswer["error"]>): BoxItem {
  const cut = /[:?.] /u.exec(message);
  const wrong = cut ? message.slice(0, cut.index + 1).replace(/:$/u, ".") : message;
  return {
    label: `$(error) ${shownText(text.slice(start, end))}`,
    description: shownText(wrong),
    ...(cut ? { detail: shownText(sentence(message.slice(cut.index + 2))) } : {}),
    alwaysShow: true,
  };
}

/** What stood behind a colon. */
function sentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

const icons: { readonly [Kind in FilterSuggestion["kind"]]: string } = {
  key: "symbol-field",
  operator: "symbol-operator",
  value: "symbol-value",
};

function suggestionItem({ kind, label, description, text }: FilterSuggestion): BoxItem {
  return {
    label: `$(${icons[kind]}) ${shownText(label)}`,
    description: shownText(description),
    alwaysShow: true,
    does: { kind: "write", text },
  };
}
