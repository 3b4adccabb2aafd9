import { ascii, indexOfByte, isDigit, skipBlanks, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Claim, Format, LineReader } from "../../core/format.ts";
import { type LineKind, Row } from "../../core/row.ts";
import type { Span } from "../../core/span.ts";
import { allDigits, endsWithExe } from "../cells/cellShapes.ts";
import { fieldsOf } from "../cells/delimited.ts";
import { isConsoleLine } from "../cells/windowsConsole.ts";
import { isImageName, type Listed, putList, putUser } from "./tasklistCells.ts";
import { endOfMemory } from "./tasklistMemory.ts";
import { isModuleHeading, isRemark, isServiceHeading } from "./tasklistWords.ts";

export const tasklistCsv: Format = {
  id: "tasklist.csv",
  family: "tasklist",
  title: "tasklist /fo csv",
  reference: "https://learn.microsoft.com/windows-server/administration/windows-commands/tasklist",
  vendor: "windows",
  carries: ["pid", "process"],
  claims: claimOf,
  reader: (state = "") => new TasklistCsvReader(state),
};

const claimed = new Row();

function claimOf(bytes: Uint8Array, start: number, lineEnd: number): Claim {
  const at = skipBlanks(bytes, start, lineEnd);
  const end = trimEnd(bytes, at, lineEnd);
  const fields = tasklistFields(bytes, at, end);
  if (!fields) return "none";
  if (isHeading(bytes, fields)) return "heading";
  claimed.clear(bytes);
  if (!putFields(claimed, fields, undefined)) return "none";
  const name = fields[0]!;
  if (!isImageName(bytes, name.start, name.end)) return "none";
  return claimed.has(field.memory) || endsWithExe(bytes, name.start, name.end) ? "row" : "none";
}

class TasklistCsvReader implements LineReader {
  /** What the last column lists, by its heading. */
  #listed: Listed | undefined;

  constructor(state: string) {
    this.#listed = state === "services" || state === "modules" ? state : undefined;
  }

  get state(): string {
    return this.#listed ?? "";
  }

  read(bytes: Uint8Array, start: number, lineEnd: number, row: Row): LineKind {
    const at = skipBlanks(bytes, start, lineEnd);
    const end = trimEnd(bytes, at, lineEnd);
    if (at === end || isConsoleLine(bytes, at, end) || isRemark(bytes, at, end)) return "ignorable";
    const fields = tasklistFields(bytes, at, end);
    if (fields && isHeading(bytes, fields)) {
      this.#listed = listedBy(bytes, fields);
      return "heading";
    }
    if (fields && putFields(row, fields, this.#listed)) return "row";
    // `"svchost.exe","1548","Serv`
    const isCut =
      bytes[at] === ascii.quote && delimiterOf(bytes, at, end) === "," && (fields?.length ?? 0) < 5;
    if (!isCut) return "unknown";
    row.flaw("EV004", at, end);
    return "broken";
  }
}

/** The line's fields, if there are as many as tasklist has and the second is a PID or its heading. */
function tasklistFields(bytes: Uint8Array, at: number, end: number): readonly Span[] | undefined {
  const delimiter = delimiterOf(bytes, at, end);
  if (!delimiter) return undefined;
  const fields = fieldsOf(bytes, at, end, delimiter);
  return fields && delimiter === "," && bytes[at] !== ascii.quote ? withMemoryWhole(bytes, fields) : fields;
}

/** What stands behind the first field, if a number or `PID` follows. Cheap: most lines of a case are no CSV. */
function delimiterOf(bytes: Uint8Array, at: number, lineEnd: number): string | undefined {
  const end = Math.min(lineEnd, at + longestName);
  const isQuoted = bytes[at] === ascii.quote;
  let place = isQuoted ? indexOfByte(bytes, ascii.quote, at + 1, end) + 1 : at;
  if (isQuoted && place === 0) return undefined;
  while (!isQuoted && place < end && !isDelimiter(bytes[place]!)) place++;
  if (end <= place || !isDelimiter(bytes[place]!)) return undefined;
  const second = bytes[place + 1] === ascii.quote ? place + 2 : place + 1;
  const isPid = isDigit(bytes[second]) || isPidWord(bytes, { start: second, end: second + 3 });
  return isPid ? String.fromCharCode(bytes[place]!) : undefined;
}

function isDelimiter(byte: number): boolean {
  return byte === ascii.comma || byte === semicolon || byte === ascii.tab;
}

const semicolon = 0x3b;
const longestName = 270;
const memoryColumn = 4;

/** Where somebody took the quotes away, the memory's thousands marks look like delimiters: `1,023,972 K`. */
function withMemoryWhole(bytes: Uint8Array, fields: readonly Span[]): readonly Span[] {
  const first = fields[memoryColumn];
  if (!first || !allDigits(bytes, first.start, first.end)) return fields;
  for (let last = memoryColumn; last < Math.min(fields.length, memoryColumn + 4); last++) {
    const { end } = fields[last]!;
    if (endOfMemory(bytes, first.start, end) !== end) continue;
    return [...fields.slice(0, memoryColumn), { start: first.start, end }, ...fields.slice(last + 1)];
  }
  return fields;
}

function isHeading(bytes: Uint8Array, fields: readonly Span[]): boolean {
  const pid = fields[1];
  return pid !== undefined && 3 <= fields.length && fields.length <= 9 && isPidWord(bytes, pid);
}

function isPidWord(bytes: Uint8Array, { start, end }: Span): boolean {
  return end - start === 3 && bytes[start] === 0x50 && bytes[start + 1] === 0x49 && bytes[start + 2] === 0x44;
}

function listedBy(bytes: Uint8Array, fields: readonly Span[]): Listed | undefined {
  const last = fields[2];
  if (fields.length !== 3 || !last) return undefined;
  if (isServiceHeading(bytes, last.start, last.end)) return "services";
  return isModuleHeading(bytes, last.start, last.end) ? "modules" : undefined;
}

/** Fills the row; false where the fields are not those of a process. */
function putFields(row: Row, fields: readonly Span[], listed: Listed | undefined): boolean {
  const { bytes } = row;
  const [name, pid, third, fourth, memory, status, user, cpuTime, title] = fields;
  if (!name || !pid || !third || name.start === name.end) return false;
  if (10 < pid.end - pid.start || !allDigits(bytes, pid.start, pid.end)) return false;
  if (fields.length === 3) putList(row, third.start, third.end, listed);
  else {
    if (!fourth || !memory || !isMemory(bytes, memory)) return false;
    put(row, field.session, third);
    if (allDigits(bytes, fourth.start, fourth.end)) put(row, field.sessionNumber, fourth);
    put(row, field.memory, memory);
  }
  if (status) put(row, field.status, status);
  if (user) putUser(row, user.start, user.end);
  if (cpuTime) put(row, field.cpuTime, cpuTime);
  if (title) put(row, field.title, { start: title.start, end: fields.at(-1)!.end });
  put(row, field.process, name);
  put(row, field.pid, pid);
  return true;
}

function isMemory(bytes: Uint8Array, { start, end }: Span): boolean {
  return endOfMemory(bytes, start, end) === end;
}

function put(row: Row, index: (typeof field)[keyof typeof field], { start, end }: Span): void {
  if (start < end) row.set(index, start, end);
}
