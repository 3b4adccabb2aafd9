import { ascii, hasWordAt, indexOfByte, isBlank, isDigit, skipBlanks, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Format, LineReader } from "../../core/format.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { allDigits, endsWithExe } from "../cells/cellShapes.ts";
import { isConsoleLine } from "../cells/windowsConsole.ts";
import { isSystemProcess } from "../tasklist/tasklistCells.ts";

/**
 *     explorer.exe pid: 1432
 *     Command line: C:\Windows\Explorer.EXE
 *
 *     Base                Size      Path
 *     0x000000007f8a0000  0x1d6000  C:\Windows\SYSTEM32\ntdll.dll
 */
export const moduleLists: Format = {
  id: "windows.modules",
  family: "tasklist",
  title: "ListDLLs, Volatility 2 dlllist and cmdline",
  reference: "https://learn.microsoft.com/sysinternals/downloads/listdlls",
  vendor: "sysinternals",
  marks: ["pid:"],
  carries: ["pid", "process"],
  claims(bytes, start, end) {
    const at = skipBlanks(bytes, start, end);
    const head = findHead(bytes, at, end);
    return head && isProgram(bytes, at, head.nameTo) ? "row" : "none";
  },
  reader: (state) => new ModuleListReader(state),
};

const longestHead = 400;

interface Head {
  readonly nameTo: number;
  readonly pidFrom: number;
  readonly pidTo: number;
}

/** `explorer.exe pid: 1432`, from the end: the name may have blanks. */
function findHead(bytes: Uint8Array, at: number, lineEnd: number): Head | undefined {
  const end = trimEnd(bytes, at, lineEnd);
  if (longestHead < end - at || !isDigit(bytes[end - 1])) return undefined;
  let pidFrom = end;
  while (at < pidFrom && isDigit(bytes[pidFrom - 1])) pidFrom--;
  const mark = trimEnd(bytes, at, pidFrom) - "pid:".length;
  const isMarked = at < mark && hasWordAt(bytes, mark, end, "pid: ") && isBlank(bytes[mark - 1]);
  if (!isMarked || indexOfByte(bytes, ascii.colon, at, mark) !== -1) return undefined;
  const nameTo = trimEnd(bytes, at, mark);
  const isHead = at < nameTo && allDigits(bytes, pidFrom, end) && end - pidFrom <= 10;
  return isHead ? { nameTo, pidFrom, pidTo: end } : undefined;
}

/** A sentence may end in `pid: 1432` too. */
function isProgram(bytes: Uint8Array, from: number, to: number): boolean {
  return endsWithExe(bytes, from, to) || isSystemProcess(bytes, from, to);
}

class ModuleListReader implements LineReader {
  readonly ownsDetail = true;
  #inBlock: boolean;

  constructor(state = "") {
    this.#inBlock = state === "block";
  }

  get state(): string {
    return this.#inBlock ? "block" : "";
  }

  read(bytes: Uint8Array, start: number, lineEnd: number, row: Row): LineKind {
    const at = skipBlanks(bytes, start, lineEnd);
    const end = trimEnd(bytes, at, lineEnd);
    if (at === end) return "ignorable";
    const head = findHead(bytes, at, end);
    // Memory forensics cuts names: behind a rule anything is one.
    if (head && (this.#inBlock || isProgram(bytes, at, head.nameTo))) {
      this.#inBlock = true;
      row.set(field.process, at, head.nameTo);
      row.set(field.pid, head.pidFrom, head.pidTo);
      return "row";
    }
    if (isConsoleLine(bytes, at, end) || hasWordAt(bytes, at, end, "****")) return "ignorable";
    return this.#inBlock ? this.#readBelow(row, at, end) : "unknown";
  }

  #readBelow(row: Row, at: number, end: number): LineKind {
    const { bytes } = row;
    if (hasWordAt(bytes, at, end, "Command line")) {
      const from = skipBlanks(bytes, skipColon(bytes, at + "Command line".length, end), end);
      if (from < end) row.set(field.commandLine, from, end);
      return "detail";
    }
    if (!hasWordAt(bytes, at, end, "0x")) return isRemark(bytes, at, end) ? "ignorable" : "unknown";
    const from = startOfPath(bytes, at, end);
    if (from < end) row.set(field.module, from, end);
    return "detail";
  }
}

function skipColon(bytes: Uint8Array, at: number, end: number): number {
  const from = skipBlanks(bytes, at, end);
  return bytes[from] === ascii.colon ? from + 1 : from;
}

const remarks = [
  "Base",
  "Service Pack",
  "Unable to read",
  "Verified:",
  "Publisher:",
  "Description:",
  "Product:",
  "Version:",
  "File version:",
  "Create Time:",
  "ListDLLs",
  "Copyright",
  "Sysinternals",
  "Mapped file",
  "Warning",
  "Path",
];

function isRemark(bytes: Uint8Array, at: number, end: number): boolean {
  return remarks.some((word) => hasWordAt(bytes, at, end, word));
}

/** Behind the base, the size, and what else is a number or a version. */
function startOfPath(bytes: Uint8Array, at: number, end: number): number {
  let from = at;
  while (from < end && isDigit(bytes[from])) {
    while (from < end && !isBlank(bytes[from])) from++;
    from = skipBlanks(bytes, from, end);
  }
  return from;
}
