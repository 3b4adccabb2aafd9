import type { CaptureFacts } from "../../core/capture.ts";
import type { Format } from "../../core/format.ts";
import { EvidenceDocument } from "../document/evidenceDocument.ts";
import type { Sha256 } from "../document/fenceIssues.ts";
import { rowMeets } from "../query/rowMeets.ts";
import type { Where } from "../query/whereTerm.ts";
import { fencedBlock, linesOfText } from "../reading/fencedBlock.ts";

/** A row that was waited for. */
export interface WatchedRow {
  /** 0-based line of the block. */
  readonly line: number;
  /** As printed. */
  readonly text: string;
  readonly pid?: number;
}

/** What a command printed, as a block of evidence, and the rows of it that were waited for. */
export interface WatchedTable {
  readonly block: string;
  readonly rows: number;
  readonly matches: readonly WatchedRow[];
}

export interface WatchedReading {
  readonly formats: readonly Format[];
  readonly sha256: Sha256;
}

/** What a command printed just now. Text that no format knows is kept all the same, without rows. */
export function watchedTable(
  text: string,
  where: Where,
  facts: CaptureFacts,
  { formats, sha256 }: WatchedReading,
): WatchedTable {
  const lines = linesOfText(text);
  const hash = sha256(lines.map((line) => `${line}\n`));
  const word = documentOf(text, formats).captures[0]?.format ?? "text";
  const block = fencedBlock(lines, word, { ...facts, sha256: hash });
  const document = documentOf(block, formats);
  const matches: WatchedRow[] = [];
  let rows = 0;
  for (let line = 0; line < document.lineCount; line++) {
    const observation = document.observationAt(line);
    if (observation?.line !== line || observation.kind === "gap") continue;
    rows++;
    if (!rowMeets(where, { observation, text: document.line(line) })) continue;
    const pid = observation.kind === "file" ? undefined : observation.process.pid;
    matches.push({ line, text: document.line(line).trim(), ...(pid === undefined ? {} : { pid }) });
  }
  return { block, rows, matches };
}

function documentOf(text: string, formats: readonly Format[]): EvidenceDocument {
  return new EvidenceDocument(text, { uri: "watch:", kind: "note", formats, latest: 0, zone: undefined });
}
