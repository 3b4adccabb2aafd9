import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { alignedClocks } from "../src/features/clocks/clockChoices.ts";
import { allFormats } from "../src/formats/all.ts";
import { nodeFiles } from "../src/node/nodeFiles.ts";
import type { AlignedClocksParams } from "../src/protocol/messages.ts";
import { CaseLines } from "../src/workspace/case/caseLines.ts";
import type { CaseSnapshot } from "../src/workspace/case/caseStore.ts";
import { scanFiles, viewCase } from "../src/workspace/case/loadCase.ts";

/** What Align Clocks offers of the cases that the command line's pages compare. */
const folder = join(import.meta.dirname, "clocks");
const uriOf = (name: string, file: string) => pathToFileURL(join(folder, name, file)).href;

async function offered(name: string, params: AlignedClocksParams) {
  const root = join(folder, name);
  const files = nodeFiles(root);
  const entries = [];
  for await (const entry of files.list(pathToFileURL(root).href)) entries.push(entry);
  const { reading, view } = viewCase(await scanFiles(files, entries, { formats: allFormats }, () => {}));
  return alignedClocks({ reading, view, lines: new CaseLines(reading, view) } as CaseSnapshot, params);
}

describe("what may be said of clocks", () => {
  test("is the zone that nobody named, with lines that show it, or the other clock's skew", async () => {
    const { choices } = await offered("a-zone-that-nobody-named", {});
    expect(choices.map(({ facts }) => facts)).toEqual([{ zone: "+02:00" }, { skew: "-2h" }]);
    expect(choices[0]!.place.uri).toBe(uriOf("a-zone-that-nobody-named", "pfirewall.log"));
    expect(choices[0]!.evidence.length).toBe(6);
  });

  test("is nothing where it is in doubt, and says why", async () => {
    const { choices, sentence } = await offered("a-clock-that-was-set", {});
    expect(choices).toEqual([]);
    expect(sentence).toContain("a clock may have been set");
  });

  test("is what two lines show that the analyst takes for one event", async () => {
    const name = "two-connections-are-too-few";
    const same = [
      { uri: uriOf(name, "edge.log"), line: 0 },
      { uri: uriOf(name, "pfirewall.log"), line: 5 },
    ] as const;
    const { choices } = await offered(name, { same });
    expect(choices.map(({ facts }) => facts)).toEqual([{ skew: "-7m13s" }, { skew: "+7m13s" }]);
  });

  test("is nothing of two lines of one capture, or of a line that is no row", async () => {
    const name = "two-connections-are-too-few";
    const [edge, wall] = [uriOf(name, "edge.log"), uriOf(name, "pfirewall.log")];
    const one = await offered(name, {
      same: [
        { uri: edge, line: 0 },
        { uri: edge, line: 1 },
      ],
    });
    const other = await offered(name, {
      same: [
        { uri: edge, line: 0 },
        { uri: wall, line: 1 },
      ],
    });
    expect(one.sentence).toContain("one capture");
    expect(other.sentence).toContain("rows of evidence");
  });
});
