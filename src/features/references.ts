import type { Position } from "vscode-languageserver-types";
import { canonicalAddress } from "../core/address.ts";
import type { LineReference } from "../core/caseView.ts";
import type { Connection } from "../core/observation.ts";
import { rowsWithAddress, type Wanted } from "../workspace/captures/addressRows.ts";
import type { CaseLines } from "../workspace/case/caseLines.ts";
import type { ProcessOnLine } from "../workspace/case/caseProcesses.ts";
import type { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";
import { sameImage } from "../workspace/joins/processInstances.ts";
import { distinct } from "./caseLocations.ts";
import { caseRow, placeInCase } from "./caseRow.ts";
import { endOfField, type FieldAt, fieldAt } from "./fieldAt.ts";

/** Lists of more lines help nobody, and no capture shall fill the list alone. */
const mostPlaces = 10_000;
const mostOfCapture = 5000;

export interface References {
  readonly places: readonly LineReference[];
  /** What to mark in them. */
  readonly word: string;
}

/**
 * Every line of the case that has the address under the cursor in any spelling, the endpoint (on a port), the
 * process (on a PID: that process alone, not another with its number), or the program (on its name).
 */
export function references(
  document: EvidenceDocument,
  lines: CaseLines,
  at: Position,
): References | undefined {
  const field = fieldAt(document, at);
  if (!field || field.text === "*") return undefined;
  const places = distinct(placesOf(document, lines, field), mostPlaces);
  return { places, word: field.text };
}

function placesOf(document: EvidenceDocument, lines: CaseLines, field: FieldAt): Iterable<LineReference> {
  const { name, observation } = field;
  const side = endOfField(name);
  if (side && observation.kind === "connection") return linesWith(lines, wantedAt(field, observation[side]));
  const processes = processesAt(document, lines, field);
  if (name === "pid") return chained(processes.map((process) => lines.processes.linesOf(process)));
  if (name !== "process" && name !== "executable") return [];
  const program = processes[0]?.instance.name ?? field.text;
  return chained(withImage(lines, program).map((process) => lines.processes.linesOf(process)));
}

function wantedAt({ name, text }: FieldAt, { ip, port, domain }: Connection["source"]): Wanted {
  const address = canonicalAddress(ip ?? domain ?? text);
  return name.endsWith("Port") && port !== undefined ? { address, port } : { address };
}

function* linesWith({ reading }: CaseLines, wanted: Wanted): Generator<LineReference> {
  for (const capture of reading.captures) {
    let left = mostOfCapture;
    for (const row of rowsWithAddress(capture, wanted)) {
      if (left-- === 0) break;
      yield { uri: capture.uri, line: capture.columns.line[row]! };
    }
  }
}

function processesAt(
  document: EvidenceDocument,
  lines: CaseLines,
  { observation }: FieldAt,
): readonly ProcessOnLine[] {
  if (observation.kind === "connection") {
    const row = caseRow(document, lines, observation);
    return row ? lines.processes.ofRow(row) : [];
  }
  const at = placeInCase(document, lines, observation.line);
  const listed = at && lines.processes.listedAt(at);
  return listed ? [listed] : [];
}

function withImage({ processes }: CaseLines, program: string): readonly ProcessOnLine[] {
  return processes.all
    .map((process, number) => ({ ...process, number }))
    .filter(({ instance }) => instance.name !== undefined && sameImage(instance.name, program));
}

function* chained(lists: readonly Iterable<LineReference>[]): Generator<LineReference> {
  for (const list of lists) yield* list;
}
