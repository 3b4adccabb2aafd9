import type { FileEntry, Files } from "../../src/workspace/reading/files.ts";
import type { PageDocument } from "./page.ts";

/** When the files of pages were last changed: 2031-07-02T12:00:00Z, in microseconds. */
export const changed = Date.UTC(2031, 6, 2, 12) * 1000;

/** The documents of a page as the files of a case. */
export function memoryFiles(documents: readonly PageDocument[]): Files {
  const files = new Map(
    documents.map(({ uri, path, text }) => [uri, { path, bytes: new TextEncoder().encode(text) }]),
  );
  const entryOf = (uri: string): FileEntry | undefined => {
    const file = files.get(uri);
    return file && { uri, path: file.path, size: file.bytes.length, changed };
  };
  return {
    async *list() {
      for (const uri of files.keys()) yield entryOf(uri)!;
    },
    stat: async (uri) => entryOf(uri),
    async *read(uri) {
      const file = files.get(uri);
      if (file) yield file.bytes;
    },
  };
}
