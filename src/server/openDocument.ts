import { evidenceRules } from "../analysis/rules/evidenceRules.ts";
import type { Format } from "../core/format.ts";
import { DocumentTokens } from "../features/semanticTokens.ts";
import { allFormats } from "../formats/all.ts";
import { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";
import { EvidenceDocumentIssues } from "../workspace/document/evidenceDocumentIssues.ts";
import type { Sha256 } from "../workspace/document/fenceIssues.ts";
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

let revisions = 0;

/** Unlike any before, also of documents closed since. */
function nextRevision(): number {
  revisions++;
  return revisions;
}

/** One document that the client has open, with all that is kept for it between requests. */
export class OpenDocument {
  /** The format that the analyst chose by hand, if one was. */
  chosenFormat: Format | undefined;
  readonly document: EvidenceDocument;
  readonly issues: EvidenceDocumentIssues;
  readonly tokens: DocumentTokens;
  readonly languageId: string;
  /** What goes on being found out of the text as it is now. */
  study: ReturnType<EvidenceDocumentIssues["study"]>;
  /** How long the last study took that came to its end. */
  studyMs = 0;
  #studiedMs = 0;
  version: number;
  /** Another number after all that can change an answer: edits, settings, what was studied. */
  revision = nextRevision();

  constructor({ uri, languageId, version, text }: OpenedText, settings: Settings, sha256: Sha256) {
    this.languageId = languageId;
    this.version = version;
    this.document = new EvidenceDocument(text, {
      uri,
      kind: kindOfLanguage(languageId),
      formats: allFormats,
      latest: Date.now() * 1000,
      zone: settings.zone,
    });
    this.issues = new EvidenceDocumentIssues(this.document, evidenceRules, sha256);
    this.tokens = new DocumentTokens(this.document);
    this.study = this.issues.study();
  }

  revise(): void {
    this.revision = nextRevision();
  }

  edit(version: number, changes: readonly TextChange[]): void {
    this.version = version;
    this.revise();
    for (const change of changes) this.issues.edited(this.document.edit(change));
    this.#studyAnew();
  }

  /** Reads the document in this format alone; without one, by its shape again. */
  choose(format: Format | undefined): void {
    if (format === this.chosenFormat) return;
    this.chosenFormat = format;
    this.reconsider({ formats: format ? [format] : allFormats });
  }

  /** Reads all anew under other circumstances. */
  reconsider(circumstances: Parameters<EvidenceDocument["reconsider"]>[0]): void {
    this.revise();
    this.document.reconsider(circumstances);
    this.issues.reconsidered();
    this.#studyAnew();
  }

  /** Notes how long the study was gone on with, so that long ones are not begun at every pause. */
  studied(ms: number, how: "finished" | "unfinished"): void {
    this.#studiedMs += ms;
    if (how === "finished") this.studyMs = this.#studiedMs;
  }

  #studyAnew(): void {
    this.#studiedMs = 0;
    this.study = this.issues.study();
  }
}
