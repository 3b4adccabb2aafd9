import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { timelineLog } from "../timelineLogs.mjs";
import { useWorkbench } from "../workbench.mjs";

const workbench = useWorkbench({ on: "empty folder" });
const page = () => workbench.webview();
const themes = /** @type {const} */ (["light", "highContrast", "highContrastLight", "dark"]);
const lane = (/** @type {string | RegExp} */ name) => page().getByRole("option", { name }).first();
const key = (/** @type {string} */ name) => workbench.page.keyboard.press(name);

/** Evidence comes in while the timeline is open. */
async function collect(/** @type {string} */ name, /** @type {Parameters<typeof timelineLog>[0]} */ world) {
  await writeFile(join(workbench.folder, name), timelineLog(world));
}

test("one far end is a lane, and its lines open", async () => {
  await collect("gate.log", { endpoints: 1, rows: 300, day: 2 });
  await workbench.openContainer("Incident Notes");
  await workbench.row("203.0.113.77").waitFor({ timeout: 60_000 });
  await workbench.command("Incident Notes: Show Timeline");
  await lane(/^203\.0\.113\.77:12000/).waitFor();
  await page().getByText("1 endpoint").waitFor();
  await lane(/every 60 s/).waitFor();
  for (const theme of themes) {
    await workbench.setTheme(theme);
    await workbench.shot(`timeline-1-${theme}`);
  }
  await lane(/^203/).locator(".lane-name").click();
  await lane(/^203/)
    .locator(".strip")
    .hover({ position: { x: 60, y: 12 } });
  await page().getByRole("tooltip").getByText("203.0.113.77").first().waitFor();
  await workbench.shot("timeline-hover");
});

test("keys go from row to row, zoom, and open the line", async () => {
  await page().getByRole("listbox").focus();
  await key("Home");
  await page().getByRole("tooltip").getByText("gate.log:3").first().waitFor();
  await key("+");
  await key("+");
  await key("+");
  await key("ArrowRight");
  await page().getByRole("tooltip").getByText("gate.log:4").first().waitFor();
  await workbench.shot("timeline-keys");
  await key("Enter");
  await workbench.expectCursor("gate.log", 4);
  await workbench.command("View: Close Editor");
});

test("a span that is brushed filters the views", async () => {
  await page().getByRole("button", { name: "Fit" }).click();
  const strip = await page().locator(".axis-strip").boundingBox();
  if (!strip) throw new Error("There is no axis.");
  const y = strip.y + 100;
  await workbench.page.mouse.move(strip.x + 200, y);
  await workbench.page.mouse.down();
  await workbench.page.mouse.move(strip.x + 300, y, { steps: 5 });
  await workbench.page.mouse.up();
  await workbench.shot("timeline-brush");
  await page().getByRole("button", { name: "Filter Views" }).click();
  await page()
    .getByText(/^Views show /)
    .waitFor();
  await workbench.openContainer("Incident Notes");
  await workbench
    .view("Remote Endpoints")
    .getByText(/@timestamp in 2031-07-02T/)
    .first()
    .waitFor();
  await workbench.shot("timeline-filtered");
  await page().getByRole("button", { name: "Clear" }).click();
});

test("what it shows can be kept in the findings", async () => {
  await workbench.command("Incident Notes: Add Picture to Findings");
  await workbench.notification("Added the picture").waitFor();
  await workbench.clearNotifications();
  const findings = await workbench.read("findings.md");
  const [, path = ""] = /\]\((pictures\/timeline-[^)]+\.svg)\)/.exec(findings) ?? [];
  expect(await workbench.read(path)).toContain("203[.]0[.]113[.]77:12000/udp");
});

test("forty far ends, with evidence that is missing", async () => {
  await collect("office.log", { endpoints: 39, rows: 4000, day: 2 });
  await collect("late.log", { endpoints: 5, rows: 500, day: 3 });
  await page()
    .getByText(/^4\d endpoints$/)
    .waitFor();
  for (const theme of themes) {
    await workbench.setTheme(theme);
    await workbench.shot(`timeline-40-${theme}`);
  }
  await page().getByRole("button", { name: "Table" }).click();
  await page().getByRole("columnheader", { name: "First" }).waitFor();
  await workbench.shot("timeline-table");
  await page().getByRole("button", { name: "Table" }).click();
});

test("five thousand far ends", async () => {
  await collect("large.log", { endpoints: 5000, rows: 200_000, day: 2 });
  await page()
    .getByText(/^5,0\d\d endpoints$/)
    .waitFor({ timeout: 60_000 });
  for (const theme of themes) {
    await workbench.setTheme(theme);
    await workbench.shot(`timeline-5000-${theme}`);
  }
  await page().getByRole("listbox").focus();
  await key("Control+End");
  await page().locator(`[aria-posinset="5000"]`).waitFor();
  await workbench.shot("timeline-5000-end");
});

test("pictures of single things", async () => {
  await workbench.openContainer("Incident Notes");
  await workbench.command("View: Close Editor");
  await workbench.menu(workbench.row("203.0.113.77"), "Show Intervals of This Beacon");
  await page().getByText("period").first().waitFor();
  for (const theme of themes) {
    await workbench.setTheme(theme);
    await workbench.shot(`intervals-${theme}`);
  }
});
