// What a process did and who started it; captures that are asked for, and their configurations.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { inRoot } from "../../../scripts/repository.mjs";
import { useWorkbench } from "../workbench.mjs";

const workbench = useWorkbench();
const program = "C:\\Users\\kim\\AppData\\Local\\Temp\\courier.exe";

const capture = [
  [
    "9:00:00.0000001 AM",
    "shellhost.exe",
    "5100",
    "Process Create",
    program,
    "PID: 5120, Command line: courier.exe -q",
  ],
  [
    "9:00:00.0100001 AM",
    "courier.exe",
    "5120",
    "Process Start",
    "",
    "Parent PID: 5100, Command line: courier.exe -q",
  ],
  [
    "9:00:00.0300001 AM",
    "courier.exe",
    "5120",
    "Load Image",
    "C:\\Windows\\System32\\ws2_32.dll",
    "Image Base: 0x7ff8",
  ],
  [
    "9:00:02.0300001 AM",
    "courier.exe",
    "5120",
    "RegSetValue",
    "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\Mail",
    "Type: REG_SZ",
  ],
  [
    "9:04:07.0300001 AM",
    "courier.exe",
    "5120",
    "UDP Send",
    "10.77.0.9:51514 -> 203.0.113.99:12000",
    "Length: 48",
  ],
];
const header = ["Date & Time", "Time of Day", "Process Name", "PID", "Operation", "Path", "Detail", "Result"];
const csvLine = (/** @type {readonly string[]} */ cells) => cells.map((cell) => `"${cell}"`).join(",");
const csv = [
  csvLine(header),
  ...capture.map(([time = "", ...cells]) =>
    csvLine([`7/2/2031 ${time.slice(0, 7)} AM`, time, ...cells, "SUCCESS"]),
  ),
  "",
].join("\r\n");

const row = (/** @type {string | RegExp} */ text) =>
  workbench.view("Processes").locator(".monaco-list-row", { hasText: text }).first();

beforeAll(async () => {
  await writeFile(join(workbench.folder, "courier.csv"), csv);
  const page = inRoot("test", "pmc", "network-and-process-events-of-one-process.pmc");
  await writeFile(join(workbench.folder, "network.pmc"), await readFile(page));
  await workbench.openContainer("Incident Notes");
  await workbench.view("Evidence").locator(".monaco-list-row", { hasText: "courier.csv" }).waitFor();
  await workbench.openFilter();
  await workbench.answer("203.0.113.99");
});

test("a process shows what it did, and each deed its line", async () => {
  await row("10.77.0.9").click();
  await workbench.page.keyboard.press("ArrowRight");
  await row(/courier\.exe.*PID 5120/).click();
  await workbench.page.keyboard.press("ArrowRight");
  await row(/Registry changed.*a Run key/).click();
  await workbench.page.keyboard.press("ArrowRight");
  await row(/CurrentVersion\\Run\\Mail.*set/).click();
  await workbench.expectCursor("courier.csv", 5);
  await workbench.shot("process-deeds");
});

test("its timeline tells all of it in order, and opens lines", async () => {
  await workbench.menu(row(/courier\.exe.*PID 5120/), "Show Timeline of This Process");
  const page = workbench.webview();
  await page.getByRole("heading", { name: "Timeline of courier.exe (PID 5120)" }).waitFor();
  await page.getByText("was started by").waitFor();
  await page.getByText("4.08 min without a deed").waitFor();
  await workbench.shot("timeline");
  await page.getByRole("link", { name: "courier.csv:6" }).click();
  await workbench.expectCursor("courier.csv", 6);
});

test("a capture is asked for by commands to copy, and nothing is run", async () => {
  await workbench.menu(row(/courier\.exe.*PID 5120/), "Capture with Process Monitor…");
  await workbench.answer("C:\\case");
  await workbench.page.getByText("Capture with Process Monitor (2/2)").waitFor();
  await workbench.answer("300");
  const picks = workbench.page.locator(".quick-input-list .monaco-list-row");
  await picks.filter({ hasText: "/Runtime 300" }).first().waitFor();
  expect(await picks.filter({ hasText: "Run on This Machine" }).count()).toBe(0);
  await workbench.shot("capture-plan");
  await workbench.page.keyboard.press("Escape");
});

test("a configuration opens in words", async () => {
  await workbench.openFile("network.pmc");
  const page = workbench.webview();
  await page.getByText("Include where Event Class is Network", { exact: true }).waitFor();
  await workbench.shot("configuration");
});
