const together = 1 << 12;

/** The text of UTF-16, little-endian, up to the first NUL or to the end. */
export function wideTextOf(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  let units: number[] = [];
  for (let at = from; at + 2 <= to; at += 2) {
    const unit = bytes[at]! | (bytes[at + 1]! << 8);
    if (unit === 0) break;
    units.push(unit);
    if (units.length < together) continue;
    text += String.fromCharCode(...units);
    units = [];
  }
  return text + String.fromCharCode(...units);
}
