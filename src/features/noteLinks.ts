import type { Position } from "vscode-languageserver-types";
import { unescaped } from "../core/unescaped.ts";
import type { CaseLines } from "../workspace/case/caseLines.ts";
import type { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";
import type { Destination } from "./caseLocations.ts";
import { spanRange } from "./lspRanges.ts";

const longestNoteLine = 20_000;

/**
 * Where a link of a note leads, if to a line of the case:
 *
 *     It asks every minute ([fw.log:118](fw.log#L118)).
 *                           └───────────────────────┘
 */
export function noteLinkAt(
  document: EvidenceDocument,
  lines: CaseLines,
  { line, character }: Position,
): Destination | undefined {
  const text = document.line(line);
  if (document.kind !== "note" || longestNoteLine < text.length) return undefined;
  for (let middle = text.indexOf("]("); 0 <= middle; middle = text.indexOf("](", middle + 2)) {
    const start = text.lastIndexOf("[", middle);
    const close = text.indexOf(")", middle);
    if (start < 0 || close < 0 || character < start || close + 1 < character) continue;
    const place = placeOfTarget(text.slice(middle + 2, close), document.uri, lines);
    return place && { origin: spanRange(line, { start, end: close + 1 }), places: [place] };
  }
  return undefined;
}

function placeOfTarget(target: string, from: string, lines: CaseLines) {
  const [path = "", fragment = ""] = target.split("#");
  const number = /^L(\d{1,9})/.exec(fragment)?.[1];
  const uri = path === "" ? from : uriOfPath(path, from, lines);
  return uri === undefined ? undefined : { uri, line: Math.max(0, Number(number ?? 1) - 1) };
}

/** The file of the case that a relative path means. Editors encode uris in different ways: they are compared decoded. */
function uriOfPath(path: string, from: string, { reading }: CaseLines): string | undefined {
  const base = unescaped(from)?.split("/").slice(0, -1);
  const steps = unescaped(path)?.split("/");
  if (!base || !steps || steps[0]?.includes(":") === true) return undefined;
  for (const step of steps) {
    if (step === "..") base.pop();
    else if (step !== "." && step !== "") base.push(step);
  }
  const wanted = base.join("/");
  return reading.files.find(({ entry }) => unescaped(entry.uri) === wanted)?.entry.uri;
}
