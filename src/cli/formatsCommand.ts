import { allFormats } from "../formats/all.ts";
import type { Command } from "./commands.ts";
import { textTable } from "./textTable.ts";

export const formatsCommand: Command = {
  name: "formats",
  synopsis: "formats",
  purpose: "The formats that are read, and what a capture of each carries.",
  async run(_words, terminal) {
    const rows = allFormats.map(({ id, family, title, carries, reference }) => [
      id,
      family,
      title,
      carries.join(" "),
      reference,
    ]);
    await terminal.print(textTable(["id", "family", "title", "carries", "reference"], rows));
    return 0;
  },
};
