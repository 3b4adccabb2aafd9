// Two tables of one host compared, the sockets of this machine watched, and values on lists of indicators.
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { useWorkbench } from "../workbench.mjs";

const workbench = useWorkbench();

const table = (
  /** @type {string} */ captured,
  /** @type {string} */ row,
) => `\`\`\`netstat host=LAB-7 captured=${captured}
  Proto  Local Address          Foreign Address        State           PID
  TCP    0.0.0.0:3389           0.0.0.0:0              LISTENING       1044
${row}
\`\`\`
`;
const note = `# LAB-7

${table("2031-07-02T09:03:00+02:00", "  TCP    10.77.0.9:50100        198.51.100.99:443      ESTABLISHED     3416")}
${table("2031-07-02T09:33:00+02:00", "  TCP    10.77.0.9:50200        203.0.113.99:8443      SYN_SENT        3416")}`;

const row = (/** @type {string} */ view, /** @type {string | RegExp} */ text) =>
  workbench.view(view).locator(".monaco-list-row", { hasText: text }).first();

beforeAll(async () => {
  const lists = join(workbench.folder, ".incident", "indicators");
  await mkdir(lists, { recursive: true });
  await writeFile(
    join(lists, "nightjar.csv"),
    "date,indicator,comment\n2031-07-01,203.0.113.99,Nightjar C2\n",
  );
  await writeFile(join(workbench.folder, "lab.md"), note);
  await workbench.openContainer("Incident Notes");
  await row("Evidence", "lab.md").waitFor();
  await workbench.openFilter();
  await workbench.answer("10.77.0.9");
});

test("what stands on a list of the analyst is flagged, and is a finding", async () => {
  await row("Remote Endpoints", /203\.0\.113\.99.*listed: nightjar\.csv/).waitFor();
  await row("Findings", /203\.0\.113\.99.*nightjar\.csv/).waitFor();
});

test("what changed between two tables stands below the later one, and is shown side by side", async () => {
  await row("Evidence", "lab.md").click();
  await workbench.page.keyboard.press("ArrowRight");
  await row("Evidence", /netstat.*09:33:00/).click();
  await workbench.page.keyboard.press("ArrowRight");
  const changes = row("Evidence", "1 new, 1 gone, 1 the same");
  await workbench.menu(changes, "Compare Snapshots…");
  await workbench.page.locator(".tab.active", { hasText: "↔" }).waitFor();
  await workbench.notification("1 new, 1 gone, 1 the same").waitFor();
  await workbench.page.locator(".monaco-diff-editor .char-insert").first().waitFor();
  await workbench.shot("snapshots");
  await workbench.clearNotifications();
});

test("the sockets of this machine are watched until the endpoint is there", async () => {
  const server = createServer((socket) => socket.resume());
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  onTestFinished(() => void server.close());
  await workbench.command("Incident Notes: Watch Sockets of This Machine…");
  await workbench.answer(`:${port} ESTABLISHED`);
  await workbench.pick("Every second");
  await workbench.pick("Up to 5 minutes");
  await workbench.dialogButton("Run").click();
  await workbench.notification("not seen yet").waitFor();
  const client = connect(port, "127.0.0.1");
  onTestFinished(() => void client.destroy());
  await workbench.notification(/Seen in table \d+/).waitFor();
  await workbench.shot("watch");
  const notes = (await readdir(workbench.folder)).filter((name) => name.startsWith("watch-"));
  expect(notes).toHaveLength(1);
  expect(await workbench.read(notes[0] ?? "")).toContain(`:${port}`);
});
