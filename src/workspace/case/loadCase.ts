import { findingsOf } from "../../analysis/detectors/allDetectors.ts";
import type { AddressDatabases } from "../../core/addressPlace.ts";
import type { CaseView } from "../../core/caseView.ts";
import type { Format } from "../../core/format.ts";
import { inOneGo, type Steps } from "../../core/steps.ts";
import { allFormats, titlesOf } from "../../formats/all.ts";
import { type RescanOptions, rescanFile } from "../captures/rescan.ts";
import { isOfInterest, type ScannedFile } from "../captures/scannedFile.ts";
import type { IndicatorBook } from "../indicators/indicatorBook.ts";
import { listedValues } from "../indicators/listedValues.ts";
import { noLists } from "../indicators/loadIndicators.ts";
import { noDatabases, placesOfRemotes } from "../places/addressPlaces.ts";
import type { ByteRange, FileEntry, Files } from "../reading/files.ts";
import type { ReadingWay } from "../reading/readingBook.ts";
import { type CaseReading, readCase } from "./caseReading.ts";

export interface ScanFilesOptions extends Omit<RescanOptions, "chunksOf" | "before"> {
  /** How a file is read, by what the analyst said of it; as all others where that is nothing. */
  readonly way?: (uri: string) => ReadingWay;
}

/** Scans files one after the other; those that hold no evidence are left out. */
export async function scanFiles(
  files: Files,
  entries: Iterable<FileEntry>,
  { way, ...options }: ScanFilesOptions,
  onFile: (entry: FileEntry) => void,
): Promise<readonly ScannedFile[]> {
  const scanned: ScannedFile[] = [];
  for (const entry of entries) {
    if (options.cancellation?.isCancellationRequested) break;
    onFile(entry);
    const chunksOf = (range?: ByteRange) => files.read(entry.uri, range);
    const file = await rescanFile(entry, files, { ...options, ...way?.(entry.uri), chunksOf });
    if (isOfInterest(file)) scanned.push(file);
  }
  return scanned;
}

/** The joined reading of scanned files, and the whole view with what detectors find in it. */
export interface ViewedCase {
  readonly reading: CaseReading;
  readonly view: CaseView;
}

/** What the values of a case are compared with. */
export interface CaseComparisons {
  readonly lists: IndicatorBook;
  readonly databases: AddressDatabases;
}

export function viewCase(
  files: readonly ScannedFile[],
  formats = allFormats,
  lists = noLists.book,
  databases = noDatabases.databases,
): ViewedCase {
  return inOneGo(viewCaseInSteps(files, formats, { lists, databases }));
}

export function* viewCaseInSteps(
  files: readonly ScannedFile[],
  formats: readonly Format[],
  { lists, databases }: CaseComparisons,
): Steps<ViewedCase> {
  const reading = yield* readCase(files, titlesOf(formats));
  yield;
  const facts = {
    ...reading.view,
    listed: listedValues(reading.view, lists),
    places: placesOfRemotes(reading.view.remotes, databases),
  };
  return { reading, view: { ...facts, findings: findingsOf(facts) } };
}
