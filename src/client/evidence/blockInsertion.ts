/** A block between the texts of a line, on lines of its own. Line breaks are LF; the editor makes them the document's. */
export function blockInsertion(before: string, block: string, after: string): string {
  const above = before.trim() === "" ? "" : "\n\n";
  const below = after.trim() === "" ? "\n" : "\n\n";
  return `${above}${block.trimEnd()}${below}`;
}
