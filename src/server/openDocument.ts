import { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";
import type { TextChange } from "../workspace/document/textLines.ts";
import type { DocumentKind } from "../workspace/reading/container.ts";
import type { ReadingWay } from "../workspace/reading/readingBook.ts";
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

/** How documents are read; a session. */
export interface ReadingWays {
  readonly settings: Settings;
  readonly wayOf: (uri: string) => ReadingWay;
}

/** One document that the client has open. */
export class OpenDocument {
  readonly #ways: ReadingWays;
  #way: ReadingWay;
  readonly document: EvidenceDocument;
  readonly languageId: string;
  version: number;

  constructor({ uri, languageId, version, text }: OpenedText, ways: ReadingWays) {
    this.languageId = languageId;
    this.version = version;
    this.#ways = ways;
    this.#way = ways.wayOf(uri);
    this.document = new EvidenceDocument(text, {
      uri,
      kind: kindOfLanguage(languageId),
      formats: this.#way.formats,
      knownOf: (each) => ways.wayOf(each).known,
      latest: Date.now() * 1000,
      zone: ways.settings.zone,
    });
  }

  edit(version: number, changes: readonly TextChange[]): void {
    this.version = version;
    for (const change of changes) this.document.edit(change);
  }

  /** Whether the analyst chose the format that it is read in, and nothing else can be recognized. */
  get isChosen(): boolean {
    return this.#way.formats.length === 1;
  }

  /** Reads it anew if it is to be read in another way now, and says whether it is. */
  readAgain(): boolean {
    const way = this.#ways.wayOf(this.document.uri);
    if (way.key === this.#way.key) return false;
    this.#way = way;
    this.reconsider({ formats: way.formats });
    return true;
  }

  /** Reads all anew under other circumstances. */
  reconsider(circumstances: Parameters<EvidenceDocument["reconsider"]>[0]): void {
    this.document.reconsider(circumstances);
  }
}
