import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Command, commands } from "../src/cli/commands.ts";
import { inputsOf } from "../src/cli/inputs.ts";
import { inOneGo } from "../src/core/steps.ts";
import { allFormats } from "../src/formats/all.ts";
import { nodeFiles } from "../src/node/nodeFiles.ts";
import { scanFiles, viewCase } from "../src/workspace/case/loadCase.ts";
import { narrowedCase } from "../src/workspace/query/narrowedCase.ts";
import { everything } from "../src/workspace/query/whereTerm.ts";

/**
 * A page has calls behind `$`, `CASE` standing for the folder named in its first line, each followed by what it
 * prints, says (`!`) and returns. `UPDATE_PAGES=1` writes them.
 */
const folder = join(import.meta.dirname, "cli");
const callPattern = /^\$ (.*)\n((?: {2}.*\n|\n(?= {2}))*)/gm;

for (const name of readdirSync(folder).sort()) {
  const file = join(folder, name);
  const page = readFileSync(file, "utf8");
  const root = join(folder, "..", "..", /^The case is (\S+)\.$/m.exec(page)![1]!);
  describe(name.replace(/\.txt$/, "").replaceAll("-", " "), () => {
    const calls = [...page.matchAll(callPattern)];
    for (const [, words = "", expected = ""] of calls)
      test(words, async () => {
        const actual = await outputOf(words, root);
        if (process.env["UPDATE_PAGES"] === undefined) expect(actual).toBe(expected);
        else
          writeFileSync(
            file,
            readFileSync(file, "utf8").replace(`$ ${words}\n${expected}`, () => `$ ${words}\n${actual}`),
          );
      });
  });
}

const cases = ["media/sample-case", ...scenarioCases()];

test.each(cases)("a question that all rows meet leaves the case as it is: %s", async (path) => {
  const root = join(import.meta.dirname, "..", path);
  const inputs = await inputsOf([root], { say: () => {}, print: async () => {}, write: () => {} });
  const scanned = await scanFiles(nodeFiles(root), inputs!.entries, { formats: allFormats }, () => {});
  const whole = viewCase(scanned);
  const { view, matching, rows } = inOneGo(narrowedCase(whole, everything, undefined));
  expect(matching).toBe(rows);
  expect(plain(view.processes)).toEqual(plain(whole.view.processes));
  expect(plain(view.remotes)).toEqual(plain(whole.view.remotes));
  expect(view.joins).toEqual(whole.view.joins);
  expect(view.beacons.map(({ matching: _matching, ...beacon }) => beacon)).toEqual(whole.view.beacons);
  expect(view.beacons.map(({ matching: all }) => all)).toEqual(whole.view.beacons.map(({ count }) => count));
  expect(view.findings).toEqual(whole.view.findings);
  expect(view.captures).toEqual(whole.view.captures.filter((capture) => 0 < capture.rows));
});

function scenarioCases(): readonly string[] {
  const scenarios = readdirSync(join(import.meta.dirname, "scenarios"), { withFileTypes: true });
  const found = scenarios.filter((entry) => entry.isDirectory() && entry.name !== "the-sample-case");
  return found.map(({ name }) => `test/scenarios/${name}/case`);
}

/** With what getters give. */
function plain(things: readonly object[]): readonly unknown[] {
  const keys = ["sources", "processes", "remotes", "actions", "evidence", "directionAssumed"] as const;
  return things.map((thing) => ({
    ...thing,
    ...Object.fromEntries(keys.map((key) => [key, (thing as Record<string, unknown>)[key]])),
  }));
}

async function outputOf(words: string, root: string): Promise<string> {
  const [name, ...rest] = Array.from(words.matchAll(/'([^']*)'|(\S+)/g), ([, text, word]) => text ?? word!);
  const command: Command = commands.find((one) => one.name === name)!;
  let printed = "";
  let said = "";
  const decoder = new TextDecoder();
  const terminal = {
    print: async (text: string) => {
      printed += text;
    },
    write: (bytes: Uint8Array) => {
      printed += decoder.decode(bytes, { stream: true });
    },
    say: (text: string) => {
      said += `${text}\n`;
    },
  };
  const code = await command.run(
    rest.map((word) => word.replace(/^CASE/, root)),
    terminal,
  );
  const lines = [
    ...printed.split("\n").slice(0, -1),
    ...said
      .split("\n")
      .slice(0, -1)
      .map((line) => `! ${line}`),
  ];
  return `${lines.map((line) => `  ${line}`.trimEnd()).join("\n")}\n  (${code})\n`;
}
