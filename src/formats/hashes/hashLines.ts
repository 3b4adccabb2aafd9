import {
  ascii,
  hasWordAt,
  indexOfByte,
  isBlank,
  isDigit,
  isLetter,
  lastIndexOfByte,
  skipBlanks,
  trimEnd,
} from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Claim, Format, LineReader } from "../../core/format.ts";
import { type LineKind, Row } from "../../core/row.ts";
import { isConsoleLine } from "../cells/windowsConsole.ts";
import { putValue } from "../words/fieldUse.ts";
import { endOfHex, isHashLength } from "./hexDigits.ts";

export const hashLines: Format = {
  id: "unix.hashes",
  family: "hashes",
  title: "sha256sum, md5sum, shasum, md5, openssl dgst, fciv",
  reference: "https://www.gnu.org/software/coreutils/manual/html_node/md5sum-invocation.html",
  vendor: "unix",
  carries: [],
  claims(bytes, start, end): Claim {
    scratch.clear(bytes);
    return readLine(scratch, start, end) ? "row" : "none";
  },
  reader: () => reader,
};

const scratch = new Row();
const longestLine = 1 << 13;

/** Remembers nothing: every line is a whole one. */
const reader: LineReader = {
  state: "",
  read(bytes, start, end, row): LineKind {
    const at = skipBlanks(bytes, start, end);
    if (at === end || isConsoleLine(bytes, at, end) || isRemark(bytes, at, end)) return "ignorable";
    return readLine(row, start, end) ? "row" : "unknown";
  },
};

/** `sha256sum: notes: Is a directory`, fciv's `// File Checksum Integrity Verifier` */
function isRemark(bytes: Uint8Array, at: number, end: number): boolean {
  return (
    ["sha", "md5", "b2sum", "//"].some((word) => hasWordAt(bytes, at, end, word)) &&
    endOfHex(bytes, at, end) < at + 32
  );
}

function readLine(row: Row, start: number, lineEnd: number): boolean {
  const { bytes } = row;
  const at = skipBlanks(bytes, start, lineEnd);
  const end = trimEnd(bytes, at, Math.min(lineEnd, at + longestLine));
  return end - at < 33 ? false : readHashFirst(row, at, end) || readTagged(row, at, end);
}

/** `9f86…  notes.txt`, `9f86… *setup.exe`, `\9f86…  a\\b`, `9f86… C:\setup.exe` */
function readHashFirst(row: Row, at: number, end: number): boolean {
  const { bytes } = row;
  const from = bytes[at] === ascii.backslash ? at + 1 : at;
  const to = endOfHex(bytes, from, end);
  if (!isHashLength(to - from) || !isBlank(bytes[to]) || end <= to + 1) return false;
  const isTwice = isBlank(bytes[to + 1]) || bytes[to + 1] === ascii.asterisk;
  const name = isTwice ? to + 2 : to + 1;
  if (end <= name || (!isTwice && !isFileName(bytes, name, end))) return false;
  putFile(row, name, end);
  putValue(row, "hash", from, to);
  return true;
}

/** Behind one blank there may be a sentence, as behind a commit's hash. */
function isFileName(bytes: Uint8Array, from: number, end: number): boolean {
  const isPath = bytes[from] === ascii.slash || (isLetter(bytes[from]) && bytes[from + 1] === ascii.colon);
  if (isPath) return true;
  for (let i = from; i < end; i++) if (isBlank(bytes[i])) return false;
  return (
    0 <= lastIndexOfByte(bytes, ascii.dot, from + 1, end - 1) ||
    0 <= lastIndexOfByte(bytes, ascii.slash, from + 1, end - 1)
  );
}

/** BSD's `SHA256 (setup.exe) = 9f86…` and OpenSSL's `SHA2-256(setup.exe)= 9f86…` */
function readTagged(row: Row, at: number, end: number): boolean {
  const { bytes } = row;
  if (!["MD5", "SHA", "RMD160", "BLAKE2"].some((word) => hasWordAt(bytes, at, end, word))) return false;
  const open = indexOfByte(bytes, leftParenthesis, at, Math.min(end, at + 16));
  if (open < 0) return false;
  const equals = lastIndexOfByte(bytes, ascii.equals, open, end);
  const close = trimEnd(bytes, open, equals);
  if (equals < open || bytes[close - 1] !== rightParenthesis || close - 1 <= open + 1) return false;
  const from = skipBlanks(bytes, equals + 1, end);
  if (endOfHex(bytes, from, end) !== end || !isHashLength(end - from)) return false;
  putFile(row, open + 1, close - 1);
  // BLAKE2 is as long as SHA-512, and is none.
  if (bytes[at] !== upperB && isDigitOrM(bytes[at + 3])) putValue(row, "hash", from, end);
  return true;
}

function isDigitOrM(byte: number | undefined): boolean {
  return isDigit(byte) || byte === ascii.minus || byte === leftParenthesis || isBlank(byte);
}

const leftParenthesis = 0x28;
const rightParenthesis = 0x29;
const upperB = 0x42;

/** `-` is what came through a pipe. */
function putFile(row: Row, from: number, to: number): void {
  row.subject = "file";
  if (to !== from + 1 || row.bytes[from] !== ascii.minus) row.set(field.file, from, to);
}
