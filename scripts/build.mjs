// node scripts/build.mjs [--minify]: bundles what the package carries, and the tests that run inside VS Code.

import { existsSync } from "node:fs";
import { chmod, readdir, rm } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { build } from "esbuild";
import { bundlesApart } from "./bundlesApart.mjs";
import { buildKernel } from "./kernel.mjs";
import { leanLibraries } from "./leanLibraries.mjs";
import { noticesFile, writeNotices } from "./notices.mjs";
import { inRoot, root } from "./repository.mjs";

/** @typedef {{ readonly from: string, readonly to: string, readonly options?: import("esbuild").BuildOptions }} Bundle */

/** @type {import("esbuild").BuildOptions} */
const inPage = { platform: "browser", format: "iife", target: "es2022" };

/** Adding a bundle is adding a row. @type {readonly Bundle[]} */
const bundles = [
  { from: "src/client/extension.ts", to: "dist/extension.node.js" },
  { from: "src/client/caseClient.ts", to: "dist/caseClient.js" },
  { from: "src/server/node.ts", to: "dist/server.node.js" },
  { from: "src/cli/main.ts", to: "dist/cli.js", options: { banner: { js: "#!/usr/bin/env node" } } },
  // What these share, and what they load when they need it: bundlesApart.mjs.
  { from: "vscode-languageserver-protocol/node", to: "dist/protocol.js" },
  { from: "src/node/archives/openedArchive.ts", to: "dist/archives.js" },
  { from: "src/report/exports/html.ts", to: "dist/html.js" },
  // The page of the editor of events, for the webview's browser.
  { from: "src/webview/events/main.ts", to: "dist/events.js", options: inPage },
  { from: "src/webview/events/events.css", to: "dist/events.css", options: inPage },
  // The page of timelines and pictures.
  { from: "src/webview/timeline/main.ts", to: "dist/timeline.js", options: inPage },
  { from: "src/webview/timeline/timeline.css", to: "dist/timeline.css", options: inPage },
  { from: "csv-parse/browser/esm/sync", to: "dist/csv.js" },
];

const programs = ["dist/cli.js"];
const suite = { from: inRoot("test", "editor", "suite"), to: inRoot(".cache", "editor-suite") };

/** @type {import("esbuild").BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  // The parts of these libraries that bundlers can read.
  mainFields: ["module", "main"],
  legalComments: "none",
  logLevel: "warning",
};

const minify = process.argv.includes("--minify");
const missing = bundles.filter(({ from }) => from.startsWith("src/") && !existsSync(inRoot(from)));
if (missing.length > 0) {
  for (const { from, to } of missing)
    console.error(`${to} cannot be built: its source ${from} does not exist.`);
  process.exit(1);
}

try {
  await buildKernel();
  const [metafiles] = await Promise.all([Promise.all(bundles.map(bundle)), compileSuite()]);
  await writeNotices(metafiles);
  await removeFormerBundles();
  await Promise.all(programs.map((program) => chmod(inRoot(program), 0o755)));
} catch (error) {
  // esbuild has said what is wrong, and where.
  if (!(error instanceof Error && "errors" in error)) console.error(error);
  process.exit(1);
}

async function bundle(/** @type {Bundle} */ { from, to, options }) {
  const { metafile } = await build({
    ...shared,
    ...options,
    plugins: [bundlesApart, leanLibraries],
    external: ["vscode"],
    // The extension host gives `vscode` to what is required, and `require` is quicker.
    supported: { "dynamic-import": false },
    entryPoints: [from],
    outfile: to,
    minify,
    sourcemap: !minify,
    metafile: true,
  });
  const bytes = metafile.outputs[to]?.bytes ?? 0;
  console.log(`${to}  ${(bytes / 1024).toFixed(0)} kB`);
  return metafile;
}

/** What an earlier table or an earlier kind of build left would be packed too. */
async function removeFormerBundles() {
  const files = bundles.flatMap(({ to }) => (minify ? [to] : [to, `${to}.map`]));
  const built = [...files, noticesFile].map((file) => basename(file));
  const former = (await readdir(inRoot("dist"))).filter((name) => !built.includes(name));
  await Promise.all(former.map((name) => rm(inRoot("dist", name), { recursive: true })));
}

/** The tests find `vscode` in the extension host, and mocha in node_modules. */
async function compileSuite() {
  const files = (await readdir(suite.from)).filter((name) => name.endsWith(".ts"));
  await rm(suite.to, { recursive: true, force: true });
  await build({
    ...shared,
    entryPoints: files.map((name) => relative(root, join(suite.from, name))),
    outdir: suite.to,
    packages: "external",
    sourcemap: "inline",
  });
}
