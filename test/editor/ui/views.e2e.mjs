// Views of chosen lines, and files that are too large for an editor.
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { writeLog } from "../../../scripts/bench/writeLog.mjs";
import { useWorkbench } from "../workbench.mjs";

const workbench = useWorkbench();
const remote = "203.0.113.77";
const rare = "203.0.113.200";
/** Lines of the large log, and every how many one goes to the rare address. */
const rows = 620_000;
const every = 50_000;
const head = 5;

const header =
  "#Version: 1.5\n#Software: Microsoft Windows Firewall\n#Time Format: Local\n" +
  "#Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path\n\n";

/** Of a log of more than 50 MB. */
function line(/** @type {number} */ row) {
  const time = new Date(Date.UTC(2031, 6, 1) + row * 200).toISOString();
  const far = row % every === every - 1 ? rare : `198.51.100.${row % 250}`;
  return `${time.slice(0, 10)} ${time.slice(11, 19)} ALLOW TCP 192.168.10.77 ${far} ${49_200 + (row % 900)} 4444 0 - 0 0 0 - - - SEND`;
}

/** The numbers that are drawn in front of the editor's lines. */
const numbers = () =>
  workbench.page.locator(".editor-instance .view-line").evaluateAll((lines) =>
    lines
      .map((line) => ({
        top: line.getBoundingClientRect().top,
        number: [...line.querySelectorAll("span")]
          .map((span) => getComputedStyle(span, "::before").content)
          .find((content) => /\d/.test(content)),
      }))
      .sort((a, b) => a.top - b.top)
      .flatMap(({ number }) => (number === undefined ? [] : [Number(number.replace(/\D/g, ""))])),
  );

const tab = (/** @type {string | RegExp} */ text) => workbench.page.locator(".tab.active", { hasText: text });

beforeAll(async () => {
  await workbench.openContainer("Incident Notes");
  await workbench.row(remote).waitFor();
});

test("a row of a tree shows its lines, with the numbers of their captures", async () => {
  await workbench.rowAction(workbench.row(remote), "Show Lines");
  await tab(`${remote} · `).waitFor();
  await expect.poll(async () => (await numbers()).length).toBeGreaterThan(10);
  const log = (await workbench.read("gateway/ufw.log")).split("\n");
  for (const number of (await numbers()).slice(0, 10)) expect(log[number - 1]).toContain(remote);
  await workbench.codeLens("rows").waitFor();
  await workbench.shot("view-of-a-remote");
});

test("lines that match are explained, colored and cited as those of the capture", async () => {
  await workbench.command("Incident Notes: Show Matching Lines…");
  await workbench.answer(`${remote} allowed`);
  await tab(`${remote} allowed`).waitFor();
  await workbench.codeLens("rows").waitFor();
  expect(await workbench.hover(remote)).toContain("408 rows");
  await workbench.shot("view-hover");
  for (const theme of /** @type {const} */ (["light", "highContrast", "dark"])) {
    await workbench.setTheme(theme);
    await workbench.shot(`view-${theme}`);
  }
  // Lines are drawn anew after a change of theme; until then there is none to be numbered.
  await expect.poll(async () => (await numbers()).length).toBeGreaterThan(0);
  const [first] = await numbers();
  await workbench.pressLens("Add to findings", workbench.notification("findings"));
  await workbench.clearNotifications();
  expect(await workbench.read("findings.md")).toContain(`pfirewall.log#L${first}`);
});

test("a view follows the filter as it is typed", async () => {
  await workbench.command("Incident Notes: Show Lines of the Filter");
  await tab("Lines of the filter").waitFor();
  await workbench.page.locator(".view-line", { hasText: "Type a filter" }).waitFor();
  await workbench.openFilter();
  const input = workbench.page.locator(".quick-input-widget input[type=text]");
  await input.fill("denied");
  await workbench.page.locator(".view-line", { hasText: "BLOCK" }).first().waitFor();
  await workbench.shot("view-of-the-filter");
  await workbench.page.keyboard.press("Escape");
  await workbench.page.locator(".view-line", { hasText: "Type a filter" }).waitFor();
});

test("lines of a log in an archive are shown as they lie", async () => {
  const rows = Array.from({ length: 40 }, (_, row) => `${line(every - 20 + row)}\n`).join("");
  await writeFile(join(workbench.folder, "rotated.log.gz"), gzipSync(header + rows));
  await workbench.row(/^rotated\.log.*40 rows/).waitFor();
  await workbench.rowAction(workbench.row(/^rotated\.log/), "Show Lines");
  await tab("rotated.log").waitFor();
  await workbench.page.locator(".view-line", { hasText: rare }).first().waitFor();
  await expect.poll(async () => (await numbers()).slice(0, 3)).toEqual([1, 2, 3]);
  await workbench.shot("view-of-an-archive");
  await workbench.setTheme("light");
  await workbench.shot("view-of-an-archive-light");
  await workbench.setTheme("dark");
  await workbench.command("View: Close All Editors");
  await rm(join(workbench.folder, "rotated.log.gz"));
});

test("a log of any size is opened as evidence from the explorer", async () => {
  await writeLog(join(workbench.folder, "gateway.log"), rows, line, header);
  await workbench.openContainer("Explorer");
  const file = workbench.row("gateway.log");
  await file.waitFor();
  await workbench.menu(file, "Open as Evidence");
  await tab("Lines of gateway.log").waitFor();
  await expect.poll(async () => (await numbers())[0]).toBe(1);
  await workbench.shot("view-of-a-large-log");
  await workbench.codeLens("620,000 rows").waitFor({ timeout: 60_000 });
  await workbench.command("Incident Notes: Show Matching Lines…");
  await workbench.answer(rare);
  await tab(rare).waitFor();
  await expect
    .poll(numbers)
    .toEqual(Array.from({ length: Math.floor(rows / every) }, (_, i) => (i + 1) * every + head));
  await workbench.shot("view-of-a-rare-remote");
}, 120_000);

test("the tab of a file that is too large leads to a view", async () => {
  await workbench.openContainer("Explorer");
  await workbench.row("gateway.log").dblclick();
  await workbench.notification("too large").waitFor();
  await workbench.shot("too-large");
  await workbench.page.locator(".statusbar-item", { hasText: "Open as Evidence" }).click();
  await tab("Lines of gateway.log").waitFor();
  await expect.poll(async () => (await numbers())[0]).toBe(1);
});
