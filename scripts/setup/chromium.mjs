import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "../subprocess.mjs";
import { step } from "./step.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const debianPackages = ["chromium", "fonts-dejavu-core"];

/** Path of the browser that shows the workbench to the tests; the variable CHROMIUM may name another. */
export function findChromium() {
  return process.env["CHROMIUM"] ?? names.map(onPath).find((path) => path !== undefined);
}

export async function installChromium() {
  if (findChromium() !== undefined) return;
  if (process.getuid?.() !== 0 || onPath("apt-get") === undefined)
    throw new Error(
      "The editor tests need Chromium: install it (Debian: apt-get install chromium), or name its path in the variable CHROMIUM.",
    );
  await step("installing Chromium from Debian's packages", async () => {
    await aptGet("update");
    await aptGet("install", "-y", "--no-install-recommends", ...debianPackages);
  });
}

async function aptGet(/** @type {string[]} */ ...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { code, output } = await run("apt-get", args, { env, output: "kept" });
  if (code !== 0) throw new Error(`apt-get ${args.join(" ")} failed:\n${output.trim()}`);
}

/** @returns {string | undefined} */
export function onPath(/** @type {string} */ program) {
  const endings = process.platform === "win32" ? [".cmd", ".exe"] : [""];
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.flatMap((folder) => endings.map((end) => join(folder, program + end))).find(isExecutable);
}

function isExecutable(/** @type {string} */ path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
