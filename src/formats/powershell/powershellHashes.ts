import { isWord } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Format } from "../../core/format.ts";
import { delimitedFormat } from "../delimited/delimitedFormat.ts";
import { oneOf } from "../tables/oneOf.ts";
import { propertyFormat } from "../tables/propertyFormat.ts";
import { tableFormat } from "../tables/tableFormat.ts";
import type { TextColumn } from "../tables/textTable.ts";
import { usesOf } from "../tables/usesOf.ts";
import { exportedCsv, typeRemarks } from "./exportedCsv.ts";

const format = {
  id: "powershell.hashes",
  family: "hashes",
  title: "Get-FileHash, Get-AuthenticodeSignature (table, list, CSV)",
  reference: "https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/get-filehash",
  vendor: "windows",
  marks: ["Algorithm", "SignerCertificate"],
  carries: [],
} as const satisfies Partial<Format>;

export const hashColumns: Readonly<Record<string, TextColumn>> = {
  Algorithm: { shape: "word" },
  Hash: { shape: "hash", use: "hash" },
  Path: { shape: "text", use: "file", may: "be empty" },
  SignerCertificate: { shape: "word", may: "be empty" },
  Status: { shape: "letters", use: "signature" },
  StatusMessage: { shape: "text", may: "be empty" },
};

const headings = [
  ["Algorithm", "Hash", "Path"],
  ["Algorithm", "Hash"],
  ["SignerCertificate", "Status", "Path"],
];

const table = tableFormat({
  format: { ...format, id: "table" },
  columns: hashColumns,
  values: "in place",
  headings,
  remarks: [...typeRemarks, "Directory:"],
  subject: "file",
  isRow: (row) => row.has(field.file) || row.has(field.sha256) || row.has(field.md5) || row.has(field.sha1),
});

const list = propertyFormat({
  format: { ...format, id: "list", names: ["signercertificate", "algorithm"] },
  properties: usesOf(hashColumns),
  mark: ":",
  openers: ["Algorithm", "SignerCertificate"],
  opens: (name, { valueFrom, valueTo }, bytes) =>
    name === "signercertificate" ||
    (name === "algorithm" &&
      ["MD5", "SHA1", "SHA256", "SHA384", "SHA512"].some((word) => isWord(bytes, valueFrom, valueTo, word))),
  subject: "file",
});

const csv = delimitedFormat({
  ...exportedCsv,
  format: { ...format, id: "csv" },
  columns: usesOf(hashColumns),
  headers: headings,
  subject: "file",
});

export const powershellHashes: Format = oneOf(format, [table, list, csv]);
