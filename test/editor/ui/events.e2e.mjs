// The editor of events of Process Monitor.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { csvCapture, nativeCapture } from "../captures.mjs";
import { useWorkbench } from "../workbench.mjs";

const workbench = useWorkbench();
const events = 6000;
const sends = 30;

/** The page in the editor in front. */
const page = () => workbench.webview();
const grid = () => page().getByRole("grid", { name: "Events" });
const row = (/** @type {string | RegExp} */ text) => grid().locator(".row", { hasText: text }).first();
const activeRow = () => grid().locator(".row.active");
const count = (/** @type {string} */ text) =>
  page()
    .locator(".count", { hasText: new RegExp(`^${text}$`) })
    .waitFor();
const key = (/** @type {string} */ name) => workbench.page.keyboard.press(name);
const open = async (/** @type {string} */ name) => {
  await workbench.page.keyboard.press("Control+P");
  const input = workbench.page.locator(".quick-input-widget input[type=text]");
  await input.waitFor();
  await input.fill(name);
  await workbench.page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().click();
};

beforeAll(async () => {
  await writeFile(join(workbench.folder, "explorer.pml"), nativeCapture(events));
  await writeFile(join(workbench.folder, "Logfile.csv"), csvCapture(2000));
  await writeFile(join(workbench.folder, "edge.log"), firewallLog);
  await writeFile(join(workbench.folder, "empty.pml"), nativeCapture(0));
  await writeFile(join(workbench.folder, "broken.pml"), nativeCapture(50).subarray(0, 900));
});

/** The sends of the capture, as the router sees them. */
const firewallLog = Array.from(
  { length: 5 },
  (_, i) =>
    `2031-07-02T09:00:0${i}.020000+00:00 edge kernel: [${i}.5] OUT IN=eth1 OUT=eth0 SRC=192.168.10.42 DST=203.0.113.77 LEN=540 TOS=0x00 PREC=0x00 TTL=127 ID=${i} PROTO=UDP SPT=49731 DPT=12000 LEN=520 \n`,
).join("");

test("a native capture opens as a table of its events", async () => {
  await open("explorer.pml");
  await count("6,000 events");
  await row("203.0.113.77:12000").waitFor();
  expect(await grid().getAttribute("aria-rowcount")).toBe(String(events + 1));
  expect(await grid().locator(".row").count()).toBeLessThan(80);
  await workbench.shot("events");
});

test("keys move through all of it, and open an event", async () => {
  await grid().focus();
  await key("Control+End");
  await expect.poll(() => activeRow().getAttribute("aria-rowindex")).toBe(String(events + 1));
  await key("Home");
  await key("PageDown");
  await key("ArrowUp");
  await expect.poll(async () => Number(await activeRow().getAttribute("aria-rowindex"))).toBeGreaterThan(5);
  await key("Home");
  for (let i = 0; i < 17; i++) await key("ArrowDown");
  await expect.poll(() => activeRow().textContent()).toContain("UDP Send");
  await key("Enter");
  const detail = page().getByRole("region", { name: "Detail of the event" });
  await detail.getByText("acmeshell.dll + 0x1a2f").waitFor();
  await workbench.shot("events-detail");
  await key("Escape");
  await detail.waitFor({ state: "hidden" });
});

test("a filter leaves what Process Monitor's would", async () => {
  await row("UDP Send").locator(".cell", { hasText: "UDP Send" }).click({ button: "right" });
  await page().getByRole("menuitem", { name: "Include ‘UDP Send’" }).waitFor();
  await workbench.shot("events-menu");
  await page().getByRole("menuitem", { name: "Include ‘UDP Send’" }).click();
  await count(`${sends} of 6,000 events`);
  await page().getByRole("button", { name: "Include where Operation is UDP Send", exact: true }).click();
  await count("6,000 events");
  await workbench.shot("events-rule-off");
  await page()
    .getByRole("button", { name: /^Remove: Include where/ })
    .click();
  await page().getByLabel("Filter by text").fill("{");
  await count("543 of 6,000 events");
  await page().getByLabel("Filter by text").fill("nothing has this");
  await page().getByText("No event meets the filter.").waitFor();
  await page().getByRole("button", { name: "Clear Filter" }).click();
  await count("6,000 events");
});

