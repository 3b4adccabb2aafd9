/** A block between the texts of a line, on lines of its own. Line breaks are LF; the editor makes them the document's. */
export function blockInsertion(before: string, block: string, after: string): string {
  const above = before.trim() === "" ? "" : "\n\n";
  const below = after.trim() === "" ? "\n" : "\n\n";
  return `${above}${block.trimEnd()}${below}`;
}

/**
 * Citations between the texts of a line. A single one goes into a sentence as a link; on a line of its own it is the
 * list entry that it comes as.
 */
export function citationInsertion(before: string, citation: string, after: string): string {
  const entries = citation.trim();
  if (before.trim() === "" && after.trim() === "") return `${entries}\n`;
  return entries.includes("\n") ? blockInsertion(before, entries, after) : entries.replace(/^- /, "");
}
