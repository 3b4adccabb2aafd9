import { ascii, indexOfByte, isBlank, skipBlanks, trimEnd } from "../../core/ascii.ts";
import { foldedNameAt } from "../delimited/foldedName.ts";

/** Names are not longer, in bytes. */
const longestName = 64;

/**
 * One line of a list of properties.
 *
 *     OwningProcess            : 1432
 *     └─────┬─────┘└────┬─────┘  └┬─┘
 *         name        room      value
 */
export class PropertyLine {
  /** Folded. */
  name = "";
  /** Columns up to the mark. */
  width = 0;
  /** Whether the name has blanks in it. */
  hasWords = false;
  /** Whether there is room in front of the mark, as there always is in lists that put their marks below each other. */
  hasRoom = false;
  valueFrom = 0;
  valueTo = 0;

  find(bytes: Uint8Array, at: number, end: number, mark: ":" | "="): boolean {
    const sign = mark === ":" ? ascii.colon : ascii.equals;
    const to = indexOfByte(bytes, sign, at, Math.min(end, at + longestName));
    // `Name=value` has no room around its mark, `Name : value` has it on both sides.
    if (to <= at || (mark === ":" && to + 1 < end && !isBlank(bytes[to + 1]))) return false;
    if (mark === "=" && isBlank(bytes[to - 1])) return false;
    const name = foldedNameAt(bytes, at, trimEnd(bytes, at, to));
    if (name === undefined) return false;
    this.name = name;
    this.hasWords = indexOfByte(bytes, ascii.blank, at, trimEnd(bytes, at, to)) !== -1;
    this.width = to - at;
    this.hasRoom = isBlank(bytes[to - 1]);
    this.valueFrom = skipBlanks(bytes, to + 1, end);
    this.valueTo = trimEnd(bytes, this.valueFrom, end);
    return true;
  }
}
