// The picture of the editor of events for the README.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, test } from "vitest";
import { nativeCapture } from "../captures.mjs";
import { useWorkbench } from "../workbench.mjs";
import { smallPng } from "./smallPng.mjs";

const workbench = useWorkbench({
  settings: () => ({
    "breadcrumbs.enabled": false,
    "window.commandCenter": false,
    "workbench.layoutControl.enabled": false,
    "workbench.sideBar.location": "right",
    "workbench.hover.delay": 3_600_000,
  }),
});

beforeAll(async () => {
  await writeFile(join(workbench.folder, "explorer.pml"), nativeCapture(53_120));
});

test("events", async () => {
  await workbench.command("View: Toggle Primary Side Bar Visibility");
  await workbench.page.keyboard.press("Control+P");
  const input = workbench.page.locator(".quick-input-widget input[type=text]");
  await input.fill("explorer.pml");
  await workbench.page
    .locator(".quick-input-list .monaco-list-row", { hasText: "explorer.pml" })
    .first()
    .click();
  const page = workbench.webview();
  const row = page.locator(".row", { hasText: "UDP Send" }).first();
  await row.locator(".cell", { hasText: "UDP Send" }).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Include ‘UDP Send’" }).click();
  await page.locator(".count", { hasText: " of 53,120 events" }).waitFor();
  await row.click();
  await workbench.page.keyboard.press("Enter");
  await page.getByText("acmeshell.dll + 0x1a2f").waitFor();
  await page.getByRole("grid", { name: "Events" }).focus();
  await page.getByRole("button", { name: "Show Process" }).waitFor();
  await workbench.page.waitForTimeout(2000);
  const path = await workbench.shot("events");
  await writeFile(path, smallPng(await readFile(path)));
});
