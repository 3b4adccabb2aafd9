import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { inflateSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import type { Finding } from "../src/core/finding.ts";
import { allFormats } from "../src/formats/all.ts";
import { nodeFiles } from "../src/node/nodeFiles.ts";
import { scanFiles, viewCase } from "../src/workspace/case/loadCase.ts";

const samples = join(import.meta.dirname, "..", "..", "shared", "data", "09-procmon");
const captures = existsSync(samples)
  ? [samples, join(samples, "eronnen")].flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => /\.(?:csv|xml|pml|zlib)$/i.test(name))
        .map((name) => join(folder, name)),
    )
  : [];
const scratch = mkdtempSync(join(tmpdir(), "detectors-"));

afterAll(() => rmSync(scratch, { recursive: true }));

describe.skipIf(captures.length === 0)(
  "real captures of Process Monitor (skipped where the folder beside the repository is absent)",
  () => {
    for (const path of captures) {
      const isInjection = path.includes("injection");
      test(`${basename(path)}: ${isInjection ? "the planted module is named" : "nothing weighs more than information"}`, async () => {
        const findings = await findingsIn(path);
        const heavy = findings.filter(({ severity }) => severity !== "information");
        expect(heavy.map(({ rule, summary }) => (isInjection ? rule : summary))).toEqual(
          isInjection ? ["planted-module"] : [],
        );
        if (isInjection) expect(heavy[0]?.summary).toContain("rs.dll");
      });
    }
  },
);

/** The capture as a case of its own. */
async function findingsIn(path: string): Promise<readonly Finding[]> {
  const root = mkdtempSync(join(scratch, "case-"));
  const name = basename(path, ".zlib");
  if (name === basename(path)) copyFileSync(path, join(root, name));
  else
    writeFileSync(
      join(root, name.endsWith("PML") ? "capture.pml" : "capture.csv"),
      inflateSync(readFileSync(path)),
    );
  const files = nodeFiles(root);
  const entries = [];
  for await (const entry of files.list(pathToFileURL(root).href)) entries.push(entry);
  const scanned = await scanFiles(files, entries, { formats: allFormats }, () => {});
  expect(scanned.flatMap(({ captures }) => captures)).not.toHaveLength(0);
  return viewCase(scanned, allFormats).view.findings;
}
