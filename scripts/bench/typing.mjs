// How late the extension host's loop comes while somebody types in a note and a large log is read.
// usage: node scripts/bench/typing.mjs
import { runExtensionHostTests } from "../editor/extensionHostTests.mjs";
import { newest } from "../editor/hosts.mjs";
import { vsixFile } from "../repository.mjs";
import { installChromium } from "../setup/chromium.mjs";
import { installEditorHost } from "../setup/editorHost.mjs";
import { runScript } from "../subprocess.mjs";

await installChromium();
await installEditorHost(newest);
if ((await runScript("package.mjs")) !== 0) process.exit(1);
const { failed } = await runExtensionHostTests(newest, { vsix: vsixFile, files: ".measured.js" });
process.exitCode = failed === 0 ? 0 : 1;
