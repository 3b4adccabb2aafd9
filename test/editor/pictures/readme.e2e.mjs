// The pictures of the README, of the sample case.
import { readFile, writeFile } from "node:fs/promises";
import { beforeAll, test } from "vitest";
import { useWorkbench } from "../workbench.mjs";
import { smallPng } from "./smallPng.mjs";

const workbench = useWorkbench({
  settings: () => ({
    "breadcrumbs.enabled": false,
    "editor.minimap.enabled": false,
    "window.commandCenter": false,
    "workbench.layoutControl.enabled": false,
    "workbench.hover.delay": 3_600_000,
  }),
});
const remote = "203.0.113.77";

beforeAll(async () => {
  await workbench.openFile("notes.md");
  await workbench.openContainer("Incident Notes");
  await workbench.row(remote).waitFor();
  await widenSideBar(440);
});

async function widenSideBar(/** @type {number} */ to) {
  const box = await workbench.page.locator(".sidebar").boundingBox();
  if (box === null) throw new Error("There is no side bar.");
  const { mouse } = workbench.page;
  await mouse.move(box.x + box.width, 400);
  await mouse.down();
  await mouse.move(to, 400, { steps: 5 });
  await mouse.up();
}

/** Nothing is under the mouse, and nothing is still being drawn. */
async function picture(/** @type {string} */ name) {
  await workbench.page.mouse.move(700, 2);
  await settle();
  await smallShot(name);
}

async function smallShot(/** @type {string} */ name) {
  const path = await workbench.shot(name);
  await writeFile(path, smallPng(await readFile(path)));
}

/** Lenses and hints come one after the other. */
async function settle() {
  await workbench.page.locator(".statusbar-item", { hasText: "Saving" }).waitFor({ state: "detached" });
  await workbench.page.waitForTimeout(2500);
}

test("overview-dark", async () => {
  await workbench.openFile("pfirewall.log");
  await workbench.codeLens("473 rows").waitFor();
  await picture("overview-dark");
});

test("hover", async () => {
  await workbench.goTo(8);
  await settle();
  await workbench.hover("3416");
  await workbench.page.waitForTimeout(1000);
  await smallShot("hover");
  await workbench.page.keyboard.press("Escape");
});

test("lookup-consent", async () => {
  await workbench.openFile("notes.md");
  await workbench.goTo(22);
  await settle();
  await workbench.rowAction(workbench.row(remote), "Look Up");
  await workbench.dialog.waitFor();
  await picture("lookup-consent");
  await workbench.page.keyboard.press("Escape");
});

test("trees-light", async () => {
  await workbench.setTheme("light");
  for (const text of [/^explorer\.exe/, /^203\.0\.113\.77/, /^notes\.md/]) {
    await workbench.row(text).locator(".monaco-tl-twistie").click();
    await workbench.page.waitForTimeout(500);
  }
  await picture("trees-light");
});

test("filter-light", async () => {
  await workbench.command("Incident Notes: Show Lines of the Filter");
  await workbench.page.locator(".view-line", { hasText: "Type a filter" }).waitFor();
  await workbench.openFilter();
  await workbench.page
    .locator(".quick-input-widget input[type=text]")
    .pressSequentially("svchost.exe 06:00..07:30 not :123");
  await workbench.page.locator(".quick-input-list .monaco-list-row", { hasText: /Show \d+ of/ }).waitFor();
  await picture("filter-light");
  await workbench.page.keyboard.press("Escape");
  await workbench.command("View: Close Editor");
});

test("high-contrast", async () => {
  await workbench.setTheme("highContrast");
  await picture("high-contrast");
});

test("findings", async () => {
  await workbench.setTheme("dark");
  await workbench.command("Incident Notes: Generate Findings");
  await workbench.page.locator(".tab.active", { hasText: "findings.md" }).waitFor();
  await workbench.command("Incident Notes: Preview Findings");
  const preview = workbench.page.frameLocator("iframe.webview.ready").frameLocator("iframe");
  await preview
    .locator("a", { hasText: /^notes\.md/ })
    .first()
    .waitFor();
  await workbench.command("View: Close Primary Side Bar");
  await picture("findings");
});

test("the timeline of the case", async () => {
  await workbench.command("Incident Notes: Show Timeline");
  await workbench.webview().getByRole("option").first().waitFor();
  await picture("timeline");
});
