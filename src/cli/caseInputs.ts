import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { type Zone, zoneNamed } from "../core/zone.ts";
import { allFormats } from "../formats/all.ts";
import type { ScannedFile } from "../workspace/captures/scannedFile.ts";
import { scanFiles } from "../workspace/case/loadCase.ts";
import { faultIssue } from "../workspace/reading/readingFault.ts";
import { type Inputs, inputsOf } from "./inputs.ts";
import type { Terminal } from "./terminal.ts";
import type { PathOf } from "./triageJson.ts";

export interface CaseInputs extends Inputs {
  readonly scanned: readonly ScannedFile[];
  readonly pathOf: PathOf;
  /** Of clocks that say none. */
  readonly zone?: Zone;
}

/** Scans all evidence below the paths. Undefined after saying what is wrong. */
export async function readCaseInputs(
  paths: readonly string[],
  zone: string | undefined,
  terminal: Terminal,
): Promise<CaseInputs | undefined> {
  if (paths.length === 0) {
    terminal.say("incident-notes: name a file or a folder.");
    return undefined;
  }
  const known = zone === undefined ? undefined : zoneNamed(zone);
  if (zone !== undefined && !known) {
    terminal.say(`incident-notes: "${zone}" is no time zone; write one as Europe/Berlin or +02:00.`);
    return undefined;
  }
  const inputs = await inputsOf(paths, terminal);
  if (!inputs) return undefined;
  const options = { formats: allFormats, ...(known ? { zone: known } : {}) };
  const scanned = await scanFiles(inputs.files, inputs.entries, options, () => {});
  for (const { entry, fault, lines } of scanned)
    if (fault) terminal.say(`incident-notes: ${entry.path}: ${faultIssue(fault, lines).message}`);
  if (scanned.every(({ captures }) => captures.length === 0))
    terminal.say("incident-notes: no line of a known format in any file.");
  return { ...inputs, scanned, pathOf: pathsBelow(inputs.root), ...(known ? { zone: known } : {}) };
}

/** Each path is worked out once, however many lines of its file are cited. */
function pathsBelow(root: string): PathOf {
  const paths = new Map<string, string>();
  return (uri) => {
    let path = paths.get(uri);
    if (path === undefined) {
      path = relative(root, fileURLToPath(uri)).split(sep).join("/");
      paths.set(uri, path);
    }
    return path;
  };
}
