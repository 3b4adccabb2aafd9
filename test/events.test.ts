import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type EventColumn, eventColumns, type FilterRule, filterRelations } from "../src/core/eventFilter.ts";
import { CellTest } from "../src/workspace/events/cellTest.ts";
import type { EventSource } from "../src/workspace/events/eventSource.ts";
import { type EventFilter, eventTest, isNarrower } from "../src/workspace/events/eventTest.ts";
import { MatchingEvents } from "../src/workspace/events/matchingEvents.ts";
import { openEvents } from "../src/workspace/events/openEvents.ts";
import type { Files } from "../src/workspace/reading/files.ts";
import { pmlBytes } from "./procmon/pmlOf.ts";

/**
 * A page has a capture in a block of four backticks (a native one in words: `PmlDescription`), then filters: lines behind `>`, and below them the numbers of
 * the events that they leave, or what is said of an event (`detail 3`). `UPDATE_PAGES=1` writes them.
 */
const folder = join(import.meta.dirname, "events");
const uri = "case:/capture";

for (const name of readdirSync(folder).sort()) {
  describe(name.replace(/\.events$/, "").replaceAll("-", " "), async () => {
    const file = join(folder, name);
    const page = readFileSync(file, "utf8");
    const [, form, text = ""] = /^````(\w+)\n([\s\S]*?)^````$/m.exec(page) ?? [];
    const capture = form === "pml" ? pmlBytes(JSON.parse(text)) : new TextEncoder().encode(text);
    const blocks = page
      .slice(page.lastIndexOf("````") + 4)
      .trim()
      .split(/\n\n+/);
    const answers: string[] = [];
    for (const [i, block] of blocks.entries()) {
      const asked = block.split("\n").filter((line) => line.startsWith(">"));
      test(asked.map((line) => line.slice(2)).join(", ") || "everything", async () => {
        const answer = await answerTo(capture, asked);
        answers[i] = [...asked, answer].join("\n");
        if (process.env["UPDATE_PAGES"] === undefined)
          expect([...asked, answer].join("\n")).toBe(block.trim());
        else if (i === blocks.length - 1)
          writeFileSync(
            file,
            `\`\`\`\`${page.slice(page.indexOf("````") + 4, page.lastIndexOf("````"))}\`\`\`\`\n\n${answers.join("\n\n")}\n`,
          );
      });
    }
  });
}

async function answerTo(capture: Uint8Array, asked: readonly string[]): Promise<string> {
  const source = await openEvents(filesOf(capture), uri);
  if (typeof source === "string") return source;
  while (!source.isWhole) await source.advance();
  const about = asked.map((line) => line.slice(2));
  const detailed = /^detail (\d+)$/.exec(about[0] ?? "")?.[1];
  if (detailed !== undefined) return JSON.stringify(await source.detail(Number(detailed)), undefined, 2);
  if (about[0] === "problems") return source.problems.join("\n") || "none";
  const found = await matches(source, filterOf(about));
  return found.length === 0 ? "none" : found.join(" ");
}

async function matches(source: EventSource, filter: EventFilter): Promise<readonly number[]> {
  const meets = eventTest(filter, source.columns) ?? (() => true);
  const matching = new MatchingEvents(source, meets);
  while (!matching.isWhole) await matching.advance();
  return [...matching.slice(0, matching.count)];
}

/** `include Process Name begins with exp`, `off exclude PID is 4`, `text heartbeat` */
function filterOf(lines: readonly string[]): EventFilter {
  const text = lines.find((line) => line.startsWith("text "))?.slice(5) ?? "";
  return { text, rules: lines.filter((line) => /^(?:off |include|exclude)/.test(line)).map(ruleOf) };
}

function ruleOf(line: string): FilterRule {
  const [, off, action, rest = ""] = /^(off )?(include|exclude) (.*)$/.exec(line) ?? [];
  const column = longest(eventColumns.filter((name) => rest.startsWith(`${name} `)));
  const behind = rest.slice(column.length + 1);
  const relation = longest(
    filterRelations.filter((name) => behind === name || behind.startsWith(`${name} `)),
  );
  return {
    column: column as EventColumn,
    relation,
    value: behind.slice(relation.length + 1),
    action: action as "include" | "exclude",
    state: off === undefined ? "on" : "off",
  };
}

function longest<Text extends string>(texts: readonly Text[]): Text {
  return [...texts].sort((a, b) => b.length - a.length)[0]!;
}

function filesOf(bytes: Uint8Array): Files {
  return {
    async *list() {},
    stat: async () => ({ uri, path: "capture", size: bytes.length, changed: 0 }),
    async *read() {
      yield bytes;
    },
    open: async () => ({
      read: async (offset, buffer) => {
        const part = bytes.subarray(offset, offset + buffer.length);
        buffer.set(part);
        return part.length;
      },
      close: async () => {},
    }),
  };
}

