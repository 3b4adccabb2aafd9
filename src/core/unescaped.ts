/** A part of a uri without its percent escapes; undefined where they are malformed (RFC 3986, section 2.1). */
export function unescaped(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
