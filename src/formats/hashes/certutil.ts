import { ascii, hasWordAt, isBlank, isLetter, skipBlanks, trimEnd } from "../../core/ascii.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import type { Format, LineReader } from "../../core/format.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { isConsoleLine } from "../cells/windowsConsole.ts";
import { endOfHex, isHashLength } from "./hexDigits.ts";

/**
 *     SHA256 hash of C:\Windows\explorer.exe:          SHA1 hash of file setup.exe:
 *     9f86d081884c7d659a2feaa0c55ad015…                9f 86 d0 81 88 4c …
 *     CertUtil: -hashfile command completed successfully.
 *
 * The sentences are translated; the algorithm, the path and the colon at the end are not.
 */
export const certutil: Format = {
  id: "windows.certutil",
  family: "hashes",
  title: "certutil -hashfile",
  reference: "https://learn.microsoft.com/windows-server/administration/windows-commands/certutil#-hashfile",
  vendor: "windows",
  marks: ["MD5", "SHA"],
  carries: [],
  claims: (bytes, start, end) => (fileOfHead(bytes, skipBlanks(bytes, start, end), end) < 0 ? "none" : "row"),
  reader: (state) => new CertutilReader(state),
};

const longestHead = 1024;
const algorithms = ["MD5", "SHA1", "SHA256", "SHA384", "SHA512"];
/** What stands between the algorithm and the file, where the file has no path. */
const between = ["hash of file ", "hash of ", "hash von ", "-Hash von ", "-Hash der Datei ", "-Hash aus "];

/** Where the file's name starts in the line above a hash, or -1. */
function fileOfHead(bytes: Uint8Array, at: number, lineEnd: number): number {
  const end = trimEnd(bytes, at, lineEnd);
  if (bytes[end - 1] !== ascii.colon || longestHead < end - at || end - at < 12) return -1;
  const algorithm = endOfAlgorithm(bytes, at, end);
  if (algorithm < 0) return -1;
  for (let i = algorithm; i + 2 < end; i++)
    if (isPathAt(bytes, i)) return isBlank(bytes[i - 1]) || isQuoted(bytes[i - 1]) ? i : -1;
  const word = between.find((text) => hasWordAt(bytes, skipBlanks(bytes, algorithm, end), end, text));
  return word === undefined ? -1 : skipBlanks(bytes, algorithm, end) + word.length;
}

/** Behind the algorithm's name, which stands first, or behind one word where the language wants it. */
function endOfAlgorithm(bytes: Uint8Array, at: number, end: number): number {
  let from = at;
  for (let words = 0; words < 4 && from < end; words++) {
    const name = algorithms.find(
      (word) => hasWordAt(bytes, from, end, word) && !isLetter(bytes[from + word.length]),
    );
    if (name !== undefined) return from + name.length;
    while (from < end && !isBlank(bytes[from])) from++;
    from = skipBlanks(bytes, from, end);
  }
  return -1;
}

function isPathAt(bytes: Uint8Array, at: number): boolean {
  const isDrive = isLetter(bytes[at]) && bytes[at + 1] === ascii.colon && bytes[at + 2] === ascii.backslash;
  const isRelative = bytes[at] === ascii.dot && bytes[at + 1] === ascii.backslash;
  return isDrive || isRelative || (bytes[at] === ascii.backslash && bytes[at + 1] === ascii.backslash);
}

function isQuoted(byte: number | undefined): boolean {
  return byte === ascii.quote || byte === 0x27;
}

const fieldOfLength: Readonly<Record<number, FieldIndex>> = {
  32: field.md5,
  40: field.sha1,
  64: field.sha256,
  96: field.sha384,
  128: field.sha512,
};

class CertutilReader implements LineReader {
  /** Whether the line above names a file. */
  #hasFile: boolean;

  constructor(state = "") {
    this.#hasFile = state === "file";
  }

  get state(): string {
    return this.#hasFile ? "file" : "";
  }

  read(bytes: Uint8Array, start: number, lineEnd: number, row: Row): LineKind {
    const at = skipBlanks(bytes, start, lineEnd);
    const end = trimEnd(bytes, at, lineEnd);
    if (at === end) return "ignorable";
    const hadFile = this.#hasFile;
    this.#hasFile = false;
    const file = fileOfHead(bytes, at, end);
    if (0 <= file) {
      this.#hasFile = true;
      row.subject = "file";
      row.set(field.file, file, trimEnd(bytes, file, end - 1));
      return "row";
    }
    if (hadFile && putHash(row, at, end)) return "detail";
    return isConsoleLine(bytes, at, end) || hasWordAt(bytes, at, end, "CertUtil:") ? "ignorable" : "unknown";
  }
}

/** In pairs of digits before Windows 8. */
function putHash(row: Row, at: number, end: number): boolean {
  const { bytes } = row;
  let digits = 0;
  for (let i = at; i < end; ) {
    const to = endOfHex(bytes, i, end);
    if (to === i) return false;
    digits += to - i;
    i = skipBlanks(bytes, to, end);
  }
  const kind = fieldOfLength[digits];
  if (kind === undefined || !isHashLength(digits)) return false;
  row.set(kind, at, end);
  return true;
}
