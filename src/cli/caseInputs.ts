import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { AddressDatabases } from "../core/addressPlace.ts";
import type { Format } from "../core/format.ts";
import { type Zone, zoneNamed } from "../core/zone.ts";
import { programVersion, ScanFolder } from "../node/scanFolder.ts";
import type { ScannedFile } from "../workspace/captures/scannedFile.ts";
import { scanFiles } from "../workspace/case/loadCase.ts";
import type { IndicatorBook } from "../workspace/indicators/indicatorBook.ts";
import { faultIssue } from "../workspace/reading/readingFault.ts";
import { caseBook } from "./caseBook.ts";
import { caseDatabases } from "./caseDatabases.ts";
import { caseLists } from "./caseLists.ts";
import { type Inputs, inputsOf } from "./inputs.ts";
import type { Terminal } from "./terminal.ts";
import type { PathOf } from "./triageJson.ts";

export interface CaseInputs extends Inputs {
  readonly scanned: readonly ScannedFile[];
  readonly pathOf: PathOf;
  readonly formats: readonly Format[];
  /** Values that the case is compared with. */
  readonly lists: IndicatorBook;
  /** What says where addresses are, and whose. */
  readonly databases: AddressDatabases;
  /** Of clocks that say none. */
  readonly zone?: Zone;
}

/** What a call says of how files are read. */
export interface ReadingWords {
  readonly zone?: string | undefined;
  /** A folder in which scans are kept from one call to the next. */
  readonly cache?: string | undefined;
  /** A list of indicators, or a folder of lists, beside those of the case. */
  readonly indicators?: string | undefined;
  /** Databases of addresses beside those of the case. */
  readonly databases?: readonly string[];
}

/** No call fills a disk by itself. */
const mostKept = 2 ** 32;

function storageIn(folder: string, terminal: Terminal): ScanFolder {
  const log = (line: string) => terminal.say(`incident-notes: ${line}`);
  return new ScanFolder({ folder, bytes: mostKept, version: programVersion(__filename), log });
}

/** Scans all evidence below the paths. Undefined after saying what is wrong. */
export async function readCaseInputs(
  paths: readonly string[],
  how: ReadingWords,
  terminal: Terminal,
): Promise<CaseInputs | undefined> {
  const { zone, cache } = how;
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
  const lists = await caseLists(inputs.root, how.indicators, terminal);
  if (!lists) return undefined;
  const databases = await caseDatabases(inputs.root, how.databases ?? [], terminal);
  if (!databases) return undefined;
  const storage = cache === undefined ? undefined : storageIn(cache, terminal);
  const book = await caseBook(inputs.root, terminal);
  const options = {
    formats: book.formats,
    way: (uri: string) => book.way(uri),
    ...(known ? { zone: known } : {}),
    ...(zone === undefined ? {} : { zoneName: zone }),
    ...(storage ? { storage } : {}),
  };
  const scanned = await scanFiles(inputs.files, inputs.entries, options, () => {});
  await storage?.settled();
  for (const { entry, fault, lines } of scanned)
    if (fault) terminal.say(`incident-notes: ${entry.path}: ${faultIssue(fault, lines).message}`);
  if (scanned.every(({ captures }) => captures.length === 0))
    terminal.say("incident-notes: no line of a known format in any file.");
  const { formats } = book;
  return {
    ...inputs,
    scanned,
    formats,
    lists,
    databases,
    pathOf: pathsBelow(inputs.root),
    ...(known ? { zone: known } : {}),
  };
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
