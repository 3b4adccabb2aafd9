import type { CaseView, LineReference } from "../core/caseView.ts";
import type { LedgerEntry } from "../core/ledger.ts";
import type { ScannedFile } from "../workspace/captures/scannedFile.ts";
import { captureDigests, type NewDigest } from "../workspace/reading/digests.ts";
import type { Files } from "../workspace/reading/files.ts";
import { readLineTexts } from "../workspace/reading/lineTexts.ts";
import { withoutEnvironment } from "./environment.ts";
import { renderFindings } from "./findings.ts";
import type { FindingsContext } from "./reportInput.ts";

/** A case and the files that it was read from. */
export interface CaseOnFiles {
  readonly view: CaseView;
  readonly scanned: readonly ScannedFile[];
  /** The bytes that are hashed. */
  readonly files: Files;
  /** What the lines are quoted from, where it is not the files: an editor may have newer texts. */
  readonly texts?: Files;
}

export interface ReportPlace {
  /** Path from the folder of the findings to a document, with `/`. */
  readonly relativePath: (uri: string) => string;
  /** Path from the case's folder. */
  readonly casePath: (uri: string) => string;
  readonly ledger: readonly LedgerEntry[];
  readonly ledgerUri?: string;
  readonly zone?: string;
  /** Environments of processes hold secrets: they are left out of quoted lines, unless they are asked for. */
  readonly environment?: "shown";
}

/** What the reports of a case are made of. */
export interface PreparedReport {
  readonly view: CaseView;
  readonly context: FindingsContext;
}

/** Hashes the evidence, and fetches the lines that the findings will cite. */
export async function prepareReport(
  { view, scanned, files, texts = files }: CaseOnFiles,
  place: ReportPlace,
  newDigest: NewDigest,
): Promise<PreparedReport> {
  const hashed = await withDigests(view, scanned, files, newDigest);
  // Which lines are cited is known once the findings are written: so they are written twice.
  const cited: LineReference[] = [];
  const noteLine = (reference: LineReference) => {
    cited.push(reference);
    return undefined;
  };
  renderFindings(hashed, { ...place, lineText: noteLine }, "");
  const textOf = await readLineTexts(texts, cited);
  const lineText = (reference: LineReference) => {
    const text = textOf(reference);
    return text === undefined || place.environment ? text : withoutEnvironment(text);
  };
  return { view: hashed, context: { ...place, lineText } };
}

async function withDigests(
  view: CaseView,
  scanned: readonly ScannedFile[],
  files: Files,
  newDigest: NewDigest,
): Promise<CaseView> {
  const digests = new Map<string, string>();
  for (const { entry, captures } of scanned) {
    for (const [id, sha256] of await captureDigests(files, entry, captures, newDigest))
      digests.set(id, sha256);
  }
  const captures = view.captures.map((capture) => {
    const sha256 = digests.get(capture.id);
    return sha256 === undefined ? capture : { ...capture, sha256 };
  });
  return { ...view, captures };
}
