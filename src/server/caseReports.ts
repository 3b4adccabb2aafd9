import type { CancellationToken } from "vscode-languageserver-protocol";
import { type LedgerEntry, ledgerPath, readLedger } from "../core/ledger.ts";
import { type PreparedReport, prepareReport, type ReportPlace } from "../report/caseReport.ts";
import type { CaseSession } from "./caseSession.ts";
import { hashedFilesOfCase, textsOfCase } from "./caseTexts.ts";
import { folderOfUri, relativePath } from "./uriPaths.ts";

/** What the report of the case is made of, for findings that will stand at a uri. */
export async function reportFor(
  session: CaseSession,
  uri: string,
  token: CancellationToken,
): Promise<PreparedReport> {
  const { view, reading } = await session.case.ready(token);
  const place = await reportPlace(session, uri);
  const scanned = token.isCancellationRequested ? [] : reading.files;
  const onFiles = { view, scanned, files: hashedFilesOfCase(session), texts: textsOfCase(session) };
  return prepareReport(onFiles, place, session.host.newDigest);
}

async function reportPlace(session: CaseSession, uri: string): Promise<ReportPlace> {
  const folder = folderOfUri(uri);
  const root = caseFolderOf(session, uri);
  const { zoneName } = session.settings;
  const ledger = await ledgerOf(session, root);
  return {
    relativePath: (to) => relativePath(folder, to),
    casePath: (to) => relativePath(root, to),
    ledger: ledger.entries,
    ...(ledger.entries.length === 0 ? {} : { ledgerUri: ledger.uri }),
    ...(zoneName === undefined ? {} : { zone: zoneName }),
  };
}

/** The folder of the case that findings belong to; their own where they lie in none. */
export function caseFolderOf(session: CaseSession, uri: string): string {
  return session.case.folderOf(uri) ?? session.folders[0] ?? folderOfUri(uri);
}

const mostLedgerBytes = 64 << 20;

/** The ledger of a case's folder; empty where there is none. */
export async function ledgerOf(
  session: CaseSession,
  folder: string,
): Promise<{ readonly uri: string; readonly entries: readonly LedgerEntry[] }> {
  const uri = `${folder.replace(/\/$/u, "")}/${ledgerPath}`;
  const files = session.files(folder);
  const facts = await files.stat(uri).catch(() => undefined);
  // A client's list passes over the ledger's folder: then reading alone tells whether there is one.
  if (facts ? mostLedgerBytes < facts.size : uri.startsWith("file:")) return { uri, entries: [] };
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const chunk of files.read(uri)) text += decoder.decode(chunk, { stream: true });
  } catch (error) {
    session.log("The ledger of the case could not be read", error);
  }
  return { uri, entries: readLedger(text).entries };
}
