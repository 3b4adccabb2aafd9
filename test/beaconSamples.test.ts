import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import type { Beacon } from "../src/core/caseView.ts";
import { allFormats } from "../src/formats/all.ts";
import { nodeFiles } from "../src/node/nodeFiles.ts";
import { scanFiles, viewCase } from "../src/workspace/case/loadCase.ts";

/** Real captures with beacons that are known, which are not part of this repository: see CONTRIBUTING.md. */
const folder = join(import.meta.dirname, "../../shared/data/10-beacon-truth");

/** What a truth says of a pair: seconds between its connections, and how far half of them are from that. */
interface KnownPair {
  readonly src: string;
  readonly dst: string;
  readonly dport: number;
  readonly n: number;
  readonly median_interval: number;
  readonly mad: number;
}

interface Truth {
  readonly beacon?: null;
  readonly beacons?: readonly KnownPair[];
  readonly benign_periodic?: readonly KnownPair[];
}

/** With more connections than this, and steadier, a pair must be found; what has fewer is a bonus. */
const enough = 30;
const steady = 0.1;
/** Of the period: the median of intervals is not quite the period that fits all of them best. */
const tolerance = 0.05;

describe.skipIf(!existsSync(folder))(
  "known beacons (skipped where the folder beside the repository is absent)",
  () => {
    const files = existsSync(folder) ? readdirSync(folder) : [];
    for (const name of files.filter((file) => !file.endsWith(".expected.json"))) {
      it(name, async () => {
        const { truth } = JSON.parse(readFileSync(join(folder, `${name}.expected.json`), "utf8"));
        const beacons = await beaconsOf(name);
        if (truth.beacon === null) expect(beacons).toEqual([]);
        for (const pair of pairsOf(truth)) {
          const found = beacons.find((beacon) => isOf(beacon, pair));
          expect(Math.abs((found?.period ?? 0) / pair.median_interval - 1)).toBeLessThan(tolerance);
          expect(found?.count).toBe(pair.n);
          expect(found?.usual).toBeUndefined();
        }
        // Regular, and nobody's command and control.
        for (const pair of truth.benign_periodic ?? [])
          for (const beacon of beacons.filter((other) => isOf(other, pair)))
            expect(beacon.usual).toBeDefined();
      });
    }
  },
);

function pairsOf(truth: Truth & Partial<KnownPair>): readonly KnownPair[] {
  if (truth.beacons) return truth.beacons.filter(({ n, mad }) => enough <= n && mad < steady);
  return truth.dst === undefined ? [] : [truth as KnownPair];
}

function isOf({ source, destination, port }: Beacon, { src, dst, dport }: KnownPair): boolean {
  return source === src && destination === dst && port === dport;
}

async function beaconsOf(name: string): Promise<readonly Beacon[]> {
  const files = nodeFiles(folder);
  const entries = [];
  for await (const entry of files.list(pathToFileURL(folder).href))
    if (entry.uri.endsWith(`/${name}`)) entries.push(entry);
  const scanned = await scanFiles(files, entries, { formats: allFormats }, () => {});
  return viewCase(scanned).view.beacons;
}
