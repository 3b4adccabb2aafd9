// npm start: a real VS Code with the extension installed and a copy of the sample case open.
//   -- --browser   VS Code's server build, even where the desktop `code` is on the PATH
//   -- --fresh     a new copy of the sample case and a new profile; what was changed in the old ones is lost
//   -- --check     looks whether VS Code answers with the extension installed, and ends
import "./nodeVersion.mjs";
import { existsSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { newest } from "./editor/hosts.mjs";
import { createLastingProfile, createTestProfile } from "./editor/profile.mjs";
import { installExtension, installedExtensions, startServer, windowUrl } from "./editor/server.mjs";
import { extensionId, inRoot, manifest, sampleCase, vsixFile } from "./repository.mjs";
import { installDependencies } from "./setup/dependencies.mjs";
import { installEditorHost } from "./setup/editorHost.mjs";
import { onPath } from "./setup/onPath.mjs";
import { run, runScript } from "./subprocess.mjs";

const options = new Set(process.argv.slice(2));
const lasting = inRoot(".cache", "start");
const msToAnswer = 30_000;

try {
  await installDependencies();
  if ((await runScript("package.mjs")) !== 0) throw new Error("The extension could not be built.");
  if (options.has("--fresh")) await rm(lasting, { recursive: true, force: true });
  const desktop = options.has("--browser") ? undefined : onPath("code");
  if (desktop === undefined || !(await openDesktop(desktop))) await openServer();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
process.exit();

/** @returns {Promise<boolean>} Whether it could; as root, for one, the desktop VS Code refuses. */
async function openDesktop(/** @type {string} */ code) {
  const shown = options.has("--check") ? ["--list-extensions"] : ["--new-window", await copyCase(lasting)];
  for (const args of [["--install-extension", vsixFile, "--force"], shown]) {
    const { code: exitCode, output } = await run(code, args, { output: "kept", minutes: 2 });
    if (exitCode === 0) continue;
    console.log(`${code} did not work, so VS Code's server build is used instead:\n${output.trim()}`);
    return false;
  }
  console.log(`${manifest.displayName} is installed in ${code}.`);
  return true;
}

/** Serves VS Code to a browser until Ctrl+C. */
async function openServer() {
  await installEditorHost(newest);
  const check = options.has("--check");
  const profile = check ? await createTestProfile() : await createLastingProfile(join(lasting, "profile"));
  const folder = await copyCase(check ? profile.folder : lasting);
  await installExtension(newest, profile, vsixFile);

  const server = await startServer(newest, profile);
  const url = windowUrl(server.url, folder);
  console.log(`\nOpen ${url}`);
  if (check) {
    await requireAnswer(url);
    await requireExtension(profile);
    return server.stop();
  }
  console.log("It runs until Ctrl+C. Others with an account on this machine could open that address, too.");
  console.log(`What you change in the case stays in ${folder}.`);
  throw new Error(`VS Code ended with exit code ${await server.exited}:\n${server.log().trim()}`);
}

/** Gives a copy that the analyst may edit. An earlier one keeps what was changed in it, and gets what is new. */
async function copyCase(/** @type {string} */ parent) {
  if (!existsSync(sampleCase)) throw new Error(`The sample case ${sampleCase} does not exist.`);
  const folder = join(parent, "sample-case");
  await cp(sampleCase, folder, { recursive: true, force: false });
  return folder;
}

async function requireAnswer(/** @type {string} */ url) {
  const response = await fetch(url, { signal: AbortSignal.timeout(msToAnswer) });
  const page = await response.text();
  if (!response.ok || !page.includes("vscode-workbench-web-configuration"))
    throw new Error(`VS Code answers ${response.status}, but shows no workbench.`);
}

async function requireExtension(/** @type {import("./editor/profile.mjs").Profile} */ profile) {
  const wanted = `${extensionId}@${manifest.version}`;
  if (!(await installedExtensions(newest, profile)).includes(wanted))
    throw new Error(`${wanted} is not installed.`);
  console.log(`VS Code ${newest.vscode} answers, with ${wanted} installed.`);
}
