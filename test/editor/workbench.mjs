// The workbench as a person uses it. To add a UI test, write test/editor/ui/<area>.e2e.mjs:
//
//     import { expect, test } from "vitest";
//     import { useWorkbench } from "../workbench.mjs";
//
//     const workbench = useWorkbench();            // a window of this file's own, on a fresh copy of the sample case
//
//     test("hovering a PID names its process", async () => {
//       await workbench.openFile("pfirewall.log");
//       expect(await workbench.hover("1432")).toContain("explorer.exe");
//       await workbench.shot("hover-pid");         // shots/hover-pid.png, to be looked at
//     });
//
// Run it: npm test -- editor-ui --grep="hovering a PID". A picture for the README is the same in test/editor/pictures/,
// where shot() writes into docs/screenshots/ (npm run screenshots).
// What the API can show is a test of test/editor/suite instead: it is faster, and runs on both VS Codes.
import { cp, mkdir, mkdtemp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll } from "vitest";
import { openBrowser } from "../../scripts/editor/browser.mjs";
import { writeTestSettings } from "../../scripts/editor/profile.mjs";
import { windowUrl } from "../../scripts/editor/server.mjs";
import { sampleCase } from "../../scripts/repository.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {keyof typeof themes} Theme */

/** Each theme's setting, its name in the picker, and the class by which one sees that it is on. */
const themes = /** @type {const} */ ({
  dark: { setting: "Dark 2026", label: "Dark 2026", shown: "vs-dark" },
  light: { setting: "Light 2026", label: "Light 2026", shown: "vs" },
  highContrast: { setting: "Default High Contrast", label: "Dark High Contrast", shown: "hc-black" },
  highContrastLight: {
    setting: "Default High Contrast Light",
    label: "Light High Contrast",
    shown: "hc-light",
  },
});

const patience = 20_000;
const patienceAtStart = 60_000;
const fromRun = (/** @type {string} */ name) => {
  const value = process.env[name];
  if (value === undefined) throw new Error("Start these tests with `npm test -- editor-ui`.");
  return value;
};

/** @typedef {(folder: string) => Readonly<Record<string, unknown>>} SettingsOf Settings for a window on this folder. */

/**
 * A window for the tests of one file: opened before them, closed after them, pictured where one fails.
 *
 * @param {{ theme?: Theme, settings?: SettingsOf, on?: "sample case" | "empty folder" }} [options]
 */
export function useWorkbench({ theme = "dark", settings = () => ({}), on = "sample case" } = {}) {
  const workbench = new Workbench({ settings, on });
  beforeAll(() => workbench.open(theme));
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await workbench.shot(`failed ${task.name}`.replace(/\W+/g, "-"));
  });
  afterAll(() => workbench.close());
  return workbench;
}

class Workbench {
  #close = async () => {};
  #options;
  /** The window's copy of the sample case, or its empty folder. */
  folder = "";
  /** @type {Page} For what the methods below do not cover. */
  page = /** @type {never} */ (undefined);

  constructor(/** @type {{ readonly settings: SettingsOf, readonly on: string }} */ options) {
    this.#options = options;
  }

  async open(/** @type {Theme} */ theme) {
    const profile = fromRun("EDITOR_PROFILE");
    this.folder = join(await mkdtemp(join(profile, "window-")), "sample-case");
    const isEmpty = this.#options.on === "empty folder";
    await (isEmpty ? mkdir(this.folder) : cp(sampleCase, this.folder, { recursive: true }));
    const settings = {
      ...this.#options.settings(this.folder),
      "workbench.colorTheme": themes[theme].setting,
    };
    await writeTestSettings({ folder: profile }, settings);

    const browser = await openBrowser();
    this.#close = browser.close;
    this.page = browser.page;
    this.page.setDefaultTimeout(patience);
    await this.page.goto(windowUrl(fromRun("EDITOR_URL"), this.folder));
    await this.page.locator(".part.statusbar").waitFor({ timeout: patienceAtStart });
    const shown = isEmpty ? ".explorer-folders-view" : ".explorer-folders-view .monaco-list-row";
    await this.page.locator(shown).first().waitFor({ state: "attached", timeout: patienceAtStart });
  }

  close() {
    return this.#close();
  }

  /** Runs a command by its title in the palette, `Category: Title`. */
  async command(/** @type {string} */ title) {
    await this.page.keyboard.press("F1");
    await this.#choose(`>${title}`, this.page.getByText(title, { exact: true }));
  }

