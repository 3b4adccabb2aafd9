import {
  type Diagnostic,
  DiagnosticRefreshRequest,
  type DocumentDiagnosticReport,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
} from "vscode-languageserver-protocol";
import { diagnosticsOf } from "../features/diagnostics.ts";
import { foldedIssues } from "../features/foldedIssues.ts";
import type { DocumentSession } from "./documentSession.ts";
import type { StudiedDocument } from "./studiedDocument.ts";
import { turn } from "./turns.ts";

/** Time in which an edit's diagnostics are worked out before anything else is done. */
const promptMs = 4;
/** Time of one slice of later work, between which requests are answered. */
const sliceMs = 4;
/** An editor in which nothing was typed for so long is idle; for longer where a study takes long. */
const leastIdleMs = 250;
const mostIdleMs = 5000;
const idlePerStudy = 3;
/** Documents of fewer lines are studied as a whole at once. */
const fewLines = 2000;

/** How far a study has come. */
type Progress = "in rows" | "in captures" | "finished" | "finished, with news";

/**
 * Tells the client the issues of its documents: what single rows show at once, what takes a whole document when
 * the editor is idle. A client that asks by itself (pull) is never told unasked (push).
 */
export class DiagnosticReports {
  readonly #session: DocumentSession;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(session: DocumentSession) {
    this.#session = session;
  }

  /** The document was opened, edited or read anew. */
  changed(open: StudiedDocument): void {
    const progress = advance(open, promptMs, open.document.lineCount < fewLines ? "finished" : "in captures");
    this.#push(open);
    if (!progress.startsWith("finished")) this.#later(open, progress === "in rows" ? 0 : idleMs(open));
  }

  closed(uri: string): void {
    this.#stop(uri);
    if (!this.#isPulled) this.#publish({ uri, diagnostics: [] });
  }

  /** The answer to a client that asks; undefined where the document was edited meanwhile. */
  async report(
    open: StudiedDocument,
    previous: string | undefined,
  ): Promise<DocumentDiagnosticReport | undefined> {
    const { version } = open;
    while (advance(open, sliceMs, "in captures") === "in rows") {
      await turn();
      if (open.version !== version) return undefined;
    }
    const resultId = String(open.revision);
    if (previous === resultId) return { kind: "unchanged", resultId };
    return { kind: "full", resultId, items: this.diagnostics(open) };
  }

  diagnostics(open: StudiedDocument): Diagnostic[] {
    const { documentation } = this.#session.settings;
    return diagnosticsOf(foldedIssues(open.document, open.issues.known()), {
      uri: open.document.uri,
      documentation,
    });
  }

  get #isPulled(): boolean {
    return this.#session.client.textDocument?.diagnostic !== undefined;
  }

  #push(open: StudiedDocument): void {
    if (this.#isPulled) return;
    const { uri } = open.document;
    this.#publish({ uri, version: open.version, diagnostics: this.diagnostics(open) });
  }

  #publish(params: PublishDiagnosticsParams): void {
    this.#session.connection
      .sendNotification(PublishDiagnosticsNotification.type, params)
      .catch((error) => this.#session.log("Diagnostics were not told", error));
  }

  #later(open: StudiedDocument, ms: number): void {
    const { uri } = open.document;
    this.#stop(uri);
    this.#timers.set(
      uri,
      setTimeout(() => this.#goOn(open), ms),
    );
  }

  #goOn(open: StudiedDocument): void {
    const progress = advance(open, sliceMs, "finished");
    if (!progress.startsWith("finished")) {
      this.#later(open, 0);
      return;
    }
    this.#stop(open.document.uri);
    const hasNews = progress === "finished, with news";
    if (hasNews) open.revise();
    if (!this.#isPulled) this.#push(open);
    else if (hasNews) this.refresh();
  }

  /** Clients that ask shall ask again. */
  refresh(): void {
    if (!this.#session.client.workspace?.diagnostics?.refreshSupport) return;
    this.#session.connection
      .sendRequest(DiagnosticRefreshRequest.type)
      .catch((error) => this.#session.log("Diagnostics were not refreshed", error));
  }

  #stop(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.delete(uri);
  }
}

function idleMs({ studyMs }: StudiedDocument): number {
  return Math.min(mostIdleMs, Math.max(leastIdleMs, idlePerStudy * studyMs));
}

/** Goes on with a document's study for some milliseconds, and no further than asked. */
function advance(open: StudiedDocument, ms: number, upTo: "in captures" | "finished"): Progress {
  const began = performance.now();
  const progress = advanceUntil(open.study, began + ms, upTo);
  open.studied(performance.now() - began, progress.startsWith("finished") ? "finished" : "unfinished");
  return progress;
}

function advanceUntil(
  study: StudiedDocument["study"],
  end: number,
  upTo: "in captures" | "finished",
): Progress {
  for (;;) {
    const step = study.next();
    if (step.done) return step.value ? "finished, with news" : "finished";
    if (step.value === "captures" && upTo === "in captures") return "in captures";
    if (end < performance.now()) return step.value === "rows" ? "in rows" : "in captures";
  }
}
