import { unescaped } from "../core/unescaped.ts";

/**
 * One spelling per document. A client may write `fw%20%281%29.log` where the machine's own list has
 * `fw%20(1).log`: what the client has opened keeps the client's spelling, all else gets VS Code's.
 */
export class SpelledUris {
  /** By the decoded uri. */
  readonly #spellings = new Map<string, string>();

  /** The spelling of a document that the client has named. */
  named(uri: string): void {
    this.#spellings.set(decoded(uri) ?? uri, uri);
  }

  spell(uri: string): string {
    const plain = decoded(uri);
    if (plain === undefined) return uri;
    return this.#spellings.get(plain) ?? (plain.startsWith("file:///") ? editorSpelling(plain) : uri);
  }
}

/** Without escapes, and with a small drive letter; undefined where the escapes are malformed. */
function decoded(uri: string): string | undefined {
  return unescaped(uri)?.replace(/^file:\/\/\/[A-Z]:/, (drive) => drive.toLowerCase());
}

/** VS Code leaves nothing but RFC 3986's unreserved characters and slashes as they are. */
function editorSpelling(plain: string): string {
  const path = encodeURIComponent(plain.slice("file://".length))
    .replaceAll("%2F", "/")
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `file://${path}`;
}
