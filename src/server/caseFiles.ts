import type { FileEntry, Files } from "../workspace/reading/files.ts";
import type { CaseSession } from "./caseSession.ts";
import type { SpelledUris } from "./spelledUris.ts";

/** Files of one folder of the case, each by one spelling. */
export function caseFiles(folder: string, session: CaseSession, spelled: SpelledUris): Files {
  const files = session.files(folder);
  const withSpelling = (entry: FileEntry): FileEntry => ({
    ...entry,
    uri: spelled.spell(entry.uri),
    ...(entry.archive ? { archive: { ...entry.archive, uri: spelled.spell(entry.archive.uri) } } : {}),
  });
  return {
    ...files,
    async *list(below) {
      for await (const entry of files.list(below)) yield withSpelling(entry);
    },
    async stat(uri) {
      const entry = await files.stat(uri).catch(() => undefined);
      return entry && withSpelling(entry);
    },
  };
}
