import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type EventColumn, eventColumns, type FilterRule, filterRelations } from "../src/core/eventFilter.ts";
import type { EventSource } from "../src/workspace/events/eventSource.ts";
import { type EventFilter, eventTest } from "../src/workspace/events/eventTest.ts";
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
