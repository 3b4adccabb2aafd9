import type { WorkspaceDocumentDiagnosticReport } from "vscode-languageserver-protocol";

/** What the documents' side and the case's say to each other beside what the client says. No client sees these. */
export const threadMethods = {
  /** Request to the case: diagnostics of its files that are not open. */
  closedDiagnostics: "incidentNotes/case/closedDiagnostics",
  /** Notification to the case: files that are not to be read. */
  leaveOut: "incidentNotes/case/leaveOut",
  /** Notification to the case: a document is read in this format from now on. */
  formatChosen: "incidentNotes/case/formatChosen",
  /** Notification from the case: PIDs and addresses that more than one capture has. */
  known: "incidentNotes/case/known",
  /** Notification from the case: the file that is read from now on. */
  reading: "incidentNotes/case/reading",
} as const;

export interface ClosedDiagnosticsParams {
  /** Result ids that the client has, by their uris. */
  readonly previous: readonly (readonly [uri: string, resultId: string])[];
}

export type ClosedDiagnostics = readonly WorkspaceDocumentDiagnosticReport[];

export interface LeaveOutParams {
  readonly uris: readonly string[];
}

export interface KnownParams {
  readonly pids: readonly number[];
  readonly addresses: readonly string[];
}

/** Without a uri when no file is read any more. */
export interface ReadingParams {
  readonly uri?: string;
}
