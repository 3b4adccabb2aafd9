import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inOneGo } from "../src/core/steps.ts";
import { zoneNamed } from "../src/core/zone.ts";
import { allFormats, titleOfFormat } from "../src/formats/all.ts";
import { FarEnd } from "../src/workspace/captures/farEnds.ts";
import { scanFile } from "../src/workspace/captures/scan.ts";
import type { ScannedCapture, ScannedFile } from "../src/workspace/captures/scannedFile.ts";
import { readCase } from "../src/workspace/case/caseReading.ts";
import { matchingEntries, matchingRows, type WhereContext } from "../src/workspace/query/matchingRows.ts";
import type { RowSurroundings } from "../src/workspace/query/rowFacts.ts";
import { rowMeets } from "../src/workspace/query/rowMeets.ts";
import { surroundingsOf } from "../src/workspace/query/rowSurroundings.ts";
import { parseWhere, type Where, type WhereError } from "../src/workspace/query/where.ts";
import { whereKeys } from "../src/workspace/query/whereKeys.ts";
import { readBytes } from "./readPage.ts";

/**
 * A page has the files of a case in blocks of four backticks (`info path`), then questions behind `>`, each with
 * the lines that meet it or what is said to be wrong with it. `UPDATE_PAGES=1` writes them.
 */
const folder = join(import.meta.dirname, "query");
const changed = Date.UTC(2031, 11, 31) * 1000;

for (const name of readdirSync(folder).sort()) {
  describe(name.replace(/\.where$/, "").replaceAll("-", " "), async () => {
    const file = join(folder, name);
    const page = readFileSync(file, "utf8");
    const answers = new Map<string, string>();
    const context = await contextOf(page);
    for (const { question, expected } of questionsOf(page))
      test(question, () => {
        const answer = answerTo(question, context);
        answers.set(question, answer);
        if (process.env["UPDATE_PAGES"] === undefined) expect(answer).toBe(expected);
        else writeFileSync(file, withAnswers(page, answers));
      });
  });
}

const addresses = ["203.0.113.77", "10.20.0.35", "2001:db8::7", "2001:DB8:0:0::7", "fe80::1%12", "999.1.1.1"];
const rowLine = fc
  .record({
    minute: fc.integer({ min: 0, max: 59 }),
    action: fc.constantFrom("DROP", "ALLOW", "OPEN"),
    transport: fc.constantFrom("TCP", "UDP", "ICMP", "2"),
    source: fc.constantFrom(...addresses),
    destination: fc.constantFrom(...addresses),
    ports: fc.constantFrom("49731 12000", "53 53", "443 50000", "- -", "70000 80"),
    path: fc.constantFrom("SEND", "RECEIVE", "-"),
    pid: fc.constantFrom("4", "1432", "-"),
  })
  .map(
    ({ minute, action, transport, source, destination, ports, path, pid }) =>
      `2031-07-02 09:${String(minute).padStart(2, "0")}:07 ${action} ${transport} ${source} ${destination} ${ports} 0 - - - - - - - ${path} ${pid}`,
  );
const header =
  "#Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path pid";

const term = fc.constantFrom(
  "203.0.113.77",
  "10.0.0.0/8",
  "2001:db8::/32",
  "2001:0db8::0007",
  "source.ip contains 2001",
  "source.ip contains db8::7",
  "203.0.113.77:12000",
  ":12000",
  "port != 53",
  "destination.port in (53, 400..500)",
  "source.port < 1000",
  "udp",
  "drop",
  "denied",
  "event.type != allowed",
  "network.direction = inbound",
  "pid 1432",
  "process.pid > 3",
  "4",
  "09:10..09:30",
  "@timestamp >= 2031-07-02T09:20",
  "@timestamp = 2031-07-03",
  "999",
  "open",
  "igmp",
  "host.name = WS-042",
  "file contains fw",
);
const question: fc.Arbitrary<string> = fc.letrec<{ readonly where: string }>((tie) => ({
  where: fc.oneof(
    { weight: 4, arbitrary: term },
    { weight: 1, arbitrary: tie("where").map((where) => `not (${where})`) },
    { weight: 1, arbitrary: fc.tuple(tie("where"), tie("where")).map(([a, b]) => `(${a}) or (${b})`) },
    { weight: 1, arbitrary: fc.tuple(tie("where"), tie("where")).map(([a, b]) => `(${a}) (${b})`) },
  ),
})).where;

test("columns and single lines answer every question the same", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(rowLine, { minLength: 1, maxLength: 12 }), question, async (rows, asked) => {
      const text = [header, ...rows].join("\n");
      const where = understood(asked);
      const { observations } = await readBytes(Buffer.from(text), "WS-042/fw.log", allFormats);
      const connections = observations.filter(({ kind }) => kind === "connection");
      const file = await scanned("WS-042/fw.log", text);
      const context = { reading: readingOf(file ? [file] : []) };
      const captures = file?.captures ?? [];
      const lines = captures.flatMap((capture) => {
        const found = inOneGo(matchingRows(where, capture, context));
        return Array.from(found, (row) => capture.columns.line[row]!);
      });
      const surroundings = captures.flatMap((capture) => {
        const ofRow = surroundingsOfRows(capture, context);
        return Array.from({ length: capture.columns.count }, (_, row) => ofRow(row));
      });
      const said = connections
        .filter((observation, i) => rowMeets(where, { observation, surroundings: surroundings[i]! }))
        .map(({ line }) => line);
      expect(lines).toEqual(said);
    }),
    { numRuns: 500, seed: 20310702 },
  );
}, 60_000);

