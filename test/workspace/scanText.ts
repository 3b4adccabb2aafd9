import type { ScannedCapture, ScannedFile } from "../../src/workspace/captures/scannedFile.ts";

/** All that a scan says, with words in place of their numbers: scans that say the same may number words otherwise. */
export function scanText({ captures, outline, lines, encoding, fault }: ScannedFile): string {
  return JSON.stringify({ lines, encoding, fault, ...outline, captures: captures.map(plain) }, null, 1);
}

function plain({ id, uri, columns, flows, processes, gaps, ...facts }: ScannedCapture): object {
  const rows = Array.from({ length: columns.count }, (_, i) =>
    [
      columns.line[i],
      columns.time[i],
      columns.text(columns.source[i]!),
      columns.sourcePort[i],
      columns.text(columns.destination[i]!),
      columns.destinationPort[i],
      JSON.stringify(columns.mannerOf(i)),
      columns.pid[i],
      columns.text(columns.process[i]!),
      flows.ofRow[i],
    ].join(" "),
  );
  return {
    ...{ id, uri },
    ...facts,
    flows: flows.count,
    inOrder: columns.isInOrder,
    rows,
    processes,
    gaps: gaps.map(({ line, micros, lost }) => `${line} ${micros} ${lost}`),
  };
}
