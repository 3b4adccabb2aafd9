import { run } from "../subprocess.mjs";
import { onPath } from "./onPath.mjs";

/** Whether Debian's packages can be installed here. */
export function canInstallPackages() {
  return process.getuid?.() === 0 && onPath("apt-get") !== undefined;
}

export async function installPackages(/** @type {readonly string[]} */ names) {
  await aptGet("update");
  await aptGet("install", "-y", "--no-install-recommends", ...names);
}

async function aptGet(/** @type {string[]} */ ...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { code, output } = await run("apt-get", args, { env, output: "kept" });
  if (code !== 0) throw new Error(`apt-get ${args.join(" ")} failed:\n${output.trim()}`);
}
