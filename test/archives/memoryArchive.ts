import { filesWithArchives } from "../../src/node/archives/archiveFiles.ts";
import { type ArchiveLimits, usualLimits } from "../../src/node/archives/archiveLimits.ts";
import type { FileEntry, Files } from "../../src/workspace/reading/files.ts";
import { type Fault, readablePart } from "../../src/workspace/reading/readingFault.ts";

export const folder = "file:///case";

/** A folder with these files; bytes come in chunks of such a size. */
export function memoryFolder(files: Readonly<Record<string, Uint8Array>>, chunkSize = 1 << 16): Files {
  const entries = new Map(
    Object.entries(files).map(([path, bytes]) => {
      const uri = `${folder}/${path}`;
      return [uri, { bytes, entry: { uri, path, size: bytes.length, changed: 1 } }];
    }),
  );
  return {
    async *list(place) {
      for (const [uri, { entry }] of entries) if (uri === place || uri.startsWith(`${place}/`)) yield entry;
    },
    stat: async (uri) => entries.get(uri)?.entry,
    async *read(uri, { from, to } = { from: 0 }) {
      const bytes = entries.get(uri)!.bytes.subarray(from, to);
      // One buffer for all chunks: a chunk is valid until the next one is asked for.
      const buffer = new Uint8Array(chunkSize);
      for (let at = 0; at < bytes.length; at += chunkSize) {
        const chunk = bytes.subarray(at, at + chunkSize);
        buffer.set(chunk);
        yield buffer.subarray(0, chunk.length);
        buffer.fill(0xee);
      }
    },
  };
}

/** What was found at a path, and what kept the rest from being read. */
export interface Found {
  readonly path: string;
  readonly text: string;
  readonly fault?: string;
}

/** Everything that can be read of a folder. */
export async function contentOf(
  files: Readonly<Record<string, Uint8Array>>,
  { chunkSize, limits = usualLimits }: { readonly chunkSize?: number; readonly limits?: ArchiveLimits } = {},
): Promise<readonly Found[]> {
  const all = filesWithArchives(memoryFolder(files, chunkSize), limits);
  const entries: FileEntry[] = [];
  for await (const entry of all.list(folder)) entries.push(entry);
  const found: Found[] = [];
  for (const entry of entries) found.push(await readEntry(all, entry));
  return found;
}

export async function readEntry(files: Files, entry: FileEntry): Promise<Found> {
  let fault: Fault | undefined = entry.fault;
  const parts: Buffer[] = [];
  if (!fault)
    for await (const chunk of readablePart(files.read(entry.uri), (why) => {
      fault = why;
    }))
      parts.push(Buffer.from(chunk));
  const text = Buffer.concat(parts).toString("latin1");
  return { path: entry.path, text, ...(fault ? { fault: `${fault.code} ${fault.sentence}` } : {}) };
}
