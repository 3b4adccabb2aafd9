import { isDigit, isLetter } from "../../core/ascii.ts";

/**
 * A column's name as it is compared: small letters and digits only, since `interface-id`, `interface_id` and
 * `InterfaceId` are one.
 */
export function foldedName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** The same of the bytes `[from, to)`; undefined where they are no name, as a number or `SRC=192.0.2.1` is none. */
export function foldedNameAt(bytes: Uint8Array, from: number, to: number): string | undefined {
  if (to <= from || longestName < to - from || isDigit(bytes[from])) return undefined;
  let name = "";
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    if (isLetter(byte)) name += String.fromCharCode(byte | 0x20);
    else if (isDigit(byte)) name += String.fromCharCode(byte);
    else if (!isPartOfName(byte)) return undefined;
  }
  return name === "" ? undefined : name;
}

const longestName = 64;

/** Blanks, `-`, `_`, `.`, `/`, `%`, `@`, `#`, parentheses, and what stands in letters beyond ASCII. */
function isPartOfName(byte: number): boolean {
  return 0x7f < byte || " -_./%@#()".includes(String.fromCharCode(byte));
}
