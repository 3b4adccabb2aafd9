// npm run package: builds for users and packs incident-notes.vsix; prints what it carries.
import { rm } from "node:fs/promises";
import { inRoot, root, vsixFile } from "./repository.mjs";
import { run, runScript } from "./subprocess.mjs";

const vsce = inRoot("node_modules", "@vscode", "vsce", "vsce");
const withoutQuestions = ["--allow-missing-repository", "--skip-license", "--no-rewrite-relative-links"];

// What is found afterwards is never the package of an earlier run.
await rm(vsixFile, { force: true });
process.exitCode = (await runScript("build.mjs", "--minify")) || (await pack());

async function pack() {
  const args = [vsce, "package", "--no-dependencies", ...withoutQuestions, "--out", vsixFile];
  // Not shown directly: on a terminal, vsce asks the registry for a newer vsce.
  const { code, output } = await run(process.execPath, args, { cwd: root, output: "kept", minutes: 3 });
  console.log(output.trim());
  return code;
}
