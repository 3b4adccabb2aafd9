import { inRoot } from "../repository.mjs";
import { run } from "../subprocess.mjs";
import { createTestProfile } from "./profile.mjs";
import { installExtension, loopbackOnly, startServer } from "./server.mjs";

/** Folders of tests that drive the workbench as a person would. */
export const uiFolders = /** @type {const} */ ({
  tests: inRoot("test", "editor", "ui"),
  pictures: inRoot("test", "editor", "pictures"),
});

const minutes = 10;
const vitest = inRoot("node_modules", "vitest", "vitest.mjs");
const config = inRoot("test", "editor", "vitest.config.mjs");

/**
 * Runs the tests of one folder against one VS Code that has the package installed.
 *
 * @param {import("./hosts.mjs").EditorHost} host
 * @param {{ vsix: string, folder: string, args?: readonly string[] }} options
 * @returns {Promise<number>} vitest's exit code.
 */
export async function runUiTests(host, { vsix, folder, args = [] }) {
  const profile = await createTestProfile();
  await installExtension(host, profile, vsix);
  const server = await startServer(host, profile, { env: loopbackOnly });
  try {
    const env = { ...process.env, EDITOR_URL: server.url, EDITOR_PROFILE: profile.folder };
    const command = [vitest, "run", "--config", config, "--dir", folder, ...args];
    return (await run(process.execPath, command, { env, minutes })).code;
  } finally {
    await server.stop();
  }
}
