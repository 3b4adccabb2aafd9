/**
 * Whether the facts that end a database in MaxMind's format can be read in a time that grows with their length.
 * Pointers may lead to texts alone: through those that lead to lists of pointers, some bytes can unfold to gigabytes.
 * https://maxmind.github.io/MaxMind-DB/
 *
 *     control byte  [type, where extended]  [size, where 29 or more]  value
 *     tttsssss      type - 7                1 to 3 bytes
 */
export function isPlainMetadata(bytes: Uint8Array): boolean {
  let due = 1;
  for (let at = 0; 0 < due; due--) {
    const value = valueAt(bytes, at);
    if (!value) return false;
    if (value.type === pointer) {
      if (valueAt(bytes, pointedTo(bytes, at))?.type !== text) return false;
    } else if (value.type === map) due += 2 * value.size;
    else if (value.type === list) due += value.size;
    if (bytes.length < due) return false;
    at = value.end;
  }
  return true;
}

const [pointer, text, map, list, truth] = [1, 2, 7, 11, 14];

interface Value {
  readonly type: number;
  /** Entries of a list or map, bytes of other values. */
  readonly size: number;
  /** Where its value ends; of a list or map, where the first entry begins. */
  readonly end: number;
}

function valueAt(bytes: Uint8Array, at: number): Value | undefined {
  const control = bytes[at];
  if (control === undefined) return undefined;
  const short = control & 31;
  if (control >> 5 === pointer) return { type: pointer, size: 0, end: at + 2 + (short >> 3) };
  const isExtended = control >> 5 === 0;
  const type = isExtended ? (bytes[at + 1] ?? 0) + 7 : control >> 5;
  const head = at + (isExtended ? 2 : 1);
  const more = Math.max(0, short - 28);
  const size = more === 0 ? short : (longSizes[more - 1] ?? 0) + numberAt(bytes, head, more);
  const hasBytes = type !== map && type !== list && type !== truth;
  return { type, size, end: head + more + (hasBytes ? size : 0) };
}

const longSizes = [29, 285, 65_821];

/** Two bits say how many bytes a pointer has; all but the longest begin with three bits of the control byte. */
function pointedTo(bytes: Uint8Array, at: number): number {
  const control = bytes[at] ?? 0;
  const length = (control >> 3) & 3;
  const low = numberAt(bytes, at + 1, length + 1);
  return length === 3 ? low : ((control & 7) << (8 * (length + 1))) + low + (pointerOffsets[length] ?? 0);
}

const pointerOffsets = [0, 2048, 526_336];

function numberAt(bytes: Uint8Array, at: number, length: number): number {
  let number = 0;
  for (let i = at; i < at + length; i++) number = number * 256 + (bytes[i] ?? 0);
  return number;
}