describe("a test of cells", () => {
  const letters = (maxLength: number) =>
    fc.string({
      unit: fc.constantFrom("a", "A", "k", "K", "\u212a", "\u0130", "i", "é", "9", ":"),
      maxLength,
    });
  const rule = fc.record({ relation: fc.constantFrom(...filterRelations), value: letters(3) });

  test("tells the same of bytes and of text", () =>
    fc.assert(
      fc.property(rule, letters(8), ({ relation, value }, cell) => {
        const bytes = new TextEncoder().encode(`x${cell}x`);
        const ofBytes = new CellTest({ column: "Path", relation, value });
        const ofText = new CellTest({ column: "Path", relation, value });
        expect(ofBytes.ofBytes(bytes, 1, bytes.length - 1)).toBe(ofText.ofText(cell));
      }),
      { numRuns: 2000 },
    ));
});

describe("a filter to which rules were added", () => {
  const rule = fc.record({
    column: fc.constantFrom<EventColumn>("Process Name", "PID"),
    relation: fc.constantFrom(...filterRelations),
    value: fc.constantFrom("a", "1", "10", ""),
    action: fc.constantFrom<FilterRule["action"]>("include", "exclude"),
    state: fc.constantFrom<FilterRule["state"]>("on", "off"),
  });
  const filter = fc.record({ rules: fc.array(rule, { maxLength: 3 }), text: fc.constantFrom("", "a", "ab") });
  const heading = "Process Name,PID,Operation,Path\n";
  const lines = ["a,1,x,y", "b,10,x,y", "ab,2,x,y", "c,1,xab,a", ",,x,y"].map((line) => `${line}\n`);
  const capture = new TextEncoder().encode(
    heading + Array.from({ length: 1000 }, () => lines.join("")).join(""),
  );

  test("leaves what it leaves of the whole capture", () =>
    fc.assert(
      fc.asyncProperty(filter, filter, fc.nat(3), async (before, added, advances) => {
        const after = { rules: [...before.rules, ...added.rules], text: added.text };
        const source = await openEvents(filesOf(capture), uri);
        if (typeof source === "string") throw new Error(source);
        while (!source.isWhole) await source.advance();
        const [first, second] = [before, after].map((one) => eventTest(one, source.columns));
        if (!first || !second || !isNarrower(after, before)) return;
        const wider = new MatchingEvents(source, first);
        for (let i = 0; i < advances; i++) await wider.advance();
        const [within, afresh] = [
          new MatchingEvents(source, second, wider),
          new MatchingEvents(source, second),
        ];
        for (const matching of [within, afresh]) while (!matching.isWhole) await matching.advance();
        expect(within.slice(0, within.count)).toEqual(afresh.slice(0, afresh.count));
      }),
    ));
});

describe("events of a text", () => {
  const textOf = (...units: readonly string[]) =>
    fc.string({ unit: fc.constantFrom(...units), maxLength: 12 });
  // A quote before a comma may end a cell, where quotes are not doubled.
  const cell = fc.oneof(textOf("a", '"', "\n", "é", "<", "&"), textOf("a", ",", " ", ">"));
  const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 300 });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

  async function cellsOf(text: string): Promise<readonly (readonly string[])[]> {
    const source = await openEvents(filesOf(new TextEncoder().encode(text)), uri);
    if (typeof source === "string") throw new Error(source);
    while (!source.isWhole) await source.advance();
    const cells: string[][] = [];
    const all = Array.from({ length: source.count }, (_, i) => i);
    await source.read(all, (_event, own) => cells.push(source.columns.map((_name, i) => own.text(i))));
    return cells;
  }

  test("have the cells that were written, in CSV", () =>
    fc.assert(
      fc.asyncProperty(rows, async (written) => {
        const lines = written.map((row) => `${row.map(quoted).join(",")}\r\n`);
        expect(await cellsOf(`"Process Name","Operation","Path"\r\n${lines.join("")}`)).toEqual(written);
      }),
    ));

  test("have the cells that were written, in XML", () =>
    fc.assert(
      fc.asyncProperty(rows, async (written) => {
        const events = written.map(
          ([name, operation, path]) =>
            `<event>\n<ProcessIndex>1</ProcessIndex>\n<Process_Name>${escaped(name)}</Process_Name>\n<Operation>${escaped(operation)}</Operation>\n<Path>${escaped(path)}</Path>\n</event>\n`,
        );
        const text = `<?xml version="1.0"?>\n<procmon><processlist></processlist><eventlist>${events.join("")}</eventlist></procmon>`;
        expect(await cellsOf(text)).toEqual(written);
      }),
    ));
});
