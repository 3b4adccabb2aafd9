import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { EcsFields } from "../src/core/ecs.ts";
import type { Carried, Format } from "../src/core/format.ts";
import { readSources } from "../src/core/sources.ts";
import { allFormats } from "../src/formats/all.ts";
import { carriedWords } from "../src/formats/carriedWords.ts";
import { readDefinition } from "../src/formats/defined/readDefinition.ts";

const pages = join(import.meta.dirname, "formats");
const docs = join(import.meta.dirname, "..", "docs", "formats.md");

/** `UPDATE_PAGES=1` writes the table. */
test("the page on formats lists all, with what they carry", () => {
  const text = readFileSync(docs, "utf8");
  const rows = [...allFormats].sort(byFamily).map(rowOf);
  const table = /(?<=\| Format \| Id \| Family \| Carries \|\n\| --- \| --- \| --- \| --- \|\n)(?:\|.*\n)*/;
  if (process.env["UPDATE_PAGES"] !== undefined)
    writeFileSync(
      docs,
      text.replace(table, () => `${rows.join("\n")}\n`),
    );
  else expect(table.exec(text)?.[0]).toBe(`${rows.join("\n")}\n`);
});

test("the examples of the page are right", () => {
  const [, definition, sources] = readFileSync(docs, "utf8").split("```json\n");
  expect(readDefinition(definition!.split("```")[0]!).problems).toEqual([]);
  const said = JSON.parse(sources!.split("```")[0]!);
  expect(readSources(JSON.stringify(said))).toEqual(said);
});

function byFamily(a: Format, b: Format): number {
  return a.family === b.family ? (a.id < b.id ? -1 : 1) : a.family < b.family ? -1 : 1;
}

function rowOf(format: Format): string {
  const { id, family, title, reference } = format;
  const name = title.replaceAll("|", "\\|");
  const linked = reference.startsWith("http") ? `[${name}](${reference})` : name;
  return `| ${linked} | \`${id}\` | ${family} | ${carriedWords(format).join(", ") || "–"} |`;
}

/** Year and zone may be syslog's; what a format always has is for its table to say. */
const shownBy: { readonly [C in Exclude<Carried, "year" | "zone">]: readonly string[] } = {
  time: ["@timestamp"],
  direction: ["network.direction"],
  bytes: ["network.bytes", "source.bytes", "destination.bytes"],
  pid: ["process.pid"],
  process: ["process.name", "process.executable"],
  state: ["connection.state"],
  interface: ["observer.ingress.interface.name", "observer.egress.interface.name"],
  rule: ["rule.name"],
  nat: ["source.nat.ip", "source.nat.port", "destination.nat.ip", "destination.nat.port"],
};

test.each(allFormats.map((format) => [format.id, format] as const))(
  "%s says that it carries what its pages show",
  (_id, format) => {
    const rows = rowsOf(format);
    const shown = (Object.keys(shownBy) as (keyof typeof shownBy)[]).filter((carried) =>
      rows.some((row) => shownBy[carried].some((name) => row[name] !== undefined)),
    );
    expect(shown.filter((carried) => !format.carries.includes(carried))).toEqual([]);
  },
);

function rowsOf({ id }: Format): readonly EcsFields[] {
  const folder = join(pages, id);
  if (!existsSync(folder)) return [];
  const expected = readdirSync(folder).filter((name) => name.endsWith(".json") && !name.includes(".json."));
  return expected.flatMap((name) => {
    const read: unknown = parsed(readFileSync(join(folder, name), "utf8"));
    return Array.isArray(read) ? read.filter((row) => row.format === id && row.issue === undefined) : [];
  });
}

/** A page of a format whose lines are JSON may be no list. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