test("a rule is written in words, and columns are chosen", async () => {
  await page()
    .getByRole("button", { name: /^Add Filter Rule/ })
    .click();
  await page().getByLabel("Column", { exact: true }).selectOption("Result");
  await page().getByLabel("Value").fill("NAME NOT FOUND");
  await key("Enter");
  await count("270 of 6,000 events");
  await page().getByRole("button", { name: "Columns…" }).click();
  await page().getByLabel("Duration", { exact: true }).check();
  await workbench.shot("events-columns");
  await page().getByRole("button", { name: "Done" }).click();
  await grid().getByRole("columnheader", { name: "Duration" }).waitFor();
  await page()
    .getByRole("button", { name: /^Remove: Include where Result/ })
    .click();
  await page().getByRole("button", { name: "Close", exact: true }).click();
});

test("a text is found, and rows are copied", async () => {
  await grid().focus();
  await key("Control+F");
  await page().getByLabel("Find in events").fill("{5998}");
  await key("Enter");
  await expect.poll(() => activeRow().textContent()).toContain("{5998}");
  await key("Escape");
  await key("Shift+ArrowUp");
  await key("Control+C");
  await workbench.notification("2 events are copied").waitFor();
  await workbench.clearNotifications();
});

test("an event is cited", async () => {
  await page().getByLabel("Filter by text").fill("udp send");
  await count(`${sends} of 6,000 events`);
  await row("UDP Send").click();
  await key("Shift+F10");
  await page().getByRole("menuitem", { name: "Add to Findings" }).click();
  await workbench.notification("Added to the findings").waitFor();
  await workbench.clearNotifications();
  expect(await workbench.read("findings.md")).toContain("explorer.pml#L18");
  await page().getByLabel("Filter by text").fill("notepad");
  await page()
    .locator(".count", { hasText: /^[\d,]+ of 6,000 events$/ })
    .waitFor();
});

test("a row of the views leads to its event, and says where the filter hides that", async () => {
  await workbench.openContainer("Incident Notes");
  await workbench.row(/^explorer\.pml/).click();
  await page().getByText("Event 1 is hidden by the filter").waitFor();
  await workbench.shot("events-hidden");
  await page().getByRole("button", { name: "Clear Filter" }).click();
  await count("6,000 events");
  await workbench.openContainer("Explorer");
});

test("an export opens the same way on request, and as text again", async () => {
  await workbench.openFile("Logfile.csv");
  await workbench.command("Incident Notes: Open as Events");
  await count("2,000 events");
  await row("<b>7</b>").waitFor();
  await workbench.shot("events-of-csv");
  await page().getByRole("button", { name: "Open as Text" }).click();
  await workbench.page.locator(".view-line", { hasText: "Time of Day" }).first().waitFor();
});

test("keys make a column wider", async () => {
  await open("explorer.pml");
  await row("UDP Send").waitFor();
  await grid().focus();
  await key("Home");
  const width = async () => (await grid().getByRole("columnheader").first().boundingBox())?.width ?? 0;
  const before = await width();
  await key("Shift+ArrowRight");
  await expect.poll(width).toBe(before + 16);
  await key("Shift+ArrowLeft");
  await expect.poll(width).toBe(before);
});

test("an event leads to lines of its connection, to its process, and to what that did", async () => {
  await open("explorer.pml");
  await row("UDP Send").click();
  await key("Enter");
  const detail = page().getByRole("region", { name: "Detail of the event" });
  await detail
    .getByRole("button", { name: /^edge\.log/ })
    .first()
    .waitFor();
  await workbench.shot("events-joined");
  await detail.getByRole("button", { name: "Show Process" }).click();
  await workbench.page
    .locator(".monaco-list-row.selected", { hasText: "explorer.exe" })
    .filter({ hasText: "PID 1432" })
    .waitFor();
  await workbench.shot("events-process");
  await row("UDP Send").click();
  await key("Shift+F10");
  await page().getByRole("menuitem", { name: "Show Timeline of the Process" }).click();
  await workbench.page
    .locator(".tab", { hasText: /explorer\.exe/ })
    .last()
    .waitFor();
  await workbench.shot("events-timeline");
});

test("a capture without events says so", async () => {
  await open("empty.pml");
  await page().getByText("This capture has no events.").waitFor();
  await workbench.shot("events-none");
});

test("a damaged capture says so", async () => {
  await open("broken.pml");
  await page().getByRole("alert").waitFor();
  await workbench.shot("events-refused");
});

test("it looks like the editor around it in every theme", async () => {
  await open("explorer.pml");
  await page().getByLabel("Filter by text").fill("");
  await count("6,000 events");
  await grid().focus();
  await key("Home");
  await row("UDP Send").click();
  await key("Enter");
  await page().getByText("acmeshell.dll + 0x1a2f").waitFor();
  for (const theme of /** @type {const} */ (["light", "highContrast", "highContrastLight", "dark"])) {
    await workbench.setTheme(theme);
    await workbench.shot(`events-${theme}`);
  }
});
