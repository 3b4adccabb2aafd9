// A folder with one large log is added to a server that runs already: until the whole case has been read and joined.
// usage: node scripts/bench/warmServer.mjs GENERATORS [--pairs=5] [--rows=1000000]
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inRoot } from "../repository.mjs";
import { generatedFirewallLog } from "./generatedLogs.mjs";
import { startLanguageServer } from "./languageServer.mjs";
import { benchFolder, median, numberOption, secondsOf } from "./measure.mjs";
import { peers } from "./peers.mjs";

const [generators] = process.argv.slice(2);
const pairs = numberOption("pairs", 5);
const rows = numberOption("rows", 1_000_000);
const log = generatedFirewallLog(generators, "pfirewall", rows);
const server = startLanguageServer(inRoot("dist", "server.node.js"));
await server.request("initialize", {
  processId: null,
  rootUri: null,
  capabilities: { workspace: { workspaceFolders: true } },
});
server.notify("initialized", {});

const ratios = [];
for (let pair = 0; pair <= pairs; pair++) {
  const other = secondsOf(peers.wc.call(log));
  const own = await secondsUntilRead();
  if (0 < pair) ratios.push({ own, ratio: own / other });
}
console.log(
  `warm server, pfirewall, ${rows.toLocaleString("en")} lines: ${median(ratios.map(({ own }) => own)).toFixed(2)} s, ` +
    `${median(ratios.map(({ ratio }) => ratio)).toFixed(0)} x wc -l`,
);
await server.request("shutdown", undefined);
server.notify("exit", undefined);
process.exitCode = await server.exited;

async function secondsUntilRead() {
  const folder = mkdtempSync(join(benchFolder, "case-"));
  copyFileSync(log, join(folder, "pfirewall.log"));
  const uri = pathToFileURL(folder).href;
  const started = performance.now();
  change({ added: [{ uri, name: "case" }], removed: [] });
  await untilRead();
  const seconds = (performance.now() - started) / 1000;
  const left = server.next("incidentNotes/caseChanged");
  change({ added: [], removed: [{ uri, name: "case" }] });
  await left;
  rmSync(folder, { recursive: true });
  return seconds;
}

/** The server may tell of a part first: what it has read stands in the Evidence tree. */
async function untilRead() {
  const all = `${rows.toLocaleString("en")} rows`;
  for (;;) {
    await server.next("incidentNotes/caseChanged");
    const files = await server.request("incidentNotes/treeChildren", { tree: "evidence" });
    if (JSON.stringify(files).includes(all)) return;
  }
}

function change(event) {
  server.notify("workspace/didChangeWorkspaceFolders", { event });
}
