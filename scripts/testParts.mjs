// The parts of `npm test`, in their order. What these import is Node's own until setup has run: the rest comes late.
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { newest, oldest } from "./editor/hosts.mjs";
import { inRoot, root, shots, vsixFile } from "./repository.mjs";
import { installChromium } from "./setup/chromium.mjs";
import { installDependencies } from "./setup/dependencies.mjs";
import { installEditorHost } from "./setup/editorHost.mjs";
import { run, runScript } from "./subprocess.mjs";
import { countOf, readVitestCount, sum } from "./testCount.mjs";

/** @typedef {import("./testCount.mjs").Count} Count */
/** @typedef {import("./editor/hosts.mjs").EditorHost} EditorHost */

/**
 * @typedef {object} TestPart
 * @property {string} id
 * @property {readonly (() => Promise<void>)[]} setup
 * @property {readonly string[]} after Parts whose outcome it uses: they run too where only this one was asked for.
 * @property {(grep: string | undefined) => Promise<Count>} run Only the tests whose name matches `grep`.
 */

const installNewest = () => installEditorHost(newest);
const installOldest = () => installEditorHost(oldest);

const minutes = 10;
const bin = (/** @type {string[]} */ ...path) => inRoot("node_modules", ...path);

/** @type {readonly TestPart[]} */
export const testParts = [
  {
    id: "check",
    setup: [installDependencies],
    after: [],
    run: async () => {
      const types = await node(bin("typescript", "bin", "tsc"), "-b");
      const style = await node(bin("@biomejs", "biome", "bin", "biome"), "check", ".");
      return sum([countOf(types), countOf(style)]);
    },
  },
  {
    id: "build",
    setup: [installDependencies],
    after: [],
    run: async () => countOf(await runScript("build.mjs")),
  },
  {
    id: "unit",
    setup: [installDependencies],
    after: ["build"],
    run: (grep) => vitestProject("unit", grep),
  },
  {
    id: "slow",
    setup: [installDependencies],
    after: ["build"],
    run: (grep) => vitestProject("slow", grep),
  },
  {
    id: "package",
    setup: [installDependencies],
    after: [],
    run: async () => countOf(await runScript("package.mjs")),
  },
  {
    id: "ratios",
    setup: [installDependencies],
    after: ["package"],
    run: async () => (await import("./bench/ratios.mjs")).checkRatios(),
  },
  inExtensionHost("editor-newest", newest),
  inExtensionHost("editor-oldest", oldest),
  {
    id: "editor-ui",
    setup: editorSetup(newest),
    after: ["package"],
    run: async (grep) => {
      const { runUiTests } = await import("./editor/uiTests.mjs");
      const tests = inRoot("test", "editor", "ui");
      return vitest("ui", grep, (args) => runUiTests(newest, { vsix: vsix(), tests, shots, args }));
    },
  },
];

/** @returns {TestPart} */
function inExtensionHost(/** @type {string} */ id, /** @type {EditorHost} */ host) {
  return {
    id,
    setup: editorSetup(host),
    after: ["package"],
    run: async (grep) => {
      const { runExtensionHostTests } = await import("./editor/extensionHostTests.mjs");
      return runExtensionHostTests(host, { vsix: vsix(), grep });
    },
  };
}

function editorSetup(/** @type {EditorHost} */ host) {
  return [installDependencies, installChromium, host === newest ? installNewest : installOldest];
}

function vsix() {
  if (!existsSync(vsixFile)) throw new Error("There is no package to test: building it failed.");
  return vsixFile;
}

/** One of the projects of vitest.config.mts. */
function vitestProject(/** @type {string} */ name, /** @type {string | undefined} */ grep) {
  return vitest(name, grep, (args) => node(bin("vitest", "vitest.mjs"), "run", "--project", name, ...args));
}

/** Runs a Node program, and gives its exit code. */
async function node(/** @type {string[]} */ ...args) {
  return (await run(process.execPath, args, { cwd: root, minutes })).code;
}

/**
 * Runs vitest with a report beside what it prints.
 *
 * @param {string} name
 * @param {string | undefined} grep
 * @param {(args: readonly string[]) => Promise<number>} execute
 */
async function vitest(name, grep, execute) {
  const report = inRoot(".cache", "test-reports", `${name}.json`);
  await rm(report, { force: true });
  const only = grep === undefined ? [] : ["--testNamePattern", grep];
  const code = await execute([
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...only,
  ]);
  return readVitestCount(report, code);
}
