import { ascii } from "../../core/ascii.ts";
import type { LineRange, ScannedCapture } from "../captures/scannedFile.ts";
import { ByteLines } from "./byteLines.ts";
import { Container } from "./container.ts";
import { encodingOf, transcoder } from "./encoding.ts";
import { documentKindOf } from "./fileReading.ts";
import { type FileEntry, type Files, storedFile } from "./files.ts";

/** A running SHA-256, which every host has in its own way. */
export interface Digest {
  update(bytes: Uint8Array): void;
  /** 64 hexadecimal digits. */
  hex(): string;
}

export type NewDigest = () => Digest;

/** SHA-256 of a file's bytes, as `sha256sum` says it. */
export async function fileDigest(files: Files, uri: string, newDigest: NewDigest): Promise<string> {
  const digest = newDigest();
  for await (const chunk of files.read(uri)) digest.update(chunk);
  return digest.hex();
}

/**
 * SHA-256 of each block of a note: its lines in UTF-8, each ended by one LF, without the fence lines: what
 * `sha256sum` says of the block saved as a text file. In one pass over the note.
 */
export async function blockDigests(
  files: Files,
  entry: FileEntry,
  blocks: readonly LineRange[],
  newDigest: NewDigest,
): Promise<readonly string[]> {
  const digests = blocks.map(() => newDigest());
  const lineBreak = Uint8Array.of(ascii.lineFeed);
  // What quotes a block is the mail's, not the evidence's: the same block unquoted has the same hash.
  const container = new Container(documentKindOf(entry.path));
  let line = -1;
  const lines = new ByteLines((bytes, lineStart, end) => {
    line++;
    container.read(bytes, lineStart, end);
    const start = container.contentStart;
    for (const [i, { first, last }] of blocks.entries()) {
      if (line < first || last < line) continue;
      digests[i]!.update(bytes.subarray(start, end));
      digests[i]!.update(lineBreak);
    }
  });
  let transcode: ReturnType<typeof transcoder> | undefined;
  for await (const chunk of files.read(entry.uri)) {
    const encoding = transcode ? undefined : encodingOf(chunk);
    transcode ??= transcoder(encoding ?? { name: "utf-8", mark: 0, how: "assumed" });
    lines.push(transcode.push(chunk));
  }
  lines.finish();
  return digests.map((digest) => digest.hex());
}

/** SHA-256 per capture id: of the file or the archive that was collected, or of the block it lies in. */
export async function captureDigests(
  files: Files,
  entry: FileEntry,
  captures: readonly ScannedCapture[],
  newDigest: NewDigest,
): Promise<ReadonlyMap<string, string>> {
  const inBlocks = captures.filter((capture) => capture.block !== undefined);
  const digests = await blockDigests(
    files,
    entry,
    inBlocks.map(({ block }) => block!),
    newDigest,
  );
  const byId = new Map(inBlocks.map(({ id }, i) => [id, digests[i]!]));
  if (inBlocks.length < captures.length) {
    const whole = await fileDigest(files, storedFile(entry).uri, newDigest);
    for (const { id } of captures) if (!byId.has(id)) byId.set(id, whole);
  }
  return byId;
}
