import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { nodeFiles } from "../node/nodeFiles.ts";
import { visibleText } from "../report/escape.ts";
import type { IndicatorBook } from "../workspace/indicators/indicatorBook.ts";
import { indicatorsPath, type ListPlace, loadIndicators } from "../workspace/indicators/loadIndicators.ts";
import { caseRoot } from "./caseBook.ts";
import type { Terminal } from "./terminal.ts";

/** The lists of the case, and those that a call names. Undefined after saying which path is not there. */
export async function caseLists(
  folder: string,
  named: string | undefined,
  terminal: Terminal,
): Promise<IndicatorBook | undefined> {
  const root = await caseRoot(folder);
  const paths = root === undefined ? [] : [join(root, indicatorsPath)];
  if (named !== undefined) {
    if (!(await stat(named).catch(() => undefined))) {
      terminal.say(`incident-notes: ${visibleText(named)}: there is no such list or folder of lists.`);
      return undefined;
    }
    paths.push(resolve(named));
  }
  const places = paths.map((path): ListPlace => ({ uri: pathToFileURL(path).href, files: nodeFiles(path) }));
  const { book, unread } = await loadIndicators(places);
  for (const { uri, sentence } of unread)
    terminal.say(`incident-notes: ${visibleText(fileURLToPath(uri))}: ${sentence}`);
  return book;
}