  /** Opens the box of the views' filter. What is typed sooner goes to the palette that is about to close. */
  async openFilter() {
    await this.command("Incident Notes: Filter Views…");
    await this.page.locator(".quick-input-title", { hasText: "Filter the views" }).waitFor();
  }

  async openFile(/** @type {string} */ name) {
    await this.page.keyboard.press("Control+P");
    await this.#choose(name, this.page.getByText(name, { exact: true }));
    await this.page.locator(".tab.active", { hasText: name }).waitFor();
  }

  /** Chooses a row of the quick pick that is open. */
  pick(/** @type {string} */ label) {
    return this.#choose(label, this.page.getByText(label));
  }

  /** Answers the input box that is open. */
  async answer(/** @type {string} */ text) {
    const input = this.page.locator(".quick-input-widget input[type=text]");
    await input.waitFor();
    await input.fill(text);
    await this.page.keyboard.press("Enter");
  }

  /** Shows a view container of the activity bar. */
  async openContainer(/** @type {string} */ title) {
    const action = this.page.locator(`.activitybar .action-item:has([aria-label^="${title}"])`);
    if ((await action.getAttribute("aria-selected")) !== "true")
      await action.locator(".action-label").click();
    await this.page.locator(".sidebar .title-label", { hasText: new RegExp(title, "i") }).waitFor();
  }

  /** A row of a tree in the side bar. */
  row(/** @type {string | RegExp} */ text) {
    return this.page.locator(".sidebar .monaco-list-row", { hasText: text }).first();
  }

  /** One of the views of the side bar, by its title. */
  view(/** @type {string} */ title) {
    return this.page.locator(`.sidebar .pane:has(.pane-header[aria-label^="${title}"])`);
  }

  /** Presses a button that a row shows while the mouse is over it. */
  async rowAction(/** @type {import("playwright-core").Locator} */ row, /** @type {string} */ title) {
    await row.hover();
    await row.locator(`.action-label[aria-label^="${title}"]`).click();
  }

  /** Chooses from the context menu of something. */
  async menu(/** @type {import("playwright-core").Locator} */ target, /** @type {string} */ title) {
    await target.click({ button: "right" });
    const item = this.page.locator(".monaco-menu .action-label", { hasText: title });
    await item.waitFor();
    // A menu takes no click for the first moment, lest the click that opened it choose something.
    await this.page.waitForTimeout(500);
    await item.click();
  }

  codeLens(/** @type {string | RegExp} */ text) {
    return this.page.locator(".codelens-decoration :is(a, span)", { hasText: text }).first();
  }

  /** Presses a lens until something comes of it: one that is drawn anew meanwhile takes no click. */
  async pressLens(
    /** @type {string | RegExp} */ text,
    /** @type {import("playwright-core").Locator} */ outcome,
  ) {
    for (let left = 5; ; left--) {
      await this.codeLens(text).click();
      const came = await outcome.waitFor({ timeout: left === 0 ? patience : 2000 }).then(
        () => true,
        (error) => {
          if (left === 0) throw error;
          return false;
        },
      );
      if (came) return;
    }
  }

  notification(/** @type {string | RegExp} */ text) {
    return this.page.locator(".notification-toast", { hasText: text }).first();
  }

  async clearNotifications() {
    await this.command("Notifications: Clear All Notifications");
    await this.page.locator(".notification-toast").first().waitFor({ state: "detached" });
  }

  /** The modal dialog that is open. */
  get dialog() {
    return this.page.locator(".monaco-dialog-box");
  }

  /** A button of the modal dialog that is open. */
  dialogButton(/** @type {string} */ label) {
    return this.page.locator(".monaco-dialog-box .monaco-button", { hasText: label });
  }

  /** @returns The content of a webview or of the Markdown preview, the innermost of its frames. */
  webview() {
    return this.page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  }

  /** @returns {Promise<readonly string[]>} What the Problems view lists, once it has something that says `text`. */
  async problems(/** @type {string | RegExp} */ text) {
    await this.command("Problems: Focus on Problems View");
    const rows = this.page.locator(".markers-panel .monaco-list-row");
    await rows.filter({ hasText: text }).first().waitFor();
    return rows.allInnerTexts();
  }

