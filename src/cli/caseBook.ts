import { stat } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { nodeFiles } from "../node/nodeFiles.ts";
import { visibleText } from "../report/escape.ts";
import { loadReadingBook } from "../workspace/reading/loadReadingBook.ts";
import type { ReadingBook } from "../workspace/reading/readingBook.ts";
import type { Terminal } from "./terminal.ts";

/** What the case says of its reading: the nearest folder upward that has an `.incident` is the case. */
export async function caseBook(folder: string, terminal: Terminal): Promise<ReadingBook> {
  const root = await caseRoot(folder);
  const folders = root === undefined ? [] : [{ uri: pathToFileURL(root).href, files: nodeFiles(root) }];
  const { book, problems } = await loadReadingBook({ folders, definitions: [] });
  for (const { uri, place, message } of problems) {
    const path = uri === undefined ? "" : relative(folder, fileURLToPath(uri));
    const at = `${path}:${place.line + 1}:${place.start + 1}`;
    terminal.say(`incident-notes: ${visibleText(`${at}: ${message}`)}`);
  }
  return book;
}

/** The nearest folder upward that has an `.incident`. */
export async function caseRoot(folder: string): Promise<string | undefined> {
  const facts = await stat(join(folder, ".incident")).catch(() => undefined);
  if (facts?.isDirectory()) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : caseRoot(above);
}
