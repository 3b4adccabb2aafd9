import { wideTextOf } from "../pml/wideTextOf.ts";

/** Text of UTF-16, little endian, up to its NUL where it has one. */
export function textOf(bytes: Uint8Array): string {
  return wideTextOf(bytes, 0, bytes.length);
}

/** Text as UTF-16, little endian, with a NUL behind it; nothing of an empty text, as Process Monitor writes it. */
export function wideText(text: string): Uint8Array {
  if (text === "") return new Uint8Array(0);
  const bytes = new Uint8Array((text.length + 1) * 2);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[2 * i] = unit & 0xff;
    bytes[2 * i + 1] = unit >> 8;
  }
  return bytes;
}
