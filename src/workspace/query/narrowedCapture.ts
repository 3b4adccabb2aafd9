import type { Steps } from "../../core/steps.ts";
import { FlowTable } from "../captures/flowTable.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import { matchingEntries, matchingRows, type WhereContext } from "./matchingRows.ts";
import type { Where } from "./whereTerm.ts";

/** The rows of a capture that meet a question, as a capture. */
export function* narrowedCapture(
  capture: ScannedCapture,
  where: Where,
  context: WhereContext,
): Steps<ScannedCapture> {
  const rows = yield* matchingRows(where, capture, context);
  const entries = matchingEntries(where, capture, context);
  const processes = entries.filter((entry) => entry.kind === "process");
  const files = entries.filter((entry) => entry.kind === "file");
  const columns = rows.length === capture.columns.count ? capture.columns : capture.columns.narrowed(rows);
  const flows = columns === capture.columns ? capture.flows : new FlowTable(columns);
  const entriesLeft = processes.length + files.length === capture.processes.length + capture.files.length;
  const narrowedFrom = { capture, rows };
  if (columns === capture.columns && entriesLeft) return { ...capture, narrowedFrom };
  // Of a monitor's capture its connections and processes are asked, not its other events.
  const { activity: _activity, ...facts } = capture;
  return { ...facts, columns, flows, processes, files, narrowedFrom };
}
