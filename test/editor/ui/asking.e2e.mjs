// Hashing and looking up: what leaves, what does not, and what is kept.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { virusTotalServer } from "../../client/virusTotalServer.ts";
import { useWorkbench } from "../workbench.mjs";

const key = "0123456789abcdef".repeat(4);
const remote = "203.0.113.77";
const hostPath = String.raw`C:\Windows\explorer.exe`;

const service = await virusTotalServer();
afterAll(() => service.close());
const asked = () => service.requests.map(({ url, headers }) => ({ url, key: headers["x-apikey"] }));

const workbench = useWorkbench({
  settings: (folder) => ({
    "incidentNotes.virusTotal.address": service.base,
    "incidentNotes.hostPaths": { "C:\\": join(folder, "files", "C") },
  }),
});

const ledger = async () => (await workbench.read(".incident/ledger.jsonl")).trim().split("\n");

beforeAll(async () => {
  const last_analysis_stats = { malicious: 2, suspicious: 0, undetected: 70, harmless: 2 };
  service.answerWith({ json: { data: { attributes: { last_analysis_stats } } } });
  await workbench.openFile("notes.md");
  await workbench.openContainer("Incident Notes");
  await workbench.row(remote).waitFor();
});

test("a look-up shows what leaves and where to; cancelled, nothing leaves", async () => {
  await workbench.rowAction(workbench.row(remote), "Look Up");
  await workbench.dialog.waitFor();
  const text = await workbench.dialog.textContent();
  expect(text).toContain(`the address ${remote}`);
  expect(text).toContain(new URL(service.base).host);
  await workbench.shot("look-up-consent");
  await workbench.page.keyboard.press("Escape");
  await workbench.dialog.waitFor({ state: "detached" });
  await workbench.page.waitForTimeout(500);
  expect(asked()).toEqual([]);
});

test("with consent the address leaves, and nothing else; the answer is kept without the key", async () => {
  await workbench.rowAction(workbench.row(remote), "Look Up");
  await workbench.dialogButton("Ask VirusTotal").click();
  await workbench.page.locator(".quick-input-widget input[type=password]").waitFor();
  await workbench.page.keyboard.type(key);
  await workbench.page.keyboard.press("Enter");
  await workbench.notification("2 of 74 engines call it malicious").waitFor();
  expect(asked()).toEqual([{ url: `/api/v3/ip_addresses/${remote}`, key }]);
  const entries = (await ledger()).join("\n");
  expect(entries).toContain(`"value":"${remote}","answer":"known","malicious":2`);
  expect(entries).not.toContain(key);
  await workbench.clearNotifications();
});

test("an answer that the case has is shown with its age, and nobody is asked", async () => {
  await workbench.rowAction(workbench.row(remote), "Look Up");
  await workbench.notification("Asked just now").waitFor();
  expect(asked()).toHaveLength(1);
  await workbench.clearNotifications();
});

test("a private address is refused with the reason", async () => {
  await workbench.goTo(22);
  await workbench.command("Incident Notes: Look Up…");
  await workbench.notification("This address is private").waitFor();
  expect(asked()).toHaveLength(1);
  await workbench.clearNotifications();
});

test("a file that the notes name is hashed where its image lies, and the hash can be looked up", async () => {
  await workbench.openFile("notes.md");
  await workbench.goTo(39);
  await workbench.command("Incident Notes: Hash File…");
  await workbench.pick(hostPath);
  const bytes = await readFile(join(workbench.folder, "files", "C", "Windows", "explorer.exe"));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const notification = workbench.notification(sha256);
  await notification.waitFor();
  await workbench.shot("hashed");
  const entry = JSON.parse((await ledger()).at(-1) ?? "");
  expect(entry).toMatchObject({
    kind: "hash",
    file: "files/C/Windows/explorer.exe",
    hostPath,
    size: bytes.length,
    sha256,
  });

  service.answerWith({ status: 404, json: { error: { code: "NotFoundError" } } });
  await notification.hover();
  await notification.locator(".monaco-button", { hasText: "Look Up…" }).click();
  expect(await workbench.dialog.textContent()).toContain(sha256);
  await workbench.dialogButton("Ask VirusTotal").click();
  await workbench.notification("Unknown is not clean").waitFor();
  expect(asked()).toEqual([{ url: `/api/v3/files/${sha256}`, key }]);
  await workbench.shot("unknown");
  await workbench.clearNotifications();
});
