// How large the bundles are that VS Code loads, and how long it says that activation takes.
// usage: node scripts/bench/activation.mjs
import { stat } from "node:fs/promises";
import { newest } from "../editor/hosts.mjs";
import { runUiTests } from "../editor/uiTests.mjs";
import { inRoot, shots, vsixFile } from "../repository.mjs";
import { installChromium } from "../setup/chromium.mjs";
import { installEditorHost } from "../setup/editorHost.mjs";
import { runScript } from "../subprocess.mjs";

await installChromium();
await installEditorHost(newest);
if ((await runScript("package.mjs")) !== 0) process.exit(1);

const bundles = ["extension.node.js", "server.node.js"];
const sizes = await Promise.all(bundles.map(async (name) => (await stat(inRoot("dist", name))).size));
for (const [i, name] of bundles.entries()) console.log(`${name} ${kilobytes(sizes[i])}`);
console.log(`both ${kilobytes(sizes.reduce((sum, size) => sum + size))}`);
process.exitCode = await runUiTests(newest, {
  vsix: vsixFile,
  tests: inRoot("test", "editor", "bench"),
  shots,
});

function kilobytes(bytes) {
  return `${Math.round(bytes / 1000)} kB`;
}
