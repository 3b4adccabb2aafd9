// What the extension writes: evidence into notes, and findings.
import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useWorkbench } from "../workbench.mjs";

const workbench = useWorkbench();

const captured = [
  "",
  "Active Connections",
  "",
  "  Proto  Local Address          Foreign Address        State           PID",
  "  TCP    10.20.0.42:50100       198.51.100.200:443     ESTABLISHED     7120",
  "",
].join("\r\n");

const clipboard = {
  write: (/** @type {string} */ text) =>
    workbench.page.evaluate((value) => navigator.clipboard.writeText(value), text),
};

test("output of a command is pasted as a block with its hash", async () => {
  await writeFile(join(workbench.folder, "evening.md"), "# Evening\n\n");
  await workbench.openFile("evening.md");
  await workbench.goTo(3);
  await clipboard.write(captured);
  await workbench.command("Incident Notes: Paste as Evidence");
  await workbench.page.locator(".view-line", { hasText: "198.51.100.200" }).waitFor();
  await workbench.command("File: Save");
  await workbench.shot("pasted");
  await expect.poll(() => workbench.read("evening.md")).toMatch(/^```netstat .*sha256=/m);
  const [, sha256, lines] =
    /sha256=([0-9a-f]{64})[^\n]*\n([\s\S]*?)```/.exec(await workbench.read("evening.md")) ?? [];
  expect(
    createHash("sha256")
      .update(lines ?? "")
      .digest("hex"),
  ).toBe(sha256);
});

test("a plain paste stays plain, and the menu beside it offers the block", async () => {
  await workbench.page.keyboard.press("Control+End");
  await workbench.page.keyboard.press("Enter");
  await clipboard.write(captured.replaceAll("7120", "7124"));
  await workbench.page.keyboard.press("Control+V");
  await workbench.page.locator(".post-edit-widget").click();
  await workbench.shot("paste-menu");
  await workbench.page.getByText("Paste as Evidence: netstat (Windows)").click();
  await workbench.codeLens("PID 7124").waitFor();
  await workbench.command("File: Save");
  await expect.poll(async () => (await workbench.read("evening.md")).match(/^```netstat /gm)?.length).toBe(2);
});

test("a lens adds its line to the findings, and that can be undone", async () => {
  await workbench.openFile("pfirewall.log");
  await workbench.goTo(8);
  await workbench.pressLens("Add to findings", workbench.notification("Added to the findings"));
  const once = await workbench.read("findings.md");
  expect(once).toMatch(/\]\(pfirewall\.log#L\d+\)/);
  await workbench.clearNotifications();

  await workbench.openFile("notes.md");
  await workbench.goTo(22);
  await workbench.command("Incident Notes: Add to Findings");
  await workbench.notification("Added to the findings").waitFor();
  expect(await workbench.read("findings.md")).toContain("](notes.md#L22)");
  await workbench.clearNotifications();

  await workbench.openFile("findings.md");
  await workbench.page.keyboard.press("Control+Z");
  await workbench.command("File: Save");
  await expect.poll(() => workbench.read("findings.md")).toBe(once);
});

test("findings are generated, with links to lines, and once more around the analyst's own text", async () => {
  await workbench.command("Incident Notes: Generate Findings");
  await workbench.page.locator(".tab.active", { hasText: "findings.md" }).waitFor();
  await expect.poll(() => workbench.read("findings.md")).toMatch(/^## Timeline/m);
  const generated = await workbench.read("findings.md");
  expect(generated).toContain("explorer.exe");
  expect(generated).toContain("203[.]0[.]113[.]77");
  expect(generated).toMatch(/\]\(notes\.md#L\d+\)/);
  await workbench.shot("findings");

  await workbench.page.keyboard.press("Control+End");
  await workbench.page.keyboard.type("\nKern was at lunch.\n");
  await workbench.command("File: Save");
  await expect.poll(() => workbench.read("findings.md")).toContain("Kern was at lunch.");
  const own = await workbench.read("findings.md");
  await workbench.command("Incident Notes: Generate Findings");
  await workbench.page.waitForTimeout(1500);
  expect(await workbench.read("findings.md")).toBe(own);
});

test("the preview runs no script, loads nothing, and its citations open their lines", async () => {
  await workbench.command("Incident Notes: Preview Findings");
  const page = workbench.page.frameLocator("iframe.webview.ready").frameLocator("iframe");
  const citation = page.locator("a", { hasText: /^notes\.md/ }).first();
  await citation.waitFor();
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  expect(policy).toMatch(/^default-src 'none'/);
  expect(policy).not.toMatch(/script|unsafe|https?:|\*/);
  expect(await page.locator("body script, body img, body iframe, body form").count()).toBe(0);
  await workbench.shot("findings-preview");
  await citation.click();
  await workbench.page.locator(".tab.active.selected", { hasText: "notes.md" }).waitFor();
  await workbench.page.locator(".tab.active", { hasText: "Findings" }).waitFor();
});

test("findings are exported as a page without scripts", async () => {
  await workbench.command("Incident Notes: Export Findings…");
  await workbench.pick("HTML");
  await workbench.page.locator(".quick-input-widget .monaco-button", { hasText: "OK" }).waitFor();
  await workbench.page.keyboard.press("Enter");
  await workbench.notification("The findings are exported").waitFor();
  const html = await workbench.read("findings.html");
  expect(html).toContain("explorer.exe");
  expect(html).not.toMatch(/<script|javascript:|\son\w+=/i);
});
