import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import textmate, { type IGrammar } from "vscode-textmate";
import { loadGrammar, ownGrammars } from "../../scripts/bench/textmate.mjs";

/** Captures from real hosts. They may not be copied, so a checkout may lack them. */
const samples = new URL("../../../shared/data/", import.meta.url);

type Value = string | number | null;
interface Expected {
  readonly file: string;
  readonly encoding: string;
  readonly rows: readonly ({ readonly line: number } & Readonly<Record<string, Value>>)[];
}

/** Which samples are of a language, and what a token of each expected field has in its scope. */
const kinds = [
  {
    language: "netstat",
    folder: "01-netstat-windows",
    named: "",
    fields: {
      local_address: "address",
      local_port: "port",
      remote_address: "address",
      remote_port: "port",
      pid: "pid",
    },
  },
  {
    language: "netstat",
    folder: "02-netstat-unix",
    named: "",
    fields: { local_address: "address", local_port: "port", remote_port: "port", pid: "pid" },
  },
  {
    language: "fwlog",
    folder: "03-pfirewall",
    named: "",
    fields: {
      timestamp: "time",
      action: "action",
      src: "address",
      dst: "address",
      sport: "port",
      dport: "port",
      pid: "pid",
    },
  },
  {
    language: "fwlog",
    folder: "04-linux-netfilter",
    named: "",
    fields: { src: "address", dst: "address", sport: "port", dport: "port" },
  },
  {
    language: "tasklist",
    folder: "08-process-lists",
    named: "tasklist",
    fields: { process: "process", pid: "pid" },
  },
];

describe.skipIf(!existsSync(samples))("a real capture's fields have their colors", () => {
  const files = existsSync(samples)
    ? kinds.flatMap((kind) => expectedFiles(kind).map((file) => ({ ...kind, file })))
    : [];

  test.each(files)("$folder/$file", async ({ language, folder, file, fields }) => {
    const expected = JSON.parse(readFileSync(new URL(`${folder}/${file}`, samples), "utf8")) as Expected;
    const lines = decoded(readFileSync(new URL(expected.file, samples)), expected.encoding).split(/\r?\n/);
    const grammar = await loadGrammar(`source.${language}`, ownGrammars());
    const missing = expected.rows.flatMap((row) => {
      const line = lines[row.line - 1] ?? "";
      const found = typedTexts(grammar!, line);
      const wanted = Object.entries(fields).flatMap(([field, type]) =>
        row[field] === null || row[field] === undefined ? [] : [`${type} ${row[field]}`],
      );
      return wanted.filter((text) => !found.includes(text)).map((text) => ({ line, text, found }));
    });
    expect(missing).toEqual([]);
  });
});

const expectedFiles = ({ folder, named }: { readonly folder: string; readonly named: string }) =>
  readdirSync(new URL(folder, samples)).filter(
    (name) => name.includes(named) && name.endsWith(".expected.json"),
  );

const decoded = (bytes: Uint8Array, encoding: string) =>
  new TextDecoder(encoding.replace(/\+bom$/, "")).decode(bytes);

/** `port 443`, `address ::1`, … of every token whose scope names its type. */
function typedTexts(grammar: IGrammar, line: string): readonly string[] {
  return grammar.tokenizeLine(line, textmate.INITIAL).tokens.flatMap(({ startIndex, endIndex, scopes }) => {
    const text = line.slice(startIndex, endIndex).replace(/^\[(.*)\]$/, "$1");
    return (scopes.at(-1) ?? "").split(".").map((part) => `${part} ${text}`);
  });
}
