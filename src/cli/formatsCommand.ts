import { resolve } from "node:path";
import { carriedWords } from "../formats/carriedWords.ts";
import { visibleText } from "../report/escape.ts";
import { caseBook } from "./caseBook.ts";
import type { Command } from "./commands.ts";
import { readCall } from "./options.ts";
import { textTable } from "./textTable.ts";

export const formatsCommand: Command = {
  name: "formats",
  synopsis: "formats [FOLDER]",
  purpose:
    "The formats that are read, those of the case in the folder with them, and what a capture of each carries.",
  async run(words, terminal) {
    const call = readCall(words, {}, terminal);
    if (!call) return 2;
    const { formats } = await caseBook(resolve(call.paths[0] ?? "."), terminal);
    const rows = formats.map((format) => [
      format.id,
      format.family,
      format.title,
      carriedWords(format).join(" "),
      visibleText(format.reference),
    ]);
    await terminal.print(textTable(["id", "family", "title", "carries", "reference"], rows));
    return 0;
  },
};
