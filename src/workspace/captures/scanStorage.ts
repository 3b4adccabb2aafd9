import type { Format } from "../../core/format.ts";
import type { FileEntry, Files } from "../reading/files.ts";
import type { ScannedFile } from "./scannedFile.ts";

/** How a file is read: another zone or format gives another scan. */
export interface ScanCircumstances {
  readonly formats: readonly Format[];
  /** Of clocks that say none: as the analyst named it. */
  readonly zoneName?: string;
  /** Of `ReadingWay`: what the user's formats and the analyst's word make of the file. */
  readonly key?: string;
}

/** Scans that are kept from one run of the program to the next. Neither ever fails: without it, files are read. */
export interface ScanStorage {
  /** The scan of this file; or of what it was before it changed, with that entry. */
  find(entry: FileEntry, files: Files, how: ScanCircumstances): Promise<ScannedFile | undefined>;
  keep(file: ScannedFile, files: Files, how: ScanCircumstances): void;
}
