// How large the bundles are that VS Code loads, and how long it says that activation takes.
// usage: node scripts/bench/activation.mjs
import { stat } from "node:fs/promises";
import { newest } from "../editor/hosts.mjs";
import { runUiTests } from "../editor/uiTests.mjs";
import { inRoot, shots, vsixFile } from "../repository.mjs";
import { installChromium } from "../setup/chromium.mjs";
import { installEditorHost } from "../setup/editorHost.mjs";
import { runScript } from "../subprocess.mjs";

/** Bundles of client and server, and those that come when something in a case asks for them. */
const loaded = ["extension.node.js", "caseClient.js", "protocol.js", "server.node.js"];
const loadedLater = ["archives.js", "html.js", "csv.js"];

await installChromium();
await installEditorHost(newest);
if ((await runScript("package.mjs")) !== 0) process.exit(1);

const sizes = await Promise.all(
  [...loaded, ...loadedLater].map(async (name) => [name, (await stat(inRoot("dist", name))).size]),
);
for (const [name, size] of sizes) console.log(`${name} ${kilobytes(size)}`);
const sum = sizes.slice(0, loaded.length).reduce((total, [, size]) => total + size, 0);
console.log(`client and server, before an archive or a page of findings is touched: ${kilobytes(sum)}`);
process.exitCode = await runUiTests(newest, {
  vsix: vsixFile,
  tests: inRoot("test", "editor", "bench"),
  shots,
});

function kilobytes(bytes) {
  return `${Math.round(bytes / 1000)} kB`;
}
