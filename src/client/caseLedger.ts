import { mkdir, open, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type LedgerEntry, ledgerLine, ledgerPath, readLedger } from "../core/ledger.ts";

const mostBytes = 64 << 20;
const lineFeed = 0x0a;

/** Appends an entry to a case's ledger; the file and its folder come to be with the first one. */
export async function appendToLedger(caseFolder: string, entry: LedgerEntry): Promise<void> {
  const path = join(caseFolder, ledgerPath);
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, "a+");
  try {
    const { size } = await file.stat();
    const last = Buffer.alloc(1);
    if (0 < size) await file.read(last, 0, 1, size - 1);
    // Somebody's editor may have taken the last line break away.
    const before = size === 0 || last[0] === lineFeed ? "" : "\n";
    await file.appendFile(before + ledgerLine(entry));
  } finally {
    await file.close();
  }
}

/** The ledger's entries, oldest first; none where there is no ledger, or where it is too large to be one. */
export async function ledgerEntries(caseFolder: string): Promise<readonly LedgerEntry[]> {
  const path = join(caseFolder, ledgerPath);
  const facts = await stat(path).catch(() => undefined);
  if (facts === undefined || !facts.isFile() || mostBytes < facts.size) return [];
  return readLedger(await readFile(path, "utf8")).entries;
}
