import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useWorkbench } from "../workbench.mjs";

const key = "0123456789abcdef".repeat(4);
const remote = "198.51.100.200";

/** @type {{ readonly url: string | undefined, readonly key: unknown }[]} */
const asked = [];
const stats = { malicious: 2, suspicious: 0, undetected: 70, harmless: 2 };
const service = createServer((request, response) => {
  asked.push({ url: request.url, key: request.headers["x-apikey"] });
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ data: { attributes: { last_analysis_stats: stats } } }));
});
await new Promise((resolve) => service.listen(0, "127.0.0.1", () => resolve(undefined)));
const { port } = /** @type {import("node:net").AddressInfo} */ (service.address());
afterAll(() => service.close());

const workbench = useWorkbench({
  settings: { "incidentNotes.virusTotal.address": `http://127.0.0.1:${port}/api/v3` },
});

const note = `# Evening

10.99.0.7 keeps calling.

\`\`\`netstat host=WS-099
  TCP    10.99.0.7:50001        ${remote}:443     ESTABLISHED     7007
\`\`\`
`;

beforeAll(async () => {
  await writeFile(join(workbench.folder, "evening.md"), note);
  await workbench.openFile("evening.md");
  await workbench.openContainer("Incident Notes");
  await workbench.row(remote).waitFor();
});

async function rowAction(/** @type {string} */ title) {
  const row = workbench.row(remote);
  await row.hover();
  await row.locator(`.action-label[aria-label^="${title}"]`).click();
}

async function rowMenu(/** @type {string} */ title) {
  await workbench.row(remote).click({ button: "right" });
  const item = workbench.page.locator(".monaco-menu .action-label", { hasText: title });
  await item.waitFor();
  // A menu takes no click for the first moment, lest the click that opened it choose something.
  await workbench.page.waitForTimeout(500);
  await item.click();
}

test("one filter narrows all views", async () => {
  await workbench.command("Incident Notes: Filter Views…");
  await workbench.answer("no-such-thing");
  await workbench.page.locator(".sidebar .message", { hasText: "Nothing here has" }).first().waitFor();
  await workbench.command("Incident Notes: Clear Filter of Views");
  await workbench.row(remote).waitFor();
});

test("a look-up shows what leaves and where to before it leaves, and keeps the answer", async () => {
  await rowAction("Look Up");
  const dialog = workbench.page.locator(".monaco-dialog-box");
  await dialog.waitFor();
  expect(await dialog.textContent()).toContain(`the address ${remote}`);
  expect(await dialog.textContent()).toContain(`127.0.0.1:${port}`);
  await workbench.shot("look-up-consent");
  expect(asked).toEqual([]);

  await workbench.dialogButton("Ask VirusTotal").click();
  await workbench.page.locator(".quick-input-widget input[type=password]").waitFor();
  await workbench.page.keyboard.type(key);
  await workbench.page.keyboard.press("Enter");
  await workbench.notification("2 of 74 engines call it malicious").waitFor();
  expect(asked).toEqual([{ url: `/api/v3/ip_addresses/${remote}`, key }]);

  const ledger = await workbench.read(".incident/ledger.jsonl");
  expect(ledger).toContain(`"value":"${remote}","answer":"known","malicious":2`);
  expect(ledger).not.toContain(key);
  await workbench.command("Notifications: Clear All Notifications");
});

test("an answer that the case has is shown with its age, and nobody is asked", async () => {
  await rowAction("Look Up");
  await workbench.notification("Asked just now").waitFor();
  expect(asked).toHaveLength(1);
  await workbench.command("Notifications: Clear All Notifications");
});

test("a private address is refused with the reason", async () => {
  await workbench.openFile("evening.md");
  await workbench.clickText("keeps calling");
  await workbench.page.keyboard.press("Home");
  for (let i = 0; i < "10.99.0.7".length; i++) await workbench.page.keyboard.press("Shift+ArrowRight");
  await workbench.command("Incident Notes: Look Up…");
  await workbench.notification("This address is private").waitFor();
  expect(asked).toHaveLength(1);
  await workbench.command("Notifications: Clear All Notifications");
});

test("a row is cited in the findings from its menu", async () => {
  await rowMenu("Add to Findings");
  await workbench.notification("Added to the findings").waitFor();
  expect(await workbench.read("findings.md")).toContain("](evening.md#L6)");
  await workbench.command("Notifications: Clear All Notifications");
});

test("a citation in the preview opens its line", async () => {
  await workbench.command("Incident Notes: Preview Findings");
  const page = workbench.page.frameLocator("iframe.webview.ready").frameLocator("iframe");
  await page.locator("a", { hasText: "evening.md" }).first().waitFor();
  await workbench.shot("findings-preview");
  await page.locator("a", { hasText: "evening.md" }).first().click();
  await workbench.page.locator(".tab.active.selected", { hasText: "evening.md" }).waitFor();
  await workbench.page.locator(".tab.active", { hasText: "Findings" }).waitFor();
});
