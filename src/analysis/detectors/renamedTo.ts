import type { Deed } from "../../core/deed.ts";

const marker = "FileName: ";

/** The new path of a file that was renamed: `ReplaceIfExists: True, FileName: C:\…`. */
export function renamedTo({ kind, detail }: Deed): string | undefined {
  if (kind !== "file renamed" || detail === undefined) return undefined;
  const at = detail.indexOf(marker);
  return at < 0 ? undefined : detail.slice(at + marker.length);
}
