// node scripts/package.mjs: builds for users and packs incident-notes.vsix; prints what it carries.
import { rm } from "node:fs/promises";
import { inRoot, root, vsixFile } from "./repository.mjs";
import { run } from "./subprocess.mjs";

const vsce = inRoot("node_modules", "@vscode", "vsce", "vsce");
const withoutQuestions = ["--allow-missing-repository", "--skip-license", "--no-rewrite-relative-links"];

// What is found afterwards is never the package of an earlier run.
await rm(vsixFile, { force: true });
await node(inRoot("scripts", "build.mjs"), "--minify");
await node(vsce, "package", "--no-dependencies", ...withoutQuestions, "--out", vsixFile);

async function node(/** @type {string[]} */ ...args) {
  const { code } = await run(process.execPath, args, { cwd: root, minutes: 5 });
  if (code !== 0) process.exit(code);
}
