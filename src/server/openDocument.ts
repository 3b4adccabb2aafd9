import type { Format } from "../core/format.ts";
import { allFormats } from "../formats/all.ts";
import { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";
import type { TextChange } from "../workspace/document/textLines.ts";
import type { DocumentKind } from "../workspace/reading/container.ts";
import type { Settings } from "./settings.ts";

const noteLanguages: ReadonlySet<string> = new Set(["markdown", "restructuredtext"]);

export function kindOfLanguage(languageId: string): DocumentKind {
  return noteLanguages.has(languageId) ? "note" : "file";
}

export interface OpenedText {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  readonly text: string;
}

/** One document that the client has open. */
export class OpenDocument {
  /** The format that the analyst chose by hand, if one was. */
  chosenFormat: Format | undefined;
  readonly document: EvidenceDocument;
  readonly languageId: string;
  version: number;

  constructor({ uri, languageId, version, text }: OpenedText, settings: Settings) {
    this.languageId = languageId;
    this.version = version;
    this.document = new EvidenceDocument(text, {
      uri,
      kind: kindOfLanguage(languageId),
      formats: allFormats,
      latest: Date.now() * 1000,
      zone: settings.zone,
    });
  }

  edit(version: number, changes: readonly TextChange[]): void {
    this.version = version;
    for (const change of changes) this.document.edit(change);
  }

  /** Reads the document in this format alone; without one, by its shape again. */
  choose(format: Format | undefined): void {
    if (format === this.chosenFormat) return;
    this.chosenFormat = format;
    this.reconsider({ formats: format ? [format] : allFormats });
  }

  /** Reads all anew under other circumstances. */
  reconsider(circumstances: Parameters<EvidenceDocument["reconsider"]>[0]): void {
    this.document.reconsider(circumstances);
  }
}
