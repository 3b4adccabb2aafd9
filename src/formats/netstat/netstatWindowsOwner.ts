import { ascii, indexOfByte, isBlank, isDigit, isLetter } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Row } from "../../core/row.ts";
import { endsWithExe } from "../cells/cellShapes.ts";
import { isImageName } from "../tasklist/tasklistCells.ts";
import { saysOwnerUnknown } from "./netstatWindowsWords.ts";

/** What a line of `-b` says of the row above. After "process" nothing more is said of it. */
export type Owner = "none" | "component" | "unknown owner" | "process";

/** Where the line stands below its row. Blanks are counted without a line number. */
export interface OwnerPlace {
  readonly indent: number;
  readonly rowIndent: number;
  readonly apart: boolean;
}

/**
 * Reads what `-b` prints below a row. Nothing but the place tells a translated "no ownership information"
 * from other text: it stands one blank left of its row.
 *
 *       TCP    0.0.0.0:135     0.0.0.0:0     LISTENING     1712
 *       RpcSs
 *      [svchost.exe]
 *      Can not obtain ownership information
 */
export function readOwner(row: Row, at: number, end: number, place: OwnerPlace): Owner {
  const { bytes } = row;
  const from = bytes[at] === ascii.backslash ? at + 1 : at;
  if (bytes[from] === ascii.leftBracket) return readProcess(row, from, end);
  if (isComponentPlace(place) && isComponent(bytes, at, end)) return putComponent(row, at, end);
  if ((isMessagePlace(place) && isMessage(bytes, at, end)) || saysOwnerUnknown(bytes, at, end)) {
    row.flaw("NET009", at, end);
    return "unknown owner";
  }
  const isSpaced = 2 <= place.rowIndent && isComponentPlace(place) && !place.apart;
  return isSpaced && isSpacedName(bytes, at, end) ? putComponent(row, at, end) : "none";
}

/** `[svchost.exe]`, `[System]`; but not `[...]` or `[1]`. */
function readProcess(row: Row, from: number, end: number): Owner {
  const { bytes } = row;
  const to = indexOfByte(bytes, ascii.rightBracket, from + 1, end);
  if (to < 0) return "none";
  const inner = bytes[to - 1] === ascii.backslash ? to - 1 : to;
  const isProgram = endsWithExe(bytes, from + 1, inner);
  if (!isProgram && (to + 1 !== end || !isImageName(bytes, from + 1, inner))) return "none";
  row.set(field.process, from + 1, inner);
  return "process";
}

/** In the row's own column; a row without blanks in front was trimmed, and then so is what follows it. */
function isComponentPlace({ indent, rowIndent, apart }: OwnerPlace): boolean {
  if (2 <= rowIndent) return indent === rowIndent;
  return indent === 2 || (indent === rowIndent && !apart);
}

function isMessagePlace({ indent, rowIndent, apart }: OwnerPlace): boolean {
  return !apart && (2 <= rowIndent ? indent === rowIndent - 1 : indent === 1 && rowIndent !== 1);
}

/** One word of ASCII (a service), a path (Windows XP prints the stack's modules), or XP's `-- unknown component(s) --`. */
function isComponent(bytes: Uint8Array, at: number, end: number): boolean {
  if (isPath(bytes, at, end) || isUnknownComponent(bytes, at)) return true;
  let letters = 0;
  for (let i = at; i < end; i++) {
    const byte = bytes[i]!;
    if (isLetter(byte)) letters++;
    else if (!isDigit(byte) && !isServiceMark(byte)) return false;
  }
  return 0 < letters;
}

/** `Contoso Sync Service`: the names of services may have blanks. */
function isSpacedName(bytes: Uint8Array, at: number, end: number): boolean {
  if (longestServiceName < end - at || !isLetter(bytes[at])) return false;
  for (let i = at; i < end; i++) {
    const byte = bytes[i]!;
    const isPlain = isLetter(byte) || isDigit(byte) || byte === ascii.blank || isServiceMark(byte);
    if (!isPlain || (byte === ascii.blank && bytes[i + 1] === ascii.blank)) return false;
  }
  return true;
}

const longestServiceName = 48;

function isServiceMark(byte: number): boolean {
  return byte === ascii.underscore || byte === ascii.dot || byte === ascii.minus || byte === 0x24;
}

function isPath(bytes: Uint8Array, at: number, end: number): boolean {
  return (
    at + 3 < end && isLetter(bytes[at]) && bytes[at + 1] === ascii.colon && bytes[at + 2] === ascii.backslash
  );
}

function isUnknownComponent(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === ascii.minus && bytes[at + 1] === ascii.minus && isBlank(bytes[at + 2]);
}

function putComponent(row: Row, at: number, end: number): Owner {
  const { bytes } = row;
  if (isUnknownComponent(bytes, at)) return "component";
  if (!isPath(bytes, at, end)) row.set(field.service, at, end);
  else row.set(endsWithExe(bytes, at, end) ? field.executable : field.module, at, end);
  return "component";
}

/** More than one word, or words of a script without blanks between them. */
function isMessage(bytes: Uint8Array, at: number, end: number): boolean {
  for (let i = at; i < end; i++) if (isBlank(bytes[i]) || 0x7f < bytes[i]!) return true;
  return false;
}
