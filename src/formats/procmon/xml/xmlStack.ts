import type { SeenFrame } from "../../../core/deed.ts";

/** A frame as XML tells it. */
export interface WrittenFrame {
  readonly address: string;
  /** Empty where it lies in no module. */
  readonly path: string;
}

/** The frames of one stack, with whether they are of the kernel: its addresses are the upper half of all there are. */
export function stackOf(frames: readonly WrittenFrame[]): readonly SeenFrame[] {
  const digits = frames.map(({ address }) => address.replace(/^0x0*/i, ""));
  // A program of 32 bits on 64-bit Windows may use all that 32 bits can name.
  const kernelDigits = digits.some(({ length }) => 8 < length) ? 16 : 8;
  return frames.map(({ path }, i) => ({
    module: path === "" ? undefined : path,
    mode: isUpperHalf(digits[i]!, kernelDigits) || path.toLowerCase().endsWith(".sys") ? "kernel" : "user",
  }));
}

function isUpperHalf(digits: string, length: 8 | 16): boolean {
  return digits.length === length && /^[8-9a-f]/i.test(digits);
}

/** `ws2_32.dll` of `ws2_32.dll!sendto + 0x12`, for frames whose path is not told. */
export function moduleOfLocation(location: string): string {
  const end = location.search(/!| \+ /);
  const name = end < 0 ? location : location.slice(0, end);
  return /^[\w .()-]{1,120}\.(?:dll|exe|sys|drv|ocx|cpl)$/i.test(name) ? name : "";
}
