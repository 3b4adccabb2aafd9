import { inRoot } from "../repository.mjs";
import { run } from "../subprocess.mjs";
import { loopbackOnly } from "./loopbackOnly.mjs";
import { createTestProfile } from "./profile.mjs";
import { installExtension, startServer } from "./server.mjs";

const minutes = 10;
const vitest = inRoot("node_modules", "vitest", "vitest.mjs");
const config = inRoot("test", "editor", "vitest.config.mjs");

/**
 * Runs tests that drive the workbench as a person would, on a VS Code that has the package installed.
 *
 * @param {import("./hosts.mjs").EditorHost} host
 * @param {{ vsix: string, tests: string, shots: string, args?: readonly string[] }} options `tests` and `shots` are
 * the folders of the tests and of the pictures they take; `args` are vitest's.
 * @returns {Promise<number>} vitest's exit code.
 */
export async function runUiTests(host, { vsix, tests, shots, args = [] }) {
  const profile = await createTestProfile();
  await installExtension(host, profile, vsix);
  const server = await startServer(host, profile, { nodeArgs: loopbackOnly });
  try {
    const env = {
      ...process.env,
      EDITOR_URL: server.url,
      EDITOR_PROFILE: profile.folder,
      EDITOR_SHOTS: shots,
    };
    const command = [vitest, "run", "--config", config, "--dir", tests, ...args];
    return (await run(process.execPath, command, { env, minutes })).code;
  } finally {
    await server.stop();
  }
}
