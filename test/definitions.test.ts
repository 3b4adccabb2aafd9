import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noSources, readSources, sourceFactNames, sourcesText, withSource } from "../src/core/sources.ts";
import { allFormats } from "../src/formats/all.ts";
import { definitionJsonSchema } from "../src/formats/defined/definitionSchema.ts";
import { readDefinition } from "../src/formats/defined/readDefinition.ts";
import { readBytes } from "./readPage.ts";

/**
 * Pages: test/definitions/<claim>.json is a format as a user defines it, <claim>.expected what is wrong with it, or,
 * beside a <claim>.log, what `incident-notes parse` prints for that.
 */
const folder = join(import.meta.dirname, "definitions");
const schemas = join(import.meta.dirname, "..", "schemas");
const schema = join(schemas, "format.schema.json");
const definitions = readdirSync(folder).filter((name) => name.endsWith(".json"));

describe("the definition of a format", () => {
  for (const name of definitions) {
    const claim = name.replace(/\.json$/, "");
    it(claim.replaceAll("-", " "), async () => {
      const text = readFileSync(join(folder, name), "utf8");
      const { format, problems } = readDefinition(text);
      const told = problems.map(({ message, place }) => pointedAt(text, place.start, place.end) + message);
      const log = join(folder, `${claim}.log`);
      const read =
        format && existsSync(log)
          ? await readBytes(readFileSync(log), "a.log", [...allFormats, format])
          : undefined;
      const printed = read?.printed.map((fields) => JSON.stringify(fields)) ?? [];
      expect(format === undefined).toBe(0 < problems.length);
      await expect(`${[...told, ...printed].join("\n")}\n`).toMatchFileSnapshot(
        join(folder, `${claim}.expected`),
      );
    });
  }

  it("of any text is read without throwing", () => {
    const hostile = ["[".repeat(100_000), '{"a":'.repeat(50_000), "\0", "{", "", "null", '"'.repeat(99_999)];
    for (const text of hostile) expect(readDefinition(text).format).toBeUndefined();
    fc.assert(fc.property(fc.string(), (text) => void readDefinition(text)));
    fc.assert(fc.property(fc.json(), (text) => void readDefinition(text)));
  });

  it("of any pattern makes no reader that throws, or takes long", () => {
    const base = { id: "a.b", title: "A", family: "fwlog", kind: "pattern" };
    const piece = fc.constantFrom(
      "{time}",
      "{source}",
      "{any}",
      "{action}",
      "{sourcePort}",
      " ",
      ":",
      "a",
      "aa",
      "->",
    );
    const lines = ["a".repeat(60_000), "1:".repeat(30_000), " ".repeat(60_000), "::", "192.0.2.1:1"];
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const samples = [{ line: "x", means: "nothing" }];
        const definition = { ...base, pattern: `{pid}=${pieces.join("")}`, ignorable: ["x"], samples };
        const { format } = readDefinition(JSON.stringify(definition));
        if (!format) return;
        for (const line of lines) {
          const bytes = new TextEncoder().encode(`1=${line}`);
          const began = performance.now();
          expect(typeof format.claims(bytes, 0, bytes.length)).toBe("string");
          expect(performance.now() - began).toBeLessThan(500);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("has a schema by which editors complete and check", async () => {
    await expect(`${JSON.stringify(definitionJsonSchema(), undefined, 2)}\n`).toMatchFileSnapshot(schema);
  });
});

describe("what is known of sources", () => {
  it("is read as editors complete it", () => {
    const { definitions } = JSON.parse(readFileSync(join(schemas, "sources.schema.json"), "utf8"));
    expect(Object.keys(definitions.source.properties)).toEqual([...sourceFactNames]);
  });

  it("is written as it is read, and what is undone is gone", () => {
    const source = { zone: "Europe/Berlin", skew: "+7m", year: "2030" };
    const said = withSource(noSources, "files", "a/fw.log", source);
    expect(readSources(sourcesText(said))).toEqual(said);
    expect(readSources('{"files":{"a/fw.log":{"year":2030,"other":1}},"hosts":7}')).toEqual({
      files: { "a/fw.log": { year: "2030" } },
      hosts: {},
    });
    const undone = { zone: undefined, skew: undefined, year: undefined };
    expect(withSource(said, "files", "a/fw.log", undone)).toEqual(noSources);
    for (const text of ["[]", "{", "null", "7"]) expect(readSources(text)).toBe("broken");
  });
});

/** The line of a place, with a caret under it. */
function pointedAt(text: string, start: number, end: number): string {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const line = text.slice(from).split("\n", 1)[0]!.slice(0, 160);
  const width = Math.max(1, Math.min(end - start, line.length - (start - from)));
  const number = text.slice(0, from).split("\n").length;
  return `${number}: ${line}\n${" ".repeat(`${number}: `.length + start - from)}${"^".repeat(width)} `;
}
