import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pmcCommand } from "../src/cli/pmcCommand.ts";
import { filterWords, readFilterWords, ruleWords } from "../src/core/eventFilterWords.ts";
import { newPmc, readPmc, withColumns, withFilter, writePmc } from "../src/formats/procmon/pmc/pmc.ts";

/**
 * `<claim>.pmc` is a configuration, `.expected` what the command line says of it. `<claim>.rules` are rules in words,
 * `.expected` the filter they are and the bytes they are written as. Missing expectations are written.
 */
const folder = join(import.meta.dirname, "pmc");
const pages = readdirSync(folder).sort();

const claimOf = (name: string) => name.replace(/\.\w+$/, "").replaceAll("-", " ");
const expectedOf = (name: string) => join(folder, name.replace(/\.\w+$/, ".expected"));
const bytesOf = (name: string) => new Uint8Array(readFileSync(join(folder, name)));

describe("a configuration in words", () => {
  for (const name of pages.filter((page) => page.endsWith(".pmc")))
    test(claimOf(name), async () => {
      await expect(await saidOf(join(folder, name))).toMatchFileSnapshot(expectedOf(name));
      const read = readPmc(bytesOf(name));
      if (read.kind === "refused") return;
      expect(writePmc(read)).toEqual(bytesOf(name));
      expect(writePmc(withFilter(read, read.filter))).toHaveLength(bytesOf(name).length);
      expect(unknownOf(withFilter(read, []))).toEqual(unknownOf(read));
    });
});

describe("rules in words", () => {
  for (const name of pages.filter((page) => page.endsWith(".rules")))
    test(claimOf(name), async () => {
      const read = readFilterWords(readFileSync(join(folder, name), "utf8"));
      await expect(textOf(read)).toMatchFileSnapshot(expectedOf(name));
      if (read.kind === "refused") return;
      const columns = ["PID", "Operation", "Path"] as const;
      const written = readPmc(writePmc(newPmc({ filter: read.rules, columns, filtered: "dropped" })));
      expect(written).toMatchObject({ filter: read.rules, columns, dropsFiltered: true, remarks: [] });
      expect(readFilterWords(read.rules.map(ruleWords).join("; "))).toEqual(read);
    });
});

test("whatever the bytes, a configuration is read or refused, and nothing is lost", () => {
  const whole = bytesOf("options-and-rules-of-a-later-version-are-kept.pmc");
  for (let at = 0; at < whole.length; at++) {
    for (const byte of [0, 0x7f, 0xff]) expectKept(whole.with(at, byte));
    expectKept(whole.subarray(0, at));
  }
});

const shared = join(import.meta.dirname, "..", "..", "shared", "data", "09-procmon");

test.skipIf(!existsSync(shared))("configurations that Process Monitor has written stay byte for byte", () => {
  for (const name of readdirSync(shared).filter((file) => file.endsWith(".pmc"))) {
    const bytes = new Uint8Array(readFileSync(join(shared, name)));
    const pmc = readPmc(bytes);
    if (pmc.kind === "refused") throw new Error(`${name}: ${pmc.sentence}`);
    expect(pmc.remarks, name).toEqual([]);
    expect(writePmc(pmc), name).toEqual(bytes);
    expect(writePmc(withFilter(withFilter(pmc, []), pmc.filter)), name).toEqual(bytes);
    expect(withColumns(pmc, pmc.columns).columns, name).toEqual(pmc.columns);
  }
});

function expectKept(bytes: Uint8Array): void {
  const read = readPmc(bytes);
  if (read.kind === "pmc") expect(Buffer.compare(writePmc(read), bytes)).toBe(0);
  else expect(read.sentence).toMatch(/\.$|…$/);
}

/** Options beside the filter. */
function unknownOf({ records }: Exclude<ReturnType<typeof readPmc>, { kind: "refused" }>) {
  return records.filter(({ name }) => name !== "FilterRules").map(({ bytes }) => bytes);
}

function textOf(read: ReturnType<typeof readFilterWords>): string {
  if (read.kind === "refused") return `${read.sentence}\n`;
  const pmc = newPmc({ filter: read.rules, columns: [], filtered: "kept" });
  const rules = pmc.records.find(({ name }) => name === "FilterRules")!.value;
  const rows = Buffer.from(rules)
    .toString("hex")
    .match(/.{1,64}/g)!;
  return `${filterWords(read.rules)}\n${rows.join("\n")}\n`;
}

async function saidOf(path: string): Promise<string> {
  let text = "";
  const print = async (part: string) => {
    text += part;
  };
  const say = (sentence: string) => {
    text += `! ${sentence.replace(path, "FILE")}\n`;
  };
  const code = await pmcCommand.run([path], { print, say, write: () => {} });
  return `${text}(${code})\n`;
}
