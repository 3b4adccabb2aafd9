import { ascii, hasWordAt, isBlank, isLetter, skipBlanks, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Format, LineReader } from "../../core/format.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { isConsoleLine } from "../cells/windowsConsole.ts";
import { delimitedFormat } from "../delimited/delimitedFormat.ts";
import { oneOf } from "../tables/oneOf.ts";
import { PropertyLine } from "../tables/propertyLine.ts";
import { type FieldUse, putValue } from "../words/fieldUse.ts";

const format = {
  id: "sysinternals.sigcheck",
  family: "hashes",
  title: "sigcheck (text, -c, -ct)",
  reference: "https://learn.microsoft.com/sysinternals/downloads/sigcheck",
  vendor: "sysinternals",
  marks: [":\\", "\\\\", "Verified"],
  carries: [],
} as const satisfies Partial<Format>;

/** By their names in both shapes. */
const properties: Readonly<Record<string, FieldUse>> = {
  Path: "file",
  Verified: "signature",
  Publisher: "signer",
  Company: "company",
  Description: "description",
  Product: "product",
  "File version": "version",
  MD5: "md5",
  SHA1: "sha1",
  SHA256: "sha256",
  IMP: "imphash",
};

const csv = delimitedFormat({
  format: { ...format, id: "csv" },
  columns: properties,
  delimiters: [",", "\t"],
  headers: [["Path", "Verified"]],
  remarks: ["Sigcheck ", "Copyright ", "Sysinternals "],
  subject: "file",
  writing: { absent: ["n/a"] },
});

/**
 *     c:\windows\explorer.exe:
 *             Verified:       Signed
 *             Publisher:      Microsoft Windows
 */
const text: Format = {
  ...format,
  id: "text",
  marks: [":\\", "\\\\"],
  claims: (bytes, start, end) => (isHead(bytes, start, end) ? "row" : "none"),
  reader: (state) => new SigcheckReader(state),
};

const longestPath = 1024;

/** A path and a colon, and nothing else: `findstr` leaves blanks behind the colon, where it found an empty line. */
function isHead(bytes: Uint8Array, start: number, lineEnd: number): boolean {
  const end = trimEnd(bytes, start, lineEnd);
  if (
    isBlank(bytes[start]) ||
    (end < lineEnd && isBlank(bytes[end])) ||
    bytes[end - 1] !== ascii.colon ||
    longestPath < end - start ||
    end - start < 5
  )
    return false;
  const isDrive =
    isLetter(bytes[start]) && bytes[start + 1] === ascii.colon && bytes[start + 2] === ascii.backslash;
  if (!isDrive && !hasWordAt(bytes, start, end, "\\\\")) return false;
  for (let i = start + 2; i < end - 1; i++)
    if (bytes[i] === ascii.colon || bytes[i] === ascii.greater) return false;
  return true;
}

const uses: ReadonlyMap<string, FieldUse> = new Map(
  Object.entries(properties).map(([name, use]) => [name.toLowerCase().replaceAll(" ", ""), use]),
);

/** Behind `Signers:` stands the first signer, then the certificates of all. */
const places = ["outside", "file", "signer", "signers"] as const;
type Place = (typeof places)[number];

class SigcheckReader implements LineReader {
  readonly #line = new PropertyLine();
  readonly ownsDetail = true;
  #place: Place;

  constructor(state = "") {
    this.#place = places.find((place) => place === state) ?? "outside";
  }

  get state(): string {
    return this.#place;
  }

  read(bytes: Uint8Array, start: number, lineEnd: number, row: Row): LineKind {
    const at = skipBlanks(bytes, start, lineEnd);
    const end = trimEnd(bytes, at, lineEnd);
    if (at === end) return "ignorable";
    if (isHead(bytes, start, end)) {
      this.#place = "file";
      row.subject = "file";
      row.set(field.file, at, end - 1);
      return "row";
    }
    if (this.#place !== "outside" && at !== start) return this.#readDetail(row, at, end);
    this.#place = "outside";
    const isBanner = ["Sigcheck ", "Copyright ", "Sysinternals "].some((word) =>
      hasWordAt(bytes, at, end, word),
    );
    return isBanner || isConsoleLine(bytes, at, end) ? "ignorable" : "unknown";
  }

  #readDetail(row: Row, at: number, end: number): LineKind {
    const line = this.#line;
    if (!line.find(row.bytes, at, end, ":")) {
      if (this.#place !== "signer") return "ignorable";
      this.#place = "signers";
      row.set(field.signer, at, end);
      return "detail";
    }
    if (line.name === "signers") this.#place = "signer";
    else if (line.name === "countersigners") this.#place = "signers";
    else if (line.name === "company") this.#place = "file";
    const use = this.#place !== "file" ? undefined : uses.get(line.name);
    if (!use) return "ignorable";
    putValue(row, use, line.valueFrom, line.valueTo, { absent: ["n/a"] });
    return "detail";
  }
}

export const sigcheck: Format = oneOf(format, [text, csv]);
