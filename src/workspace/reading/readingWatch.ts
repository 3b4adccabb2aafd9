import { type ByteRange, type Cancellation, type FileEntry, type Files, storedFile } from "./files.ts";
import { ReadingFault } from "./readingFault.ts";

/** Of files with fewer bytes that were not read because reading was stopped nothing is said. */
export const leastTold = 1 << 20;

/** Who watches the reading of files: is told how far it is, and says whether it shall go on. */
export interface ReadingWatch extends Cancellation {
  /** Whether no more shall be read. Unlike what is cancelled, what was read is kept. */
  readonly isStopped: boolean;
  /** Whether a file is not to be read at all. */
  readonly isLeftOut: (uri: string) => boolean;
  /** A file is read from now on. */
  file(entry: FileEntry): void;
  /** So many bytes more of it were read. */
  bytes(count: number): void;
}

/**
 * A file's chunks, or those of a range, with a word at the end where they are not all of it. Of the bytes before
 * the range, `told` are known to the watch already.
 */
export async function* watchedChunks(
  { entry, files }: { readonly entry: FileEntry; readonly files: Files },
  watch: ReadingWatch,
  range: ByteRange = { from: 0 },
  told = 0,
): AsyncGenerator<Uint8Array> {
  if (watch.isLeftOut(entry.uri)) throw fault("It is left out, since reading it ended the reader twice");
  let read = range.from;
  watch.bytes(range.from - told);
  if (!watch.isStopped)
    for await (const chunk of files.read(entry.uri, range)) {
      read += chunk.length;
      watch.bytes(chunk.length);
      yield chunk;
      if (watch.isStopped) break;
    }
  if (Math.min(entry.size, range.to ?? entry.size) <= read) return;
  if (watch.isStopped) throw fault("Reading was stopped");
  await checkWholeness(entry, files);
}

/** Fewer bytes than expected are all there are, where the file itself is still as long as it was. */
async function checkWholeness(entry: FileEntry, files: Files): Promise<void> {
  const stored = storedFile(entry);
  const now = await files.stat(stored.uri);
  if (!now) throw fault("The file was deleted while it was read");
  if (now.size < stored.size) throw fault("The file was shortened while it was read");
}

function fault(sentence: string): ReadingFault {
  return new ReadingFault("EV025", sentence);
}
