import { LineBytes } from "../../core/lineBytes.ts";
import { Row } from "../../core/row.ts";
import { longestLine } from "../reading/byteLines.ts";
import { EvidenceReader, type EvidenceReaderOptions } from "../reading/evidenceReader.ts";

/**
 * What a reader knows behind a capture's first lines: its fence, its format, its columns. A reader that goes on from
 * it opens the capture anew, so that a view knows which of its lines are whose.
 */
export function readingState(
  head: readonly string[],
  options: Pick<EvidenceReaderOptions, "kind" | "formats">,
): string {
  const reader = new EvidenceReader({ ...options, blanks: "repair" });
  const bytes = new LineBytes();
  const row = new Row();
  for (const text of head) {
    bytes.set(text.slice(0, longestLine));
    reader.read(bytes.bytes, 0, bytes.length, row);
  }
  return reader.stateBeforeCapture;
}
