import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { inRoot, sampleCase, shots } from "../repository.mjs";
import { readMochaCount } from "../testCount.mjs";
import { openBrowser } from "./browser.mjs";
import { loopbackOnly } from "./loopbackOnly.mjs";
import { createTestProfile } from "./profile.mjs";
import { installExtension, startServer, windowUrl } from "./server.mjs";

/** @typedef {import("./hosts.mjs").EditorHost} EditorHost */

const minutes = 4;
const driver = inRoot("test", "editor", "driver");
const suite = inRoot(".cache", "editor-suite", "index.js");

/** The workbench's own log comes the same way as what the tests print. */
const workbenchLog =
  /^(\[|Resolv|Creating a socket|Updating additional|Ignoring fetching|getaddrinfo|Timed out waiting for auth|ChatSession|No search provider|Connection error)/;

/**
 * Runs the mocha tests of test/editor/suite inside the extension host of a VS Code that has the package installed.
 *
 * @param {EditorHost} host
 * @param {{ vsix: string, grep?: string | undefined, files?: string }} options `files` is how the names of the
 * compiled test files end.
 */
export async function runExtensionHostTests(host, { vsix, grep, files }) {
  const profile = await createTestProfile();
  const folder = join(profile.folder, "case");
  const results = join(profile.folder, "results.json");
  await cp(sampleCase, folder, { recursive: true });
  await installExtension(host, profile, vsix);

  const env = { SUITE_VSCODE: host.vscode, SUITE_RESULTS: results, SUITE_GREP: grep, SUITE_FILES: files };
  const server = await startServer(host, profile, { nodeArgs: loopbackOnly, args: host.testOptions, env });
  try {
    await runInWindow(host, server.url, folder);
  } finally {
    await server.stop();
  }
  return readMochaCount(results);
}

/** Opens the window that runs the tests, and waits until it says that they have ended. */
async function runInWindow(
  /** @type {EditorHost} */ host,
  /** @type {string} */ serverUrl,
  /** @type {string} */ folder,
) {
  const remote = (/** @type {string} */ path) => `vscode-remote://${new URL(serverUrl).host}${path}`;
  const browser = await openBrowser();
  const { page } = browser;
  try {
    /** @type {Promise<"ended" | "crashed">} */
    const ended = new Promise((resolve) => {
      page.once("crash", () => resolve("crashed"));
      void page.exposeFunction("codeAutomationExit", () => resolve("ended"));
    });
    await page.exposeFunction("codeAutomationLog", print);
    await page.goto(
      windowUrl(serverUrl, folder, [
        ["extensionDevelopmentPath", remote(driver)],
        ["extensionTestsPath", remote(suite)],
        ["skipWelcome", "true"],
      ]),
    );
    const outcome = await Promise.race([ended, delay(minutes * 60_000, "timed out", { ref: false })]);
    if (outcome === "ended") return;
    console.error(`The window of VS Code ${host.vscode} ${outcome}.`);
    await mkdir(shots, { recursive: true });
    if (outcome === "timed out") await page.screenshot({ path: join(shots, `timed-out-${host.id}.png`) });
  } finally {
    await browser.close();
  }
}

function print(/** @type {string} */ _level, /** @type {readonly unknown[]} */ args) {
  if (!workbenchLog.test(String(args[0] ?? ""))) console.log(...args);
}
