import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { environmentWithoutNpm } from "../setup/npm.mjs";
import { run, start } from "../subprocess.mjs";
import { codeServer, nodeProgram } from "./hosts.mjs";
import { configFile, extensionsFolder } from "./profile.mjs";

/** @typedef {import("./hosts.mjs").EditorHost} EditorHost */
/** @typedef {import("./profile.mjs").Profile} Profile */
/** @typedef {{ readonly url: string, readonly log: () => string, readonly exited: Promise<number>, readonly stop: () => Promise<void> }} EditorServer */

const secondsToStart = 60;

/** Of a terminal inside VS Code or a proxy in between: these would reach into the VS Code under test. */
const misleading = /^(VSCODE_|ELECTRON_|NODE_OPTIONS$|PORT$|PASSWORD$|HASHED_PASSWORD$|(https?|all)_proxy$)/i;

/** Installs a package into a profile. */
export async function installExtension(
  /** @type {EditorHost} */ host,
  /** @type {Profile} */ profile,
  /** @type {string} */ vsix,
) {
  await editorCommand(host, profile, ["--install-extension", vsix, "--force"]);
}

/** @returns {Promise<readonly string[]>} The ids of the extensions installed in a profile, as `id@version`. */
export async function installedExtensions(/** @type {EditorHost} */ host, /** @type {Profile} */ profile) {
  const output = await editorCommand(host, profile, ["--list-extensions", "--show-versions"]);
  return output.split("\n").filter((line) => /^\S+@\S+$/.test(line));
}

async function editorCommand(
  /** @type {EditorHost} */ host,
  /** @type {Profile} */ profile,
  /** @type {readonly string[]} */ args,
) {
  const { code, output } = await run(nodeProgram(host.folder), [...baseArguments(host, profile), ...args], {
    env: environment(profile),
    output: "kept",
    minutes: 2,
  });
  if (code !== 0) throw new Error(`VS Code ${host.vscode} ${args.join(" ")} failed:\n${output.trim()}`);
  return output;
}

/**
 * Starts a VS Code for browsers on a free port of 127.0.0.1. `nodeArgs` reach its extension host, too.
 *
 * @param {EditorHost} host
 * @param {Profile} profile
 * @param {{ nodeArgs?: readonly string[], args?: readonly string[], env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<EditorServer>}
 */
export async function startServer(host, profile, { nodeArgs = [], args = [], env = {} } = {}) {
  const server = start(
    nodeProgram(host.folder),
    [
      ...nodeArgs,
      ...baseArguments(host, profile),
      ...["--auth", "none", "--bind-addr", "127.0.0.1:0", "--ignore-last-opened", "--disable-telemetry"],
      ...["--disable-update-check", "--disable-getting-started-override", "--disable-proxy", ...args],
    ],
    { env: { ...environment(profile), ...env }, output: "kept" },
  );

  const latest = performance.now() + secondsToStart * 1000;
  while (!server.ended() && performance.now() < latest) {
    const url = /HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(server.output())?.[1];
    if (url !== undefined) return { url, log: server.output, exited: server.exited, stop: server.stop };
    await delay(50);
  }
  await server.stop();
  throw new Error(`VS Code ${host.vscode} did not start:\n${server.output().trim()}`);
}

/** Address of a window that shows a folder; `payload` is VS Code's own way to give options to a window. */
export function windowUrl(
  /** @type {string} */ serverUrl,
  /** @type {string} */ folder,
  /** @type {readonly (readonly [string, string])[]} */ payload = [],
) {
  const query = new URLSearchParams({ folder });
  if (payload.length > 0) query.set("payload", JSON.stringify(payload));
  return `${serverUrl}/?${String(query).replaceAll("%2F", "/")}`;
}

function baseArguments(/** @type {EditorHost} */ host, /** @type {Profile} */ profile) {
  return [
    join(codeServer(host.folder), "out", "node", "entry.js"),
    ...["--config", configFile(profile)],
    ...["--user-data-dir", join(profile.folder, "data")],
    ...["--extensions-dir", extensionsFolder(profile)],
  ];
}

/** @returns {NodeJS.ProcessEnv} */
function environment(/** @type {Profile} */ { folder }) {
  const own = Object.entries(environmentWithoutNpm()).filter(([name]) => !misleading.test(name));
  return {
    ...Object.fromEntries(own),
    XDG_CONFIG_HOME: join(folder, "xdg", "config"),
    XDG_DATA_HOME: join(folder, "xdg", "data"),
    XDG_CACHE_HOME: join(folder, "xdg", "cache"),
    // No marketplace: else each start asks one.
    EXTENSIONS_GALLERY: "{}",
  };
}
