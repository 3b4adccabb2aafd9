// The views of the side bar.
import { beforeAll, expect, test } from "vitest";
import { useWorkbench } from "../workbench.mjs";

const workbench = useWorkbench();
const remote = "203.0.113.77";

const processes = () => workbench.view("Processes");
const rowsOf = (/** @type {string} */ title) => workbench.view(title).locator(".monaco-list-row");

beforeAll(async () => {
  await workbench.openContainer("Incident Notes");
  await workbench.row(remote).waitFor();
});

test("the views say how much there is of what", async () => {
  await rowsOf("Processes")
    .filter({ hasText: /WS-042.*\d+ processes · \d+ rows/ })
    .waitFor();
  await rowsOf("Processes")
    .filter({ hasText: /explorer\.exe.*PID 3416/ })
    .first()
    .waitFor();
  await rowsOf("Remote Endpoints")
    .filter({ hasText: /203\.0\.113\.77.*12000\/udp · 408 rows/ })
    .waitFor();
  await rowsOf("Evidence")
    .filter({ hasText: /pfirewall\.log.*1 capture · 473 rows · 1 issue/ })
    .waitFor();
  await rowsOf("Findings").filter({ hasText: remote }).first().waitFor();
  await workbench.shot("trees");
});

test("rows have labels to be read aloud", async () => {
  const labels = await workbench.page
    .locator(".sidebar .monaco-list-row")
    .evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label") ?? ""));
  expect(labels.length).toBeGreaterThan(10);
  for (const label of labels)
    expect(label).toMatch(/^(Host|Process|Remote address|File|Finding|Next steps|Open question)\W.*\w/);
});

test("hosts are kept apart", async () => {
  await workbench.openFilter();
  await workbench.answer("3416");
  await expect
    .poll(() => rowsOf("Processes").allTextContents())
    .toEqual([
      expect.stringContaining("WS-042"),
      expect.stringContaining("explorer.exe"),
      expect.stringContaining("SearchIndexer.exe"),
      expect.stringContaining("WS-051"),
      expect.stringContaining("OUTLOOK.EXE"),
    ]);
  await workbench.shot("trees-filtered");
});

test("one filter narrows all views, and is cleared", async () => {
  await workbench.openFilter();
  await workbench.answer("no-such-thing");
  await workbench.page.locator(".sidebar .message", { hasText: "Nothing here matches" }).first().waitFor();
  await workbench.command("Incident Notes: Clear Filter of Views");
  await workbench.row(remote).waitFor();
});

test("a tree is walked by keys alone, down to a line that Enter opens", async () => {
  await workbench.command("Incident Notes: Focus on Remote Endpoints View");
  await workbench.view("Remote Endpoints").locator(".monaco-list:focus").waitFor();
  const focused = workbench.view("Remote Endpoints").locator(".monaco-list-row.focused");
  await workbench.page.keyboard.press("Home");
  await focused.filter({ hasText: remote }).waitFor();
  for (const level of ["2", "3"]) {
    await workbench.page.keyboard.press("ArrowRight");
    const row = workbench.view("Remote Endpoints").locator(`.monaco-list-row[aria-level="${level}"]`).first();
    await row.waitFor();
    await workbench.page.keyboard.press("ArrowDown");
    await workbench
      .view("Remote Endpoints")
      .locator(`.monaco-list-row.focused[aria-level="${level}"]`)
      .waitFor();
  }
  await workbench.page.keyboard.press("Enter");
  await workbench.page.locator(".tab.active", { hasText: /ufw\.log|pfirewall\.log/ }).waitFor();
});

test("a click opens the line", async () => {
  await rowsOf("Processes")
    .filter({ hasText: /explorer\.exe.*PID 3416/ })
    .first()
    .click();
  await workbench.page.locator(".tab.active", { hasText: /notes\.md|tasklist\.csv/ }).waitFor();
});

test("a row is copied as Markdown that cites its lines", async () => {
  await workbench.menu(workbench.row(/^203\.0\.113\.77/), "Copy as Markdown");
  await expect
    .poll(() => workbench.page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/\]\((pfirewall\.log|gateway\/ufw\.log)#L\d+\)/);
});

test("a row of a process offers to hash its file and to cite it", async () => {
  const row = processes()
    .locator(".monaco-list-row", { hasText: /explorer\.exe.*PID 3416/ })
    .first();
  await row.click({ button: "right" });
  const menu = workbench.page.locator(".monaco-menu");
  await menu.waitFor();
  expect(await menu.textContent()).toMatch(
    /Reveal in Editor[\s\S]*Add to Findings[\s\S]*Copy as Markdown[\s\S]*Hash File…/,
  );
  await workbench.shot("tree-menu");
  await workbench.page.keyboard.press("Escape");
});
