import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { EcsFields } from "../src/core/ecs.ts";
import { ecsOf, ecsOfIssue } from "../src/core/ecs.ts";
import type { EvidenceRules } from "../src/core/evidenceRules.ts";
import type { Format } from "../src/core/format.ts";
import type { Issue } from "../src/core/issue.ts";
import type { Observation } from "../src/core/observation.ts";
import { type FileReadingEnd, readFileLines } from "../src/workspace/reading/fileReading.ts";
import type { FileEntry } from "../src/workspace/reading/files.ts";
import { ObservationStream } from "../src/workspace/reading/observationStream.ts";

/** Pages are read as if they had last changed then: times without a year are of 2031 or the year before. */
const changed = Date.UTC(2031, 11, 31) * 1000;

/** Reading alone, without what rules make of it. */
export const noRules: EvidenceRules = { row: () => [], capture: () => ({ see: () => {}, issues: () => [] }) };

export interface PageReading {
  readonly observations: readonly Observation[];
  readonly issues: readonly Issue[];
  /** As `incident-notes parse` prints them. */
  readonly printed: readonly EcsFields[];
  readonly formats: ReadonlySet<string>;
  readonly end: FileReadingEnd;
}

export function readPage(path: string, formats: readonly Format[], rules = noRules): Promise<PageReading> {
  return readBytes(readFileSync(path), basename(path), formats, rules);
}

/** Reads bytes as a file of this name. */
export async function readBytes(
  bytes: Uint8Array,
  path: string,
  formats: readonly Format[],
  rules = noRules,
): Promise<PageReading> {
  const entry: FileEntry = { uri: `case:/${path}`, path, size: bytes.length, changed };
  const observations: Observation[] = [];
  const issues: Issue[] = [];
  const printed: EcsFields[] = [];
  const stream = new ObservationStream(
    { entry, rules },
    {
      observation(observation) {
        observations.push(observation);
        printed.push(ecsOf(observation));
      },
      issue(issue, format) {
        issues.push(issue);
        printed.push(ecsOfIssue(issue, format));
      },
    },
  );
  const used = new Set<string>();
  const end = await readFileLines(
    entry,
    chunksOf(bytes),
    { formats },
    {
      line(line) {
        if (line.reader.inCapture && line.reader.format) used.add(line.reader.format.id);
        stream.add(line);
      },
    },
  );
  stream.end(end);
  return { observations, issues, printed, formats: used, end };
}

/** In several chunks, so that lines and characters are cut in the middle. */
async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const size = Math.max(64, Math.ceil(bytes.length / 3));
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
