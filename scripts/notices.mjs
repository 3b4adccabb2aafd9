// The licences of what the bundles carry of others: they ask to be handed on with every copy.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { inRoot } from "./repository.mjs";

export const noticesFile = "dist/THIRD-PARTY-NOTICES.txt";

/** @param {readonly import("esbuild").Metafile[]} metafiles */
export async function writeNotices(metafiles) {
  const folders = new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs).flatMap(packageFolder)));
  const notices = await Promise.all([...folders].sort().map(noticeOf));
  const head = "Incident Notes carries parts of these packages, each under its own licence.\n";
  await writeFile(inRoot(noticesFile), [head, ...notices].join(`\n${"-".repeat(72)}\n\n`));
}

/** `node_modules/@scope/name/lib/x.js` lies in `node_modules/@scope/name`. */
function packageFolder(/** @type {string} */ path) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.slice(0, 1) ?? [];
}

async function noticeOf(/** @type {string} */ folder) {
  const { name, version, license, main } = JSON.parse(await readFile(inRoot(folder, "package.json"), "utf8"));
  const file = (await readdir(inRoot(folder))).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file
    ? await readFile(inRoot(folder, file), "utf8")
    : headOf(await readFile(inRoot(folder, main), "utf8"));
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}

/** What a library without such a file says of itself in the comment that it begins with. */
function headOf(/** @type {string} */ code) {
  return (/^\/\*!([\s\S]*?)\*\//.exec(code)?.[1] ?? "").replace(/^[ *]+/gm, "");
}
