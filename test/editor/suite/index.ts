// The tests that run inside VS Code's extension host, against the installed package, on a fresh copy of the sample
// case. To add one, write <area>.test.ts in this folder (mocha with suite() and test(), nothing to register):
//
//     import * as assert from "node:assert/strict";
//     import { commands, languages, type Hover } from "vscode";
//     import { activateExtension, openEvidence } from "./case.ts";
//     import { until } from "./until.ts";
//
//     suite("hover", () => {
//       suiteSetup(activateExtension);
//
//       test("a PID names its process", async () => {
//         const document = await openEvidence("pfirewall.log");
//         …
//       });
//     });
//
// Run it: npm test -- editor-newest --grep="a PID names". The network ends at 127.0.0.1, where a test may serve.
// What only a person would see (colors, menus, dialogs) is a UI test: test/editor/workbench.mjs.
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";

const testTimeout = 30_000;

/** VS Code calls this, and takes a rejection for a failure. */
export async function run(): Promise<void> {
  const grep = process.env["SUITE_GREP"];
  const mocha = new Mocha({
    ui: "tdd",
    timeout: testTimeout,
    color: false,
    ...(grep === undefined ? {} : { grep }),
  });
  // What is measured is no test: `npm run bench -- typing` names other files.
  const ending = process.env["SUITE_FILES"] ?? ".test.js";
  const files = readdirSync(__dirname).filter((name) => name.endsWith(ending));
  for (const name of files) mocha.addFile(join(__dirname, name));

  const runner = await new Promise<Mocha.Runner>((resolve) => {
    const running: Mocha.Runner = mocha.run(() => resolve(running));
  });
  writeFileSync(process.env["SUITE_RESULTS"]!, JSON.stringify(runner.stats));
  if (runner.failures > 0) throw new Error(`${runner.failures} of the tests failed.`);
}
