import { canInstallPackages, installPackages } from "./debian.mjs";
import { onPath } from "./onPath.mjs";
import { step } from "./step.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const debianPackages = ["chromium", "fonts-dejavu-core"];

/** Path of the browser that shows the workbench to the tests; the variable CHROMIUM may name another. */
export function findChromium() {
  return process.env["CHROMIUM"] ?? names.map(onPath).find((path) => path !== undefined);
}

export async function installChromium() {
  if (findChromium() !== undefined) return;
  if (!canInstallPackages())
    throw new Error(
      "The editor tests need Chromium: install it (Debian: apt-get install chromium), or name its path in the variable CHROMIUM.",
    );
  await step("installing Chromium from Debian's packages", () => installPackages(debianPackages));
}
