// The box in which the views' filter is typed.
import { beforeAll, expect, test } from "vitest";
import { useWorkbench } from "../workbench.mjs";

const workbench = useWorkbench();
const remote = "203.0.113.77";

const input = () => workbench.page.locator(".quick-input-widget input[type=text]");
const lines = () => workbench.page.locator(".quick-input-list .monaco-list-row");
const rowsOf = (/** @type {string} */ title) => workbench.view(title).locator(".monaco-list-row");

beforeAll(async () => {
  await workbench.openContainer("Incident Notes");
  await workbench.row(remote).waitFor();
});

test("typing into the filter box says how many rows match, and the views follow", async () => {
  await workbench.openFilter();
  await input().pressSequentially("svchost.exe");
  await lines()
    .filter({ hasText: /Show 143 of \d+ rows/ })
    .waitFor();
  await workbench.row(/^svchost\.exe/).waitFor();
  await workbench.shot("filter-typing");
});

test("what is wrong with a filter is said below it, and the views stay", async () => {
  await input().fill("destination.prot = 12000");
  await lines().first().filter({ hasText: "Did you mean destination.port?" }).waitFor();
  await workbench.row(/^svchost\.exe/).waitFor();
  await workbench.shot("filter-error");
  await workbench.page.keyboard.press("Enter");
  await input().waitFor();
});

test("an arrow key and Enter put a suggestion at the end", async () => {
  await input().fill("destination.po");
  await lines().filter({ hasText: "Port that received" }).waitFor();
  await workbench.page.keyboard.press("ArrowDown");
  await workbench.page.keyboard.press("Enter");
  await expect.poll(() => input().inputValue()).toBe("destination.port ");
  await input().pressSequentially("= ");
  await lines().filter({ hasText: "408 rows" }).waitFor();
  await workbench.shot("filter-values");
  await workbench.page.keyboard.press("ArrowDown");
  await workbench.page.keyboard.press("Enter");
  await expect.poll(() => input().inputValue()).toBe("destination.port = 12000 ");
  for (const label of await lines().evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label"))))
    expect(label).toMatch(/\w/);
});

test("Escape goes back to the filter before", async () => {
  await workbench.page.keyboard.press("Escape");
  await workbench.row(remote).waitFor();
  await workbench
    .view("Remote Endpoints")
    .locator(".pane-header", { hasText: /of \d+ rows/ })
    .waitFor({ state: "detached" });
});

test("Enter keeps the filter: counts are those of its rows, and the views say so", async () => {
  await workbench.openFilter();
  await workbench.answer(`${remote} 09:00..09:10`);
  await rowsOf("Remote Endpoints")
    .filter({ hasText: /203\.0\.113\.77.*12000\/udp · \d\d rows/ })
    .waitFor();
  await workbench
    .view("Remote Endpoints")
    .locator(".pane-header", { hasText: /of \d+ rows/ })
    .waitFor();
  await workbench.shot("filter-kept");
  await workbench.setTheme("light");
  await workbench.openFilter();
  await lines()
    .filter({ hasText: /Show \d+ of/ })
    .waitFor();
  await workbench.shot("filter-light");
  await workbench.page.keyboard.press("Escape");
  await workbench.setTheme("dark");
  await workbench.command("Incident Notes: Clear Filter of Views");
  await rowsOf("Remote Endpoints").nth(2).waitFor();
});

test("a row's menu filters by it and filters it out; the last filters are offered again", async () => {
  await workbench.menu(workbench.row(/^203\.0\.113\.77/), "Filter Out This");
  await rowsOf("Remote Endpoints").filter({ hasText: remote }).waitFor({ state: "detached" });
  await workbench.command("Incident Notes: Clear Filter of Views");
  await workbench.menu(workbench.row(/^203\.0\.113\.77/), "Filter by This");
  await expect.poll(() => rowsOf("Remote Endpoints").count()).toBe(1);
  await workbench.command("Incident Notes: Clear Filter of Views");
  await workbench.openFilter();
  await lines()
    .filter({ hasText: `not (${remote})` })
    .waitFor();
  await workbench.shot("filter-recent");
  await workbench.page.keyboard.press("Escape");
});
