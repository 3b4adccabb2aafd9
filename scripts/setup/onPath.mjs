import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

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
