import { readFileSync } from "node:fs";
import { inRoot, root } from "../repository.mjs";
import { npm } from "./npm.mjs";
import { step } from "./step.mjs";

/** @typedef {{ readonly packages: Record<string, { readonly version?: string, readonly optional?: boolean }> }} Lock */

/** Brings node_modules to what package-lock.json says. */
export async function installDependencies() {
  if (areInstalled()) return;
  await step("installing the npm packages of the project", () =>
    // No install script of ours is needed: esbuild's binary comes as an optional package of its own.
    npm(["ci", "--ignore-scripts"], { cwd: root }),
  );
}

/** npm keeps beside the packages a lock of what it has installed. */
function areInstalled() {
  const wanted = readLock("package-lock.json");
  const installed = readLock("node_modules", ".package-lock.json");
  if (wanted === undefined || installed === undefined) return false;
  return Object.entries(wanted.packages).every(
    ([path, { version, optional }]) =>
      path === "" || (optional && !installed.packages[path]) || installed.packages[path]?.version === version,
  );
}

/** @returns {Lock | undefined} */
function readLock(/** @type {string[]} */ ...path) {
  try {
    return JSON.parse(readFileSync(inRoot(...path), "utf8"));
  } catch {
    return undefined;
  }
}
