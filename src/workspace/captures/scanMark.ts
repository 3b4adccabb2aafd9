import type { Instant } from "../../core/instant.ts";
import type { ProcessEntry, SeenFile } from "../../core/observation.ts";
import type { Subject } from "../../core/row.ts";

/** Where the scan of a file stood before its last line, which may have been unfinished: from there it can go on. */
export interface ScanMark {
  /** Bytes before the line that comes next. */
  readonly offset: number;
  /** The line that comes next, 0-based. */
  readonly line: number;
  /** The reader's. */
  readonly state: string;
  /** Lines between tables that were read for names of hosts. */
  readonly between: number;
  readonly headings: number;
  readonly mentions: number;
  /** Captures that were complete; the one behind them was open, if there is `open`. */
  readonly captures: number;
  readonly open?: CaptureMark;
}

/** How far a capture had come. */
export interface CaptureMark {
  readonly rows: number;
  readonly processes: number;
  readonly files: number;
  readonly gaps: number;
  readonly issues: number;
  readonly lastLine: number;
  /** What the row read last was of. */
  readonly last: Subject;
  readonly clock?: Pick<Instant, "assumed" | "digits" | "utcOffset">;
  /** Hosts that lines named, and how often. */
  readonly hosts: readonly (readonly [string, number])[];
  /** What a line below may have added to: source, its port, destination, its port, manner, PID, process. */
  readonly lastRow: readonly number[];
  readonly lastProcess?: ProcessEntry;
  readonly lastFile?: SeenFile;
}
