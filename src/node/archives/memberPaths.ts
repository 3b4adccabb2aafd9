const longestPath = 1000;

/**
 * Paths within an archive by the names that whoever packed it gave: no part of one leads anywhere, no two are
 * the same, and what cannot be seen is written out. They are for people and for uris; no file is made of them.
 *
 *     ../../etc/passwd      %2E%2E/%2E%2E/etc/passwd
 *     C:\logs\fw.log        C:/logs/fw.log
 */
export class MemberPaths {
  readonly #given = new Map<string, number>();

  pathOf(name: string): string {
    const parts = name.split(/[\\/]/).filter((part) => part !== "" && part !== ".");
    const path = parts.map(shownPart).join("/").slice(0, longestPath) || "%2E";
    const times = (this.#given.get(path) ?? 0) + 1;
    this.#given.set(path, times);
    return times === 1 ? path : this.pathOf(`${path} (${times})`);
  }
}

function shownPart(part: string): string {
  if (part === "..") return "%2E%2E";
  return part.replace(unseen, (sign) => encodeURIComponent(sign));
}

/** Controls, and what turns the direction of writing or has no width. Unpaired surrogates came out of no decoder. */
const unseen = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** `file:///case/logs.zip` and `dir/fw.log` as one uri. */
export function memberUri(archive: string, path: string): string {
  return `${archive}/${path.split("/").map(encodeURIComponent).join("/")}`;
}
