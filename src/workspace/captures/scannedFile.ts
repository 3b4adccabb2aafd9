import type { CaptureIdentity } from "../../core/capture.ts";
import type { Instant } from "../../core/instant.ts";
import type { ProcessEntry, SeenFile } from "../../core/observation.ts";
import type { Encoding } from "../reading/encoding.ts";
import type { FileEntry } from "../reading/files.ts";
import type { Fault } from "../reading/readingFault.ts";
import type { Activity } from "./activity.ts";
import type { Columns } from "./columns.ts";
import type { FlowTable } from "./flowTable.ts";
import type { Outline } from "./outline.ts";
import type { ScanMark } from "./scanMark.ts";

/** Lines of a document, the last one included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** One capture as a scan leaves it: connections in columns, processes and files as entries. */
export interface ScannedCapture extends CaptureIdentity {
  readonly columns: Columns;
  readonly flows: FlowTable;
  readonly processes: readonly ProcessEntry[];
  readonly files: readonly SeenFile[];
  readonly gaps: readonly EvidenceGap[];
  readonly issues: number;
  /** What processes did, where it is a capture of Process Monitor. */
  readonly activity?: Activity;
  /** How its times are to be understood; undefined where its rows have none. */
  readonly clock?: Pick<Instant, "assumed" | "digits" | "utcOffset">;
  /** The host that the lines themselves name most often (syslog). */
  readonly lineHost?: string;
  /** The lines between the fences of the block it lies in. */
  readonly block?: LineRange;
  /** Where it is only some rows of a capture: that one, and their numbers in its columns, ascending. */
  readonly narrowedFrom?: { readonly capture: ScannedCapture; readonly rows: Uint32Array };
}

/** Evidence that is missing, as the capture says. */
export interface EvidenceGap {
  readonly line: number;
  readonly lost?: number;
  readonly micros: number;
}

export interface ScannedFile {
  readonly entry: FileEntry;
  readonly encoding: Encoding;
  readonly captures: readonly ScannedCapture[];
  readonly outline: Outline;
  readonly lines: number;
  /** Why it, or the rest of it, was not read. */
  readonly fault?: Fault;
  /** From where it can be read on when it has grown; absent where it has to be read anew. */
  readonly mark?: ScanMark;
  /** What its bytes before the mark looked like when they were read. */
  readonly sample?: string;
  /** What all bytes of the file on the disk looked like, where the scan was kept. */
  readonly whole?: string;
  /** Why it was read anew, though it was read before. */
  readonly renewed?: "shorter" | "other";
}

/** Whether there is something to say of a file. */
export function isOfInterest(file: ScannedFile | undefined): file is ScannedFile {
  return file !== undefined && (0 < file.captures.length || file.fault !== undefined);
}

/** Rows of a capture, of whatever kind. */
export function rowCount(capture: ScannedCapture): number {
  const { columns, processes, files, activity } = capture;
  // Its connections are events too; its list of processes is a table beside them.
  return activity ? activity.events.count : columns.count + processes.length + files.length;
}
