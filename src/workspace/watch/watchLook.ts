import type { Format } from "../../core/format.ts";
import type { Where } from "../query/whereTerm.ts";
import type { WatchedRow } from "./watchedTable.ts";

/** Where snapshots go, and how they are read. */
export interface WatchSetting {
  /** Path of a note: every snapshot is added to it as a block of evidence. */
  readonly file: string;
  readonly where: Where;
  readonly formats: readonly Format[];
}

/** One look at the sockets of this machine. */
export type WatchLook =
  | {
      readonly kind: "taken";
      readonly command: string;
      readonly rows: number;
      /** Rows that were waited for. */
      readonly matches: readonly WatchedRow[];
    }
  | { readonly kind: "failed"; readonly sentence: string };
