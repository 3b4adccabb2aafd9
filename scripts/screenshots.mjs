// npm run screenshots: takes the pictures of docs/screenshots anew, in a real VS Code with the package installed.
import "./nodeVersion.mjs";
import { newest } from "./editor/hosts.mjs";
import { inRoot, vsixFile } from "./repository.mjs";
import { installChromium } from "./setup/chromium.mjs";
import { installDependencies } from "./setup/dependencies.mjs";
import { installEditorHost } from "./setup/editorHost.mjs";
import { runScript } from "./subprocess.mjs";

await installDependencies();
await installChromium();
await installEditorHost(newest);

const code = await runScript("package.mjs");
if (code !== 0) process.exit(code);

const { runUiTests } = await import("./editor/uiTests.mjs");
const tests = inRoot("test", "editor", "pictures");
process.exitCode = await runUiTests(newest, { vsix: vsixFile, tests, shots: inRoot("docs", "screenshots") });
