import { ascii, indexOfByte } from "../../core/ascii.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { arrowAt, putEnd } from "./mikrotikEnds.ts";

const openParenthesis = 0x28;
const closeParenthesis = 0x29;

/**
 * Reads what became of one end: both its tuples stand in parentheses. Which of them the packet has at this place
 * the row knows; the other is the translation.
 *
 *     (192.168.88.10:51234->203.0.113.1:51234)->198.51.100.7:443
 *     198.51.100.7:40000->(203.0.113.1:8080->192.168.88.2:80)
 */
export function putTranslation(row: Row, from: number, end: number): void {
  const { bytes } = row;
  const open = indexOfByte(bytes, openParenthesis, from, end);
  const close = open < 0 ? -1 : indexOfByte(bytes, closeParenthesis, open, end);
  const arrow = close < 0 ? -1 : arrowAt(bytes, open, close);
  if (arrow < 0) return;
  const first = [open + 1, arrow] as const;
  const second = [arrow + 2, close] as const;
  if (open === from) putOther(row, first, second, sourceFields);
  else putOther(row, first, second, destinationFields);
}

interface EndFields {
  readonly address: FieldIndex;
  readonly natAddress: FieldIndex;
  readonly natPort: FieldIndex;
}

const sourceFields: EndFields = {
  address: field.sourceAddress,
  natAddress: field.sourceNatAddress,
  natPort: field.sourceNatPort,
};

const destinationFields: EndFields = {
  address: field.destinationAddress,
  natAddress: field.destinationNatAddress,
  natPort: field.destinationNatPort,
};

type Place = readonly [from: number, to: number];

function putOther(row: Row, first: Place, second: Place, ends: EndFields): void {
  const [from, to] = isAt(row, ends.address, first) ? second : first;
  putEnd(row, ends.natAddress, ends.natPort, from, to);
}

/** Whether the address of the row stands at the place, with a port behind it or a bracket before it. */
function isAt({ bytes, from, to }: Row, index: FieldIndex, [placeFrom, placeTo]: Place): boolean {
  const start = bytes[placeFrom] === ascii.leftBracket ? placeFrom + 1 : placeFrom;
  const length = to[index]! - from[index]!;
  if (placeTo < start + length) return false;
  for (let i = 0; i < length; i++) if (bytes[start + i] !== bytes[from[index]! + i]) return false;
  const behind = bytes[start + length];
  return start + length === placeTo || behind === ascii.colon || behind === ascii.rightBracket;
}
