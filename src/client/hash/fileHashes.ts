import { createHash } from "node:crypto";
import { open, stat } from "node:fs/promises";

export interface FileHashes {
  readonly size: number;
  readonly md5: string;
  readonly sha1: string;
  readonly sha256: string;
}

export type HashOutcome =
  | { readonly kind: "hashed"; readonly hashes: FileHashes }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly sentence: string };

export interface HashWatch {
  readonly signal: AbortSignal;
  readonly onProgress: (read: number, size: number) => void;
}

const chunkSize = 1 << 20;

/**
 * MD5, SHA-1 and SHA-256 of a file in one pass. A chunk costs some milliseconds, and between chunks the event loop
 * turns: the extension host never stands still.
 */
export async function fileHashes(path: string, watch: HashWatch): Promise<HashOutcome> {
  try {
    const before = await stat(path);
    // Opening a pipe or a device could wait for ever.
    if (!before.isFile()) return failed(`${path} is no file.`);
    const outcome = await hashOpened(path, before.size, watch);
    if (outcome.kind !== "hashed") return outcome;
    const after = await stat(path);
    return after.mtimeMs === before.mtimeMs && after.size === outcome.hashes.size
      ? outcome
      : failed(`${path} changed while it was read. Hash a copy that nothing writes to.`);
  } catch (error) {
    return failed(reasonOf(path, error));
  }
}

async function hashOpened(path: string, size: number, watch: HashWatch): Promise<HashOutcome> {
  const hashes = [createHash("md5"), createHash("sha1"), createHash("sha256")] as const;
  const buffer = Buffer.allocUnsafe(chunkSize);
  const file = await open(path, "r");
  try {
    let read = 0;
    for (;;) {
      if (watch.signal.aborted) return { kind: "cancelled" };
      const { bytesRead } = await file.read(buffer, 0, chunkSize, null);
      if (bytesRead === 0) break;
      for (const hash of hashes) hash.update(buffer.subarray(0, bytesRead));
      read += bytesRead;
      watch.onProgress(read, size);
    }
    const [md5, sha1, sha256] = hashes.map((hash) => hash.digest("hex")) as [string, string, string];
    return { kind: "hashed", hashes: { size: read, md5, sha1, sha256 } };
  } finally {
    await file.close();
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  EACCES: "may not be read by you",
  EPERM: "may not be read by you",
  EBUSY: "is in use by another program",
  EIO: "cannot be read: the disk reports an error",
};

function reasonOf(path: string, error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return `${path} ${reasons[code] ?? `cannot be read (${code || String(error)})`}.`;
}

function failed(sentence: string): HashOutcome {
  return { kind: "failed", sentence };
}
