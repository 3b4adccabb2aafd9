import { relative, sep } from "node:path";
import { commands, env } from "vscode";
import type { HashEntry } from "../../core/ledger.ts";
import { commands as ours } from "../../protocol/commands.ts";
import { localCaseFolder } from "../caseFolder.ts";
import { appendToLedger } from "../caseLedger.ts";
import type { Client } from "../client.ts";
import { insertBlock, noteInView } from "../noteInsertion.ts";
import { inform, type Offer } from "../say.ts";
import type { FileHashes } from "./fileHashes.ts";
import { hashMarkdown } from "./hashMarkdown.ts";
import type { HashTarget } from "./pickTarget.ts";

interface HashedFile {
  readonly target: HashTarget;
  readonly path: string;
  readonly hashes: FileHashes;
}

/** Writes the hashes into the case's ledger, says so, and offers where else they may go. */
export async function recordHash(client: Client, hashed: HashedFile): Promise<void> {
  const folder = localCaseFolder();
  const entry = hashEntry(hashed, folder);
  if (folder !== undefined) await appendToLedger(folder, entry);
  client.log.info(`One file of ${entry.size} bytes was hashed.`);
  const where = folder === undefined ? "No folder is open, so it is not recorded." : "Recorded in the case.";
  const copy = entry.hostPath === undefined ? "" : `, read from ${entry.file}`;
  void inform(
    `SHA-256 of ${entry.hostPath ?? entry.file}${copy}: ${entry.sha256}. ${where}`,
    ...offersFor(entry),
  );
}

function hashEntry(
  { target: { hostPath, process }, path, hashes }: HashedFile,
  folder: string | undefined,
): HashEntry {
  return {
    kind: "hash",
    at: new Date().toISOString(),
    file: caseRelative(path, folder),
    ...(hostPath === undefined ? {} : { hostPath }),
    ...(process?.host === undefined ? {} : { host: process.host }),
    ...(process === undefined ? {} : { pid: process.pid }),
    ...hashes,
  };
}

function caseRelative(path: string, folder: string | undefined): string {
  if (folder === undefined) return path;
  const inside = relative(folder, path);
  return inside.startsWith("..") || inside === "" || /^[A-Za-z]:/.test(inside)
    ? path
    : inside.split(sep).join("/");
}

function offersFor(entry: HashEntry): readonly Offer[] {
  const markdown = hashMarkdown(entry);
  const note = noteInView();
  const insert = note ? [{ title: "Insert at Cursor", run: () => insertBlock(note, markdown) }] : [];
  return [
    ...insert,
    { title: "Copy as Markdown", run: () => env.clipboard.writeText(markdown) },
    {
      title: "Look Up…",
      run: () => commands.executeCommand(ours.lookUp, { kind: "file", value: entry.sha256 }),
    },
  ];
}
