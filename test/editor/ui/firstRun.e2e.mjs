// Somebody who has just installed the extension, in a folder that holds nothing yet.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useWorkbench } from "../workbench.mjs";

const workbench = useWorkbench({ on: "empty folder" });

test("the extension is installed, and does nothing unasked", async () => {
  const log = workbench.page.locator(".statusbar-item", { hasText: /netstat|firewall/i });
  expect(await log.count()).toBe(0);
  expect(await workbench.page.locator(".notification-toast").count()).toBe(0);
});

test("empty views say what to do", async () => {
  await workbench.openContainer("Incident Notes");
  for (const [title, text] of /** @type {const} */ ([
    ["Processes", "No process yet"],
    ["Remote Endpoints", "No remote endpoint yet"],
    ["Evidence", "No evidence yet"],
    ["Findings", "Nothing found yet"],
  ]))
    await workbench.view(title).locator(".welcome-view-content", { hasText: text }).waitFor();
  await workbench.shot("welcome");
});

test("evidence that comes into the folder shows by itself", async () => {
  await mkdir(join(workbench.folder, "export"));
  await writeFile(
    join(workbench.folder, "export", "ws-099-netstat.txt"),
    "  TCP    10.99.0.7:50001        198.51.100.200:443     ESTABLISHED     7007\r\n",
  );
  await workbench.row("198.51.100.200").waitFor();
});

test("the walkthrough leads through the sample case", async () => {
  await workbench.command("Welcome: Open Walkthrough...");
  await workbench.pick("Follow a connection");
  await workbench.page.locator(".getting-started-step", { hasText: "Open the sample case" }).waitFor();
  await workbench.page.locator(".getting-started-step").first().click();
  const page = workbench.page.frameLocator("iframe.webview.ready").frameLocator("iframe");
  await page.getByText("A case is a folder").waitFor();
  await workbench.shot("walkthrough");
});

test("the sample case opens as a copy", async () => {
  const opened = workbench.page.context().waitForEvent("page");
  await workbench.command("Incident Notes: Try the Sample Case");
  await workbench.pick("In the storage of Incident Notes");
  const window = await opened;
  await window
    .locator(".explorer-folders-view .monaco-list-row", { hasText: "pfirewall.log" })
    .waitFor({ timeout: 60_000 });
  expect(new URL(window.url()).searchParams.get("folder")).toMatch(/incident-notes-sample$/);
  await window.close();
});
