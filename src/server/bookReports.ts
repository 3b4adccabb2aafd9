import {
  DiagnosticSeverity,
  MessageType,
  PublishDiagnosticsNotification,
  ShowMessageNotification,
} from "vscode-languageserver-protocol";
import { diagnosticSource } from "../features/diagnostics.ts";
import { rangeOf } from "../features/lspRanges.ts";
import type { BookProblem } from "../workspace/reading/loadReadingBook.ts";
import type { DocumentSession } from "./documentSession.ts";

/**
 * Tells the analyst what is wrong with the documents that say how the case is read: at its place, or, for formats in
 * the settings, in words. These are no documents of ours, so it is told unasked to any client.
 */
export class BookReports {
  readonly #session: DocumentSession;
  #told: readonly string[] = [];
  #said = "";

  constructor(session: DocumentSession) {
    this.#session = session;
  }

  told(problems: readonly BookProblem[], documents: readonly string[]): void {
    const uris = new Set([...this.#told, ...documents]);
    this.#told = documents;
    for (const uri of uris) this.#publish(uri, problems);
    this.#say(problems.filter((problem) => problem.uri === undefined));
  }

  #publish(uri: string, problems: readonly BookProblem[]): void {
    const diagnostics = problems
      .filter((problem) => problem.uri === uri)
      .map(({ message, place }) => ({
        range: rangeOf(place),
        severity: DiagnosticSeverity.Error,
        source: diagnosticSource,
        message,
      }));
    this.#session.connection
      .sendNotification(PublishDiagnosticsNotification.type, { uri, diagnostics })
      .catch((error) => this.#session.log("What is wrong with a format was not told", error));
  }

  /** Once, as long as it is the same. */
  #say(problems: readonly BookProblem[]): void {
    const [first] = problems;
    const more = problems.length === 1 ? "" : ` (and ${problems.length - 1} more)`;
    const message = first ? `A format in the settings is not used: ${first.message}${more}` : "";
    if (message === this.#said) return;
    this.#said = message;
    if (first)
      this.#session.connection
        .sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message })
        .catch((error) => this.#session.log("The analyst was not told", error));
  }
}
