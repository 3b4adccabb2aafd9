/**
 * The whole lines at a file's beginning, as text: enough to tell its format. Windows PowerShell writes UTF-16 with
 * a mark, `cmd /u` without one; then every other byte of ASCII is zero.
 */
export function textOfHead(head: Uint8Array): string {
  const text = new TextDecoder(encodingOf(head)).decode(head);
  const end = text.lastIndexOf("\n");
  return end < 0 ? text : text.slice(0, end + 1);
}

function encodingOf(head: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first !== 0 && second === 0) return "utf-16le";
  return first === 0 && second !== undefined && second !== 0 ? "utf-16be" : "utf-8";
}
