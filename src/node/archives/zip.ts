import { Readable } from "node:stream";
import {
  type Entry,
  fromRandomAccessReader,
  getFileNameLowLevel,
  RandomAccessReader,
  type ZipFile,
} from "yauzl";
import { ReadingFault } from "../../workspace/reading/readingFault.ts";
import type { Member, PackedFile } from "./archive.ts";
import { endsEarly } from "./archiveFaults.ts";
import { usefulTime } from "./memberTime.ts";
import { membersByHeaders } from "./zipHeaders.ts";
import { type ZipPlace, zipMember } from "./zipMember.ts";

/** What lies in a zip: by its directory, or by the headers before each file where the directory is missing. */
export async function* zipMembers(packed: PackedFile): AsyncGenerator<Member> {
  let zip: ZipFile;
  try {
    zip = await opened(packed);
  } catch {
    yield* membersByHeaders(packed);
    throw endsEarly(packed.size);
  }
  try {
    for await (const entry of entriesOf(zip)) {
      const place = placeOf(entry);
      if (!place.name.endsWith("/")) yield zipMember(packed, place);
    }
  } catch (error) {
    throw error instanceof ReadingFault
      ? error
      : new ReadingFault("EV022", "The archive's directory is damaged");
  }
}

function placeOf(entry: Entry): ZipPlace {
  const { generalPurposeBitFlag: flags } = entry;
  return {
    name: getFileNameLowLevel(flags, entry.fileNameRaw, entry.extraFields, false),
    method: entry.compressionMethod,
    isEncrypted: (flags & 1) !== 0,
    packedSize: entry.compressedSize,
    size: entry.uncompressedSize,
    crc: entry.crc32,
    offset: entry.relativeOffsetOfLocalHeader,
    changed: usefulTime(entry.getLastModDate({ timezone: "UTC" }).getTime() / 1000),
  };
}

class PackedReader extends RandomAccessReader {
  readonly #packed: PackedFile;

  constructor(packed: PackedFile) {
    super();
    this.#packed = packed;
  }

  override _readStreamForRange(from: number, to: number): Readable {
    return Readable.from(copies(this.#packed.read({ from, to })), { objectMode: false });
  }
}

/** A stream keeps chunks for later, when theirs are filled again. */
async function* copies(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield chunk.slice();
}

function opened(packed: PackedFile): Promise<ZipFile> {
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: false };
  return new Promise((resolve, reject) => {
    fromRandomAccessReader(new PackedReader(packed), packed.size, options, (error, zip) =>
      error ? reject(error) : resolve(zip),
    );
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  let [resolve, reject] = [(_: Entry | undefined) => {}, (_: Error) => {}];
  zip.on("entry", (entry: Entry) => resolve(entry));
  zip.on("end", () => resolve(undefined));
  zip.on("error", (error: Error) => reject(error));
  for (;;) {
    const entry = await new Promise<Entry | undefined>((...settle) => {
      [resolve, reject] = settle;
      zip.readEntry();
    });
    if (!entry) return;
    yield entry;
  }
}
