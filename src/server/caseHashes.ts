import type { CaptureSummary } from "../core/caseView.ts";
import type { EvidenceEntry, LedgerEntry } from "../core/ledger.ts";
import type { HashNote } from "../features/trees/evidenceTree.ts";
import type { CaseSnapshot } from "../workspace/case/caseStore.ts";
import { captureDigests } from "../workspace/reading/digests.ts";
import { storedFile } from "../workspace/reading/files.ts";
import { caseFolderOf, ledgerOf } from "./caseReports.ts";
import type { CaseSession } from "./caseSession.ts";
import { hashedFilesOfCase } from "./caseTexts.ts";
import { relativePath } from "./uriPaths.ts";

/** Notes are small; a larger one is hashed by the report and by `verify`. */
const mostBytes = 16 << 20;

/** What is known of the hashes of a file's captures: blocks are hashed here, files by the ledger's word. */
export async function hashNotes(
  session: CaseSession,
  { reading, view }: CaseSnapshot,
  uri: string,
): Promise<ReadonlyMap<string, HashNote>> {
  const file = reading.files.find(({ entry }) => entry.uri === uri);
  if (!file) return new Map();
  const blocks = file.captures.filter(({ block, facts }) => block && facts.sha256 !== undefined);
  const isHashed = blocks.length !== 0 && file.entry.size <= mostBytes;
  const digests = isHashed
    ? await captureDigests(hashedFilesOfCase(session), file.entry, blocks, session.host.newDigest)
    : new Map<string, string>();
  const root = caseFolderOf(session, uri);
  const { entries } = await ledgerOf(session, root);
  const stored = storedFile(file.entry);
  const recorded = newestOf(entries, relativePath(root, stored.uri));
  const notes = new Map<string, HashNote>();
  for (const capture of view.captures) {
    if (capture.uri !== uri) continue;
    const note = capture.place === "block" ? blockNote(capture, digests) : fileNote(stored.size, recorded);
    if (note) notes.set(capture.id, note);
  }
  return notes;
}

function blockNote(
  { id, facts: { sha256 } }: CaptureSummary,
  digests: ReadonlyMap<string, string>,
): HashNote | undefined {
  if (sha256 === undefined) return undefined;
  const actual = digests.get(id);
  if (actual === undefined)
    return { kind: "noted", sentence: `SHA-256 on the fence, not checked: ${sha256}` };
  return actual === sha256.toLowerCase()
    ? { kind: "agrees", sentence: `SHA-256, as on the fence: ${actual}` }
    : { kind: "differs", sentence: `SHA-256 is ${actual}, but the fence says ${sha256}` };
}

function fileNote(size: number, recorded: EvidenceEntry | undefined): HashNote | undefined {
  if (!recorded) return undefined;
  const { at, sha256 } = recorded;
  return size === recorded.size
    ? { kind: "noted", sentence: `SHA-256 recorded ${at}: ${sha256}. The size is the same.` }
    : {
        kind: "differs",
        sentence: `Recorded ${at} with ${recorded.size} bytes and SHA-256 ${sha256}, but it has ${size} bytes now.`,
      };
}

function newestOf(entries: readonly LedgerEntry[], path: string): EvidenceEntry | undefined {
  return entries.filter((entry) => entry.kind === "evidence").findLast(({ file }) => file === path);
}
