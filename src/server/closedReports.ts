import type { Diagnostic, WorkspaceDocumentDiagnosticReport } from "vscode-languageserver-protocol";
import { evidenceRules } from "../analysis/rules/evidenceRules.ts";
import { diagnosticsOf } from "../features/diagnostics.ts";
import { EvidenceDocument } from "../workspace/document/evidenceDocument.ts";
import { EvidenceDocumentIssues } from "../workspace/document/evidenceDocumentIssues.ts";
import { encodingOf, transcoder } from "../workspace/reading/encoding.ts";
import { documentKindOf } from "../workspace/reading/fileReading.ts";
import type { Cancellation, FileEntry } from "../workspace/reading/files.ts";
import type { CaseSession } from "./caseSession.ts";
import { turn } from "./turns.ts";

/** Larger files are read line by line for the case, and shown issues when they are opened. */
const mostBytes = 4 << 20;
const mostFiles = 500;
const sliceMs = 8;

interface Known {
  readonly entry: FileEntry;
  readonly settings: unknown;
  /** Of the way in which it was read. */
  readonly key: string;
  readonly report: WorkspaceDocumentDiagnosticReport & { readonly resultId: string };
}

/** The diagnostics of files of the case that no editor has open. A file that has not changed is read once. */
export class ClosedReports {
  readonly #session: CaseSession;
  readonly #known = new Map<string, Known>();
  #answers = 0;

  constructor(session: CaseSession) {
    this.#session = session;
  }

  async reports(
    previous: ReadonlyMap<string, string>,
    token: Cancellation,
  ): Promise<readonly WorkspaceDocumentDiagnosticReport[]> {
    const { files } = this.#session.case.snapshot().reading;
    const closed = files.filter(({ entry }) => !this.#session.documents.has(entry.uri)).slice(0, mostFiles);
    const reports: WorkspaceDocumentDiagnosticReport[] = [];
    for (const { entry } of closed) {
      if (token.isCancellationRequested) break;
      const { report } = await this.#read(entry);
      const { uri, version, resultId } = report;
      const isSame = previous.get(uri) === resultId;
      reports.push(isSame ? { kind: "unchanged", uri, version, resultId } : report);
    }
    const gone = [...previous.keys()].filter((uri) => this.#known.has(uri) && !isAmong(uri, files));
    for (const uri of gone) reports.push({ kind: "full", uri, version: null, items: [] });
    return reports;
  }

  async #read(entry: FileEntry): Promise<Known> {
    const { settings } = this.#session;
    const { key } = this.#session.wayOf(entry.uri);
    const before = this.#known.get(entry.uri);
    const isSame = before?.entry.changed === entry.changed && before.entry.size === entry.size;
    if (before && isSame && before.settings === settings && before.key === key) return before;
    const items = entry.size <= mostBytes ? await this.#diagnostics(entry) : [];
    this.#answers++;
    const resultId = `closed ${this.#answers}`;
    const report = { kind: "full" as const, uri: entry.uri, version: null, resultId, items };
    const known = { entry, settings, key, report };
    this.#known.set(entry.uri, known);
    return known;
  }

  async #diagnostics(entry: FileEntry): Promise<Diagnostic[]> {
    const { settings, host } = this.#session;
    const text = await this.#text(entry.uri);
    if (text === undefined) return [];
    const { formats, known } = this.#session.wayOf(entry.uri);
    const document = new EvidenceDocument(text, {
      uri: entry.uri,
      kind: documentKindOf(entry.path),
      formats,
      knownOf: () => known,
      latest: entry.changed,
      zone: settings.zone,
    });
    const issues = new EvidenceDocumentIssues(document, evidenceRules, host.sha256);
    let since = performance.now();
    for (const _step of issues.study()) {
      if (performance.now() < since + sliceMs) continue;
      await turn();
      since = performance.now();
    }
    return diagnosticsOf(issues.known(), { uri: entry.uri, documentation: settings.documentation });
  }

  async #text(uri: string): Promise<string | undefined> {
    const utf8 = new TextDecoder("utf-8");
    let transcode: ReturnType<typeof transcoder> | undefined;
    let text = "";
    for await (const chunk of this.#session.case.filesFor(uri).read(uri)) {
      const encoding = transcode ? undefined : encodingOf(chunk);
      if (!transcode && !encoding) return undefined;
      transcode ??= transcoder(encoding!);
      text += utf8.decode(transcode.push(chunk), { stream: true });
    }
    return text + utf8.decode();
  }
}

function isAmong(uri: string, files: readonly { readonly entry: FileEntry }[]): boolean {
  return files.some(({ entry }) => entry.uri === uri);
}
