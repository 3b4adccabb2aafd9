import { ascii, isDigit, isHexDigit } from "../../core/ascii.ts";

export function allDigits(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!isDigit(bytes[i])) return false;
  return from < to;
}

export function allHexDigits(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!isHexDigit(bytes[i])) return false;
  return from < to;
}

/** `svchost.exe`, `SMSS.EXE` */
export function endsWithExe(bytes: Uint8Array, from: number, to: number): boolean {
  return (
    from + 4 < to &&
    bytes[to - 4] === ascii.dot &&
    (bytes[to - 3]! | 0x20) === 0x65 &&
    (bytes[to - 2]! | 0x20) === 0x78 &&
    (bytes[to - 1]! | 0x20) === 0x65
  );
}
