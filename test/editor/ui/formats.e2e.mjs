// Which format evidence is read in, formats of one's own, and what is known of clocks.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { useWorkbench } from "../workbench.mjs";

const workbench = useWorkbench();

const gate = {
  id: "acme.gate",
  title: "Acme Gate",
  family: "fwlog",
  kind: "pattern",
  pattern: "{time} {action} {transport} {source}:{sourcePort} -> {destination}:{destinationPort}",
  samples: [
    {
      line: "2031-07-02 09:01:07 drop udp 10.20.0.42:443 -> 203.0.113.77:12000",
      means: { action: "drop", sourcePort: 8443 },
    },
  ],
};
const log = `${[7, 8, 9].map((second) => `2031-07-02 09:01:0${second} drop udp 10.20.0.42:49731 -> 203.0.113.77:12000`).join("\n")}\n`;
const note = `# Pasted\n\n\`\`\`fwlog host=gw-nord\n${log}\`\`\`\n`;

const statusBar = (/** @type {string} */ text) =>
  workbench.page.locator(".statusbar-item", { hasText: text }).first();
const sources = async () => JSON.parse(await workbench.read(".incident/sources.json"));
const writeGate = (/** @type {object} */ definition) =>
  writeFile(
    join(workbench.folder, ".incident", "formats", "acme.gate.json"),
    `${JSON.stringify(definition, undefined, 2)}\n`,
  );

beforeAll(async () => {
  await mkdir(join(workbench.folder, ".incident", "formats"), { recursive: true });
  await writeGate(gate);
  await writeFile(join(workbench.folder, "gate.fwlog"), log);
  await writeFile(join(workbench.folder, "pasted.md"), note);
  await workbench.openFile("pfirewall.log");
});

test("a sample that is read otherwise is marked in the definition, at the value", async () => {
  await workbench.openFile("acme.gate.json");
  await workbench.page.locator(".squiggly-error").first().waitFor();
  await workbench.command("Problems: Focus on Problems View");
  await workbench.page.getByText("Sample 1 reads sourcePort 443, not 8443.").first().waitFor();
  await workbench.shot("format-wrong-sample");
  await workbench.setTheme("light");
  await workbench.shot("format-wrong-sample-light");
  await workbench.setTheme("dark");
});

test("a mended format is read at once, and the status bar names it", async () => {
  const [sample] = gate.samples;
  await writeGate({ ...gate, samples: [{ ...sample, means: { action: "drop", sourcePort: 443 } }] });
  await workbench.openFile("gate.fwlog");
  await statusBar("Acme Gate").waitFor();
  await workbench.codeLens("3 rows").waitFor();
  await workbench.shot("format-of-ones-own");
});

test("another format is chosen in the status bar, and the case remembers it until that is undone", async () => {
  await statusBar("Acme Gate").click();
  await workbench.pick("Windows Firewall");
  await workbench.notification("The case remembers it").waitFor();
  expect((await sources()).files["gate.fwlog"]).toEqual({ format: "windows.firewall" });
  await statusBar("Windows Firewall").waitFor();
  await workbench.shot("format-chosen");
  await workbench.notification("The case remembers it").hover();
  await workbench
    .notification("The case remembers it")
    .locator(".monaco-button", { hasText: "Undo" })
    .click();
  await statusBar("Acme Gate").waitFor();
  expect((await sources()).files).toEqual({});
});

test("in a note the fence names the format that is chosen", async () => {
  await workbench.openFile("pasted.md");
  await workbench.goTo(5);
  await statusBar("Acme Gate").click();
  await workbench.pick("acme.gate");
  // The editor draws blanks as no-break spaces.
  const lines = async () =>
    (await workbench.page.locator(".view-line").allInnerTexts()).map((line) =>
      line.replaceAll("\u00a0", " "),
    );
  await expect.poll(lines, { timeout: 5000 }).toContain("```acme.gate host=gw-nord");
  await workbench.shot("format-on-fence");
});

test("the zone of a file is set by a command, shown in its times, and undone", async () => {
  await workbench.openFile("gate.fwlog");
  await workbench.command("Incident Notes: Set Clock and Host of Evidence…");
  await workbench.pick("gate.fwlog");
  await workbench.pick("Time Zone…");
  await workbench.pick("Europe/Berlin");
  await workbench.notification("zone Europe/Berlin").waitFor();
  expect((await sources()).files["gate.fwlog"]).toEqual({ zone: "Europe/Berlin" });
  await expect.poll(() => workbench.hover("2031-07-02 09:01:07")).toContain("2031-07-02 07:01:07");
  await workbench.shot("clock-set");
  await workbench.setTheme("light");
  await workbench.shot("clock-set-light");
  await workbench.setTheme("dark");
  await workbench.notification("zone Europe/Berlin").hover();
  await workbench.notification("zone Europe/Berlin").locator(".monaco-button", { hasText: "Undo" }).click();
  await expect.poll(async () => (await sources()).files).toEqual({});
});
