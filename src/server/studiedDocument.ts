import { evidenceRules, rulesOfRows } from "../analysis/rules/evidenceRules.ts";
import type { EvidenceRules } from "../core/evidenceRules.ts";
import { DocumentTokens } from "../features/semanticTokens.ts";
import type { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";
import { EvidenceDocumentIssues } from "../workspace/document/evidenceDocumentIssues.ts";
import type { Sha256 } from "../workspace/document/fenceIssues.ts";
import type { TextChange } from "../workspace/document/textLines.ts";
import { OpenDocument, type OpenedText, type ReadingWays } from "./openDocument.ts";
import { isView } from "./shownViews.ts";

function rulesOf(uri: string): EvidenceRules {
  return isView(uri) ? rulesOfRows : evidenceRules;
}

let revisions = 0;

/** Unlike any before, also of documents closed since. */
function nextRevision(): number {
  revisions++;
  return revisions;
}

/** An open document with all that is kept for it between requests: its issues and its tokens. */
export class StudiedDocument extends OpenDocument {
  readonly issues: EvidenceDocumentIssues;
  readonly tokens: DocumentTokens;
  /** What goes on being found out of the text as it is now. */
  study: ReturnType<EvidenceDocumentIssues["study"]>;
  /** How long the last study took that came to its end. */
  studyMs = 0;
  #studiedMs = 0;
  /** Another number after all that can change an answer: edits, settings, what was studied. */
  revision = nextRevision();

  constructor(opened: OpenedText, ways: ReadingWays, sha256: Sha256) {
    super(opened, ways);
    this.issues = new EvidenceDocumentIssues(this.document, rulesOf(opened.uri), sha256);
    this.tokens = new DocumentTokens(this.document);
    this.study = this.issues.study();
  }

  revise(): void {
    this.revision = nextRevision();
  }

  override edit(version: number, changes: readonly TextChange[]): void {
    this.version = version;
    this.revise();
    for (const change of changes) this.issues.edited(this.document.edit(change));
    this.#studyAnew();
  }

  override reconsider(circumstances: Parameters<EvidenceDocument["reconsider"]>[0]): void {
    this.revise();
    super.reconsider(circumstances);
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
