import type { HashEntry } from "../../core/ledger.ts";
import { markdownCode } from "../../report/escape.ts";

/** A hashed file as a line of a note, with what the note's reader needs to make the same hash. */
export function hashMarkdown(entry: HashEntry): string {
  const on = entry.host === undefined ? "" : ` on ${markdownCode(entry.host)}`;
  const copy = entry.hostPath === undefined ? "" : `, read from ${markdownCode(entry.file)}`;
  return [
    `- ${markdownCode(entry.hostPath ?? entry.file)}${on}${copy}: ${entry.size} bytes, hashed ${entry.at}`,
    `  - MD5 \`${entry.md5}\``,
    `  - SHA-1 \`${entry.sha1}\``,
    `  - SHA-256 \`${entry.sha256}\``,
    "",
  ].join("\n");
}
