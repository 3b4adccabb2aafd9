// What a person sees of evidence in the editor.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { useWorkbench } from "../workbench.mjs";

const workbench = useWorkbench();

const impossible = `# Typed off a screen

\`\`\`netstat host=WS-099 captured=2031-07-02T09:20:00+02:00
  Proto  Local Address          Foreign Address        State           PID
  UDP    10.20.0.99:49731       *:*                    LISTENING       3412
  TCP    10.20.0.99:50001       198.51.100.25:443      ESTABLISHED     6120
\`\`\`
`;

const lens = (/** @type {string} */ text) => workbench.codeLens(text);

/** Colors come with the grammar, and once more with what the server says of a field's meaning. */
async function expectColors(/** @type {readonly string[]} */ texts) {
  await expect
    .poll(async () => new Set(await Promise.all(texts.map((text) => workbench.colorOf(text)))).size, {
      message: `${texts.join(", ")} have colors of their own`,
    })
    .toBe(texts.length);
}

beforeAll(async () => {
  await writeFile(join(workbench.folder, "typed.md"), impossible);
  await workbench.openFile("pfirewall.log");
});

test("opening a log shows lenses soon", async () => {
  await workbench.openFile("tasklist.csv");
  await lens("32 rows").waitFor();
  await workbench.openFile("pfirewall.log");
  const began = performance.now();
  await lens("473 rows").waitFor();
  // About one, on a machine that does nothing else.
  expect((performance.now() - began) / 1000).toBeLessThan(6);
});

test.each(/** @type {const} */ (["light", "highContrastLight", "highContrast", "dark"]))(
  "in %s, addresses inside and outside, PIDs, ports and actions differ in color",
  async (theme) => {
    await workbench.openFile("pfirewall.log");
    await workbench.setTheme(theme);
    await expectColors(["203.0.113.77", "10.20.0.42", "3416", "ALLOW"]);
    await expectColors(["ALLOW", "DROP"]);
    await workbench.shot(`pfirewall-${theme}`);
  },
);

test("evidence in a note has the colors of evidence", async () => {
  await workbench.openFile("notes.md");
  await workbench.goTo(50);
  await expectColors(["198.51.100.25", "10.20.0.51", "ESTABLISHED", "TCP"]);
  await workbench.shot("notes-quoted");
});

test("resting on a PID names its process and the line that says so", async () => {
  await workbench.openFile("pfirewall.log");
  await workbench.goTo(8);
  const text = await workbench.hover("3416");
  expect(text).toContain("PID 3416 explorer.exe on WS-042");
  expect(text).toContain("tasklist.csv:22");
  expect(text).toMatch(/Not the same: .*WS-051.*OUTLOOK\.EXE/);
  await workbench.shot("hover-pid");
  await workbench.page.locator(".monaco-hover a", { hasText: "tasklist.csv:22" }).click();
  await workbench.expectCursor("tasklist.csv", 22);
});

test("a lens of the log leads to the socket and says whose it is", async () => {
  await workbench.openFile("pfirewall.log");
  await workbench.goTo(8);
  const peek = workbench.page.locator(".peekview-widget");
  await workbench.pressLens("PID 3416 explorer.exe, notes.md:22", peek);
  await peek.locator(".view-line", { hasText: "10.20.0.42:49731" }).waitFor();
  await workbench.shot("lens-peek");
  await workbench.page.keyboard.press("Escape");
  await peek.waitFor({ state: "detached" });
});

test("F12 on a row of the log goes to the row of netstat that it joins", async () => {
  await workbench.openFile("pfirewall.log");
  await workbench.goTo(8);
  await workbench.clickText("49731");
  await workbench.page.keyboard.press("F12");
  await workbench.expectCursor("notes.md", 22);
});

test("the references of an address are all lines that have it", async () => {
  await workbench.openFile("pfirewall.log");
  await workbench.goTo(8);
  await workbench.clickText("203.0.113.77");
  await workbench.page.keyboard.press("Shift+F12");
  const references = workbench.page.locator(".peekview-widget .ref-tree .monaco-list-row");
  await references.filter({ hasText: "ufw.log" }).first().waitFor();
  await references.filter({ hasText: "pfirewall.log" }).first().waitFor();
  await workbench.shot("references");
  await workbench.page.keyboard.press("Escape");
});

test("the outline of a note has its captures, and a block folds", async () => {
  await workbench.openFile("notes.md");
  await workbench.page.keyboard.press("Control+Shift+O");
  const symbols = workbench.page.locator(".quick-input-list .monaco-list-row");
  await symbols.filter({ hasText: "WS-042 · netstat (Windows)" }).first().waitFor();
  await workbench.page.keyboard.type("OUTLOOK");
  await symbols.filter({ hasText: "OUTLOOK.EXE" }).first().waitFor();
  await workbench.shot("outline");
  await workbench.page.keyboard.press("Escape");

  await workbench.goTo(12);
  const row = workbench.page.locator(".view-line", { hasText: "10.20.0.42:49731" });
  await row.waitFor();
  await workbench.page.keyboard.press("Control+Shift+[");
  await row.waitFor({ state: "detached" });
  await workbench.page.keyboard.press("Control+Shift+]");
  await row.waitFor();
});

test("what cannot be is a problem whose code leads to its page", async () => {
  await workbench.openFile("typed.md");
  const problems = await workbench.problems("NET001");
  expect(problems.join("\n")).toMatch(/NET001/);
  await workbench.shot("problems");
  const row = workbench.page.locator(".markers-panel .monaco-list-row", { hasText: "NET001" }).first();
  await row.locator("a", { hasText: "NET001" }).click({ modifiers: ["Control"] });
  await workbench.page.locator(".tab.active", { hasText: "NET001.md" }).waitFor();
});
