import { existsSync } from "node:fs";
import { cp, readFile } from "node:fs/promises";
import { inRoot } from "../repository.mjs";
import { canInstallPackages, installPackages } from "./debian.mjs";
import { npm } from "./npm.mjs";
import { onPath } from "./onPath.mjs";
import { step } from "./step.mjs";

/** Programs of Debian's packages, by the package's name. */
const programs = { mawk: "mawk", ripgrep: "rg", lnav: "lnav", fwlogwatch: "fwlogwatch" };

/** Where the libraries are that only the benchmark uses. */
export const npmPeersFolder = inRoot(".cache", "bench-peers");

/** Installs what the benchmark compares with. What cannot be installed here is left out, and the table says so. */
export async function installBenchPeers() {
  const missing = Object.entries(programs).flatMap(([name, program]) =>
    onPath(program) === undefined ? [name] : [],
  );
  if (missing.length > 0 && canInstallPackages())
    await step(`installing ${missing.join(", ")} from Debian's packages`, () => installPackages(missing));
  if (!(await areLibrariesInstalled()))
    await step("installing the libraries to compare with", async () => {
      await cp(inRoot("scripts", "bench", "peers"), npmPeersFolder, { recursive: true });
      await npm(["ci", "--ignore-scripts"], { cwd: npmPeersFolder });
    });
}

async function areLibrariesInstalled() {
  const installed = `${npmPeersFolder}/package-lock.json`;
  if (!existsSync(installed) || !existsSync(`${npmPeersFolder}/node_modules`)) return false;
  const wanted = await readFile(inRoot("scripts", "bench", "peers", "package-lock.json"), "utf8");
  return (await readFile(installed, "utf8")) === wanted;
}