test("no text makes the reading of a question throw, and every error stands inside it", () => {
  const pieces = fc.constantFrom(
    "(",
    ")",
    "not",
    "or",
    "and",
    "in",
    "=",
    "!=",
    "~",
    '"',
    ",",
    "port",
    "time",
    "..",
  );
  const texts = fc.oneof(
    fc.string({ unit: "binary", maxLength: 80 }),
    fc
      .array(fc.oneof(pieces, term, fc.string({ maxLength: 4 })), { maxLength: 12 })
      .map((all) => all.join(" ")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const parsed = parseWhere(text);
      if (parsed.kind === "where") return;
      expect(parsed.span.start).toBeLessThan(parsed.span.end);
      expect(parsed.span.end).toBeLessThanOrEqual(text.length);
      expect(parsed.message).toMatch(/[.…]$/);
    }),
    { numRuns: 2000, seed: 20310702 },
  );
});

function understood(text: string): Where {
  const parsed = parseWhere(text);
  if (parsed.kind === "error") throw new Error(errorText(parsed));
  return parsed.where;
}

function errorText({ text, span, message }: WhereError): string {
  const caret = `${" ".repeat(span.start)}${"^".repeat(span.end - span.start)}`;
  return `  ${text}\n  ${caret}\n  ${message}`;
}

async function scanned(path: string, text: string): Promise<ScannedFile | undefined> {
  const bytes = new TextEncoder().encode(text);
  const entry = { uri: `case:/${path}`, path, size: bytes.length, changed };
  async function* chunks() {
    yield bytes;
  }
  return scanFile(entry, chunks(), { formats: allFormats });
}

type PageContext = WhereContext & { readonly reading: ReturnType<typeof readingOf> };

function readingOf(files: readonly ScannedFile[]) {
  return inOneGo(readCase(files, titleOfFormat));
}

async function contextOf(page: string): Promise<PageContext> {
  const files: ScannedFile[] = [];
  for (const [, path, text] of page.matchAll(/^````\w+ (\S+)\n([\s\S]*?)^````$/gm)) {
    const file = await scanned(path!, text!);
    if (file) files.push(file);
  }
  const zone = /^zone (\S+)$/m.exec(page)?.[1];
  const known = zone === undefined ? undefined : zoneNamed(zone);
  return { reading: readingOf(files), ...(known ? { zone: known } : {}) };
}

interface PageQuestion {
  readonly question: string;
  readonly expected: string;
}

const questionPattern = /^>(?: (.*))?\n((?: {2}.*\n)*)/gm;

function questionsOf(page: string): readonly PageQuestion[] {
  const behind = page.slice(page.lastIndexOf("\n````\n"));
  return Array.from(behind.matchAll(questionPattern), ([, question = "", expected = ""]) => ({
    question,
    expected: expected.trimEnd(),
  }));
}

function withAnswers(page: string, answers: ReadonlyMap<string, string>): string {
  const from = page.lastIndexOf("\n````\n");
  const behind = page.slice(from).replace(questionPattern, (whole, question = "") => {
    const answer = answers.get(question);
    return answer === undefined ? whole : `>${question === "" ? "" : ` ${question}`}\n${answer}\n`;
  });
  return page.slice(0, from) + behind;
}

function answerTo(text: string, context: PageContext): string {
  const parsed = parseWhere(text);
  if (parsed.kind === "error") return errorText(parsed);
  const { captures, files } = context.reading;
  const pathOf = (uri: string) => files.find(({ entry }) => entry.uri === uri)?.entry.path;
  const lines = captures.flatMap((capture) => {
    const rows = inOneGo(matchingRows(parsed.where, capture, context));
    const found = [
      ...Array.from(rows, (row) => capture.columns.line[row]!),
      ...matchingEntries(parsed.where, capture, context).map(({ line }) => line),
    ];
    return found.length === 0 ? [] : [`  ${pathOf(capture.uri)}: ${found.map((line) => line + 1).join(" ")}`];
  });
  return lines.length === 0 ? "  nothing" : lines.join("\n");
}

test("the page on filters names every key", () => {
  const page = join(folder, "..", "..", "docs", "filters.md");
  const text = readFileSync(page, "utf8");
  const rows = whereKeys.map(({ name, aliases, meaning }) => {
    const also = aliases.map((alias) => `\`${alias}\``).join(", ");
    return `| \`${name}\` | ${also || "–"} | ${meaning.replaceAll("|", "\\|")} |`;
  });
  const table = /(?<=\| Key \| Also \| Of a row \|\n\| --- \| --- \| --- \|\n)(?:\|.*\n)*/;
  if (process.env["UPDATE_PAGES"] !== undefined)
    writeFileSync(
      page,
      text.replace(table, () => `${rows.join("\n")}\n`),
    );
  else expect(table.exec(text)?.[0]).toBe(`${rows.join("\n")}\n`);
});

/** The same and what the case knows of single rows, by their numbers in the capture's columns. */
function surroundingsOfRows(
  capture: ScannedCapture,
  context: WhereContext,
): (row: number) => RowSurroundings {
  const ofAll = surroundingsOf(capture, context);
  const end = new FarEnd(capture);
  return (row) => {
    const process = context.reading?.processes.ofRow(capture, row);
    return {
      ...ofAll,
      ...(process ? { process } : {}),
      ...(end.look(row) ? { direction: end.inbound === 1 ? "inbound" : "outbound" } : {}),
    };
  };
}
