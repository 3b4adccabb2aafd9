import { findingsOf } from "../../analysis/detectors/allDetectors.ts";
import type { CaseView } from "../../core/caseView.ts";
import { inOneGo, type Steps } from "../../core/steps.ts";
import { titleOfFormat } from "../../formats/all.ts";
import { type ScanOptions, scanFile } from "../captures/scan.ts";
import { isOfInterest, type ScannedFile } from "../captures/scannedFile.ts";
import type { FileEntry, Files } from "../reading/files.ts";
import { type CaseReading, readCase } from "./caseReading.ts";

/** Scans files one after the other; those that hold no evidence are left out. */
export async function scanFiles(
  files: Files,
  entries: Iterable<FileEntry>,
  options: ScanOptions,
  onFile: (entry: FileEntry) => void,
): Promise<readonly ScannedFile[]> {
  const scanned: ScannedFile[] = [];
  for (const entry of entries) {
    if (options.cancellation?.isCancellationRequested) break;
    onFile(entry);
    const file = await scanFile(entry, files.read(entry.uri), options);
    if (isOfInterest(file)) scanned.push(file);
  }
  return scanned;
}

/** The joined reading of scanned files, and the whole view with what detectors find in it. */
export interface ViewedCase {
  readonly reading: CaseReading;
  readonly view: CaseView;
}

export function viewCase(files: readonly ScannedFile[]): ViewedCase {
  return inOneGo(viewCaseInSteps(files));
}

export function* viewCaseInSteps(files: readonly ScannedFile[]): Steps<ViewedCase> {
  const reading = yield* readCase(files, titleOfFormat);
  yield;
  return { reading, view: { ...reading.view, findings: findingsOf(reading.view) } };
}
