import type { Format } from "../../core/format.ts";
import { LineBytes } from "../../core/lineBytes.ts";
import { Row } from "../../core/row.ts";
import { longestLineFrom } from "../reading/byteLines.ts";
import { EvidenceReader, type EvidenceReaderOptions } from "../reading/evidenceReader.ts";

type ReadingOptions = Pick<EvidenceReaderOptions, "kind" | "formats">;

/**
 * What a reader knows behind a capture's first lines: its fence, its format, its columns. A reader that goes on from
 * it opens the capture anew, so that a view knows which of its lines are whose.
 */
export function readingState(head: readonly string[], options: ReadingOptions): string {
  return readerBehind(head, options).stateBeforeCapture;
}

/** The format that lines have by their shape. */
export function formatOfLines(lines: readonly string[], options: ReadingOptions): Format | undefined {
  return readerBehind(lines, options).format;
}

function readerBehind(lines: readonly string[], options: ReadingOptions): EvidenceReader {
  const reader = new EvidenceReader({ ...options, blanks: "repair" });
  const bytes = new LineBytes();
  const row = new Row();
  for (const text of lines) {
    bytes.set(text.slice(0, longestLineFrom(text.charCodeAt(0))));
    reader.read(bytes.bytes, 0, bytes.length, row);
  }
  return reader;
}