  /** Rests the mouse on a text in the editor. @returns What the hover says. */
  async hover(/** @type {string} */ text) {
    const { x, y } = await this.#pointAt(text);
    await this.page.mouse.move(x - 1, y);
    await this.page.mouse.move(x, y);
    const hover = this.page.locator(".monaco-hover:visible .hover-contents", { hasText: /\S/ });
    await hover.first().waitFor();
    return (await hover.allInnerTexts()).join("\n");
  }

  /** Puts the cursor at the beginning of a line, 1-based, and the line into view. */
  async goTo(/** @type {number} */ line) {
    await this.page.keyboard.press("Control+G");
    const input = this.page.locator(".quick-input-widget input[type=text]");
    await input.waitFor();
    await input.fill(`:${line}`);
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: `line ${line}` }).waitFor();
    await input.press("Enter");
    await this.page.locator(".statusbar-item", { hasText: `Ln ${line}, Col 1` }).waitFor();
  }

  /** Waits until the cursor is in a line, 1-based, of a file. */
  async expectCursor(/** @type {string} */ name, /** @type {number} */ line) {
    await this.page.locator(".tab.active.selected", { hasText: name }).waitFor();
    await this.page.locator(".statusbar-item", { hasText: new RegExp(`Ln ${line}, Col`) }).waitFor();
  }

  /** Puts the cursor into a text in the editor. */
  async clickText(/** @type {string} */ text) {
    const { x, y } = await this.#pointAt(text);
    await this.page.mouse.click(x, y);
  }

  /** @returns {Promise<string>} The color in which the editor shows a text. */
  async colorOf(/** @type {string} */ text) {
    const { x, y } = await this.#pointAt(text);
    return this.page.evaluate(
      ([left, top]) => getComputedStyle(document.elementFromPoint(left, top) ?? document.body).color,
      /** @type {const} */ ([x, y]),
    );
  }

  async setTheme(/** @type {Theme} */ theme) {
    await this.command("Preferences: Color Theme");
    await this.pick(themes[theme].label);
    await this.page.locator(`.monaco-workbench.${themes[theme].shown}`).waitFor();
  }

  /** Takes a picture of the window. @returns Its path. */
  async shot(/** @type {string} */ name) {
    const folder = fromRun("EDITOR_SHOTS");
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${name}.png`);
    await this.page.screenshot({ path });
    return path;
  }

  /** @returns {Promise<string>} A file of the case as it is on the disk. */
  read(/** @type {string} */ name) {
    return readFile(join(this.folder, name), "utf8");
  }

  /** Fills the open quick input, takes the row, and waits until that input is gone or is another one. */
  async #choose(/** @type {string} */ filter, /** @type {import("playwright-core").Locator} */ label) {
    const input = this.page.locator(".quick-input-widget input[type=text]");
    await input.waitFor();
    // A pointer left over the list would show a row's hover, which may lie over the row that is wanted.
    await this.page.mouse.move(1, 1);
    await input.fill(filter);
    await this.page.locator(".quick-input-list .monaco-list-row", { has: label }).first().click();
    await this.page.waitForFunction((typed) => {
      const box = document.querySelector(".quick-input-widget input[type=text]");
      return !(box instanceof HTMLInputElement) || box.offsetParent === null || box.value !== typed;
    }, filter);
  }

  /** Where a text stands on the screen: its first appearance in a visible line of an editor. */
  async #pointAt(/** @type {string} */ text) {
    const found = await this.page.waitForFunction((wanted) => {
      for (const line of document.querySelectorAll(".editor-instance .view-line")) {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        const nodes = [];
        while (walker.nextNode()) nodes.push(/** @type {Text} */ (walker.currentNode));
        // The editor draws blanks as no-break spaces.
        const start = nodes
          .map((node) => node.data)
          .join("")
          .replaceAll("\u00a0", " ")
          .indexOf(wanted);
        if (start < 0) continue;
        let offset = start + Math.floor(wanted.length / 2);
        for (const node of nodes) {
          if (offset < node.data.length) {
            const range = document.createRange();
            range.setStart(node, offset);
            range.setEnd(node, offset + 1);
            const { x, y, width, height } = range.getBoundingClientRect();
            return { x: x + width / 2, y: y + height / 2 };
          }
          offset -= node.data.length;
        }
      }
      return undefined;
    }, text);
    return /** @type {{ x: number, y: number }} */ (await found.jsonValue());
  }
}
