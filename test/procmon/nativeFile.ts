import type { Observation } from "../../src/core/observation.ts";
import { allFormats } from "../../src/formats/all.ts";
import { rescanFile } from "../../src/workspace/captures/rescan.ts";
import type { ScannedFile } from "../../src/workspace/captures/scannedFile.ts";
import { readNativeLines } from "../../src/workspace/native/nativeLines.ts";
import type { FileReadingEnd } from "../../src/workspace/reading/fileReading.ts";
import type { FileEntry, Files } from "../../src/workspace/reading/files.ts";
import { ObservationStream } from "../../src/workspace/reading/observationStream.ts";
import { noRules } from "../readPage.ts";

/** How a file is there: as one of the disk, or one of which parts cannot be read. */
export type Access = "any part" | "from its beginning";

/** Files of one, with these bytes, told in chunks of this size. */
export function filesOf(
  bytes: Uint8Array,
  access: Access = "any part",
  chunkSize = 1 << 16,
  path = "capture.PML",
): { readonly entry: FileEntry; readonly files: Files } {
  const entry: FileEntry = { uri: `file:///case/${path}`, path, size: bytes.length, changed: 0 };
  const files: Files = {
    async *list() {
      yield entry;
    },
    stat: async () => entry,
    async *read(_, { from, to = bytes.length } = { from: 0 }) {
      for (let at = from; at < Math.min(to, bytes.length); at += chunkSize)
        yield bytes.slice(at, Math.min(to, at + chunkSize));
    },
  };
  if (access === "from its beginning") return { entry, files };
  const open: Files["open"] = async () => ({
    async read(offset, buffer) {
      const part = bytes.subarray(Math.min(offset, bytes.length), offset + buffer.length);
      buffer.set(part);
      return part.length;
    },
    async close() {},
  });
  return { entry, files: { ...files, open } };
}

export async function scanOf(
  bytes: Uint8Array,
  ...how: readonly [access?: Access, chunkSize?: number, path?: string]
): Promise<ScannedFile | undefined> {
  const { entry, files } = filesOf(bytes, ...how);
  const chunksOf = (range?: Parameters<Files["read"]>[1]) => files.read(entry.uri, range);
  return rescanFile(entry, files, { formats: allFormats, chunksOf });
}

export async function linesOf(
  bytes: Uint8Array,
  access?: Access,
): Promise<{ readonly observations: readonly Observation[]; readonly end: FileReadingEnd }> {
  const { entry, files } = filesOf(bytes, access);
  const observations: Observation[] = [];
  const stream = new ObservationStream(
    { entry, rules: noRules },
    { observation: (observation) => void observations.push(observation), issue: () => {} },
  );
  const end = await readNativeLines(
    entry,
    files,
    { formats: allFormats },
    { line: (line) => stream.add(line) },
  );
  stream.end(end);
  return { observations, end };
}
