import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eventClassName, operationName, textsOf } from "../src/formats/procmon/pml/details/pmlTexts.ts";
import { resultName } from "../src/formats/procmon/pml/details/resultName.ts";
import type { PmlEvent, PmlNames } from "../src/formats/procmon/pml/pmlEvent.ts";
import { withoutEnvironment } from "../src/formats/procmon/withoutEnvironment.ts";
import {
  type DescribedDetail,
  type DetailPage,
  describedEvent,
  namesOf,
  pmlEvent,
} from "./procmon/describedDetail.ts";
import { capturedEvents, type ExportedRow, exportedRows } from "./procmon/pmlPairs.ts";

const folder = new URL("./procmon/details/", import.meta.url);
const pages = readdirSync(folder).filter((name) => name.endsWith(".json"));
const isWritten = process.env["UPDATE_PAGES"] === "1";

function told(event: PmlEvent, names: PmlNames): Record<string, string> {
  const { path, category, detail } = textsOf(event, names);
  const all = { operation: operationName(event), path, category, result: resultName(event.result), detail };
  return Object.fromEntries(Object.entries(all).filter(([, text]) => text !== ""));
}

function tellBoth(event: DescribedDetail, names: PmlNames, bits: 32 | 64 | undefined): DescribedDetail {
  const [texts32, texts64] = [told(describedEvent(event, 4), names), told(describedEvent(event, 8), names)];
  const { texts: _, texts64: __, ...rest } = event;
  if (bits !== undefined) return { ...rest, texts: bits === 32 ? texts32 : texts64 };
  const differing = Object.entries(texts64).filter(([name, text]) => texts32[name] !== text);
  const more = differing.length > 0 ? { texts64: Object.fromEntries(differing) } : {};
  return { ...rest, texts: texts32, ...more };
}

describe.each(pages)("%s", (name) => {
  test("says what Process Monitor would", () => {
    const path = new URL(name, folder);
    const page = JSON.parse(readFileSync(path, "utf8")) as DetailPage;
    const names = namesOf(page);
    const events = page.events.map((event) => tellBoth(event, names, page.bits));
    if (isWritten) writeFileSync(path, `${JSON.stringify({ ...page, events }, undefined, 2)}\n`);
    else expect(events).toEqual(page.events);
  });
});

describe("any bytes", () => {
  const names = namesOf({ events: [] });
  const event = fc.record({
    class: fc.integer({ min: 0, max: 7 }),
    number: fc.integer({ min: 0, max: 50 }),
    pointerSize: fc.constantFrom<4 | 8>(4, 8),
    detail: fc.uint8Array({ maxLength: 400 }),
    extra: fc.uint8Array({ maxLength: 200 }),
    result: fc.integer({ min: 0, max: 0xffff_ffff }),
  });

  test("are told without a word of what stands around them", () => {
    fc.assert(
      fc.property(event, (parts) => {
        const built = pmlEvent(parts);
        const texts = textsOf(built, names);
        expect(operationName(built)).not.toBe("");
        expect(eventClassName(parts.class)).not.toBe("");
        expect(resultName(parts.result)).toBeTypeOf("string");
        const other = { ...built, bytes: built.bytes.slice() };
        other.bytes.fill(0x42, 0, built.detailFrom);
        other.bytes.fill(0x42, built.detailTo, built.extraFrom || other.bytes.length);
        if (built.extraTo > 0) other.bytes.fill(0x42, built.extraTo);
        const told = textsOf({ ...other, view: new DataView(other.bytes.buffer) }, names);
        expect([told.path, told.category, told.detail]).toEqual([texts.path, texts.category, texts.detail]);
      }),
      { numRuns: 3000 },
    );
  });

  test("of every length take little time", () => {
    const long = new Uint8Array(1 << 21).fill(1);
    for (const fill of [1, 0xff]) {
      long.fill(fill);
      for (let eventClass = 1; eventClass <= 5; eventClass++)
        for (let number = 0; number < 48; number++) {
          const started = performance.now();
          const parts = {
            class: eventClass,
            number,
            pointerSize: 8,
            detail: long,
            extra: long.subarray(0, 0xffff),
          } as const;
          const texts = textsOf(pmlEvent(parts), names);
          expect(texts.detail.length).toBeLessThan(8 << 20);
          expect(performance.now() - started).toBeLessThan(2000);
        }
    }
  });
});

describe("pages that end early", () => {
  test.each(pages)("%s gives the texts so far, at every length", (name) => {
    const page = JSON.parse(readFileSync(new URL(name, folder), "utf8")) as DetailPage;
    const names = namesOf(page);
    for (const described of page.events) {
      const whole = describedEvent(described, 8);
      const { detail } = textsOf(whole, names);
      for (let detailTo = whole.detailFrom; detailTo < whole.detailTo; detailTo++) {
        const texts = textsOf({ ...whole, detailTo }, names);
        expect(texts.detail.length).toBeLessThanOrEqual(detail.length);
      }
    }
  });
});

test("a block of environment is left out, and nothing else", () => {
  const start = "Parent PID: 700, Command line: a.exe, Current directory: C:\\";
  expect(withoutEnvironment(`${start}, Environment: \r;\tTOKEN=secret\r;\tX=1`)).toBe(start);
  expect(withoutEnvironment(start)).toBe(start);
  const named = "Parent PID: 700, Command line: a.exe , Environment: x";
  expect(withoutEnvironment(`${named}, Current directory: C:\\, Environment: \r;\tTOKEN=secret`)).toBe(
    `${named}, Current directory: C:\\`,
  );
  const other = "Type: REG_SZ, Length: 40, Data: a, Environment: b";
  expect(withoutEnvironment(other)).toBe(other);
});

const pairs = join(import.meta.dirname, "../../shared/data/09-procmon/eronnen");

function pairBytes(name: string): Uint8Array {
  const bytes = readFileSync(join(pairs, name));
  return name.endsWith(".zlib") ? inflateSync(bytes) : bytes;
}

function exported(event: PmlEvent, names: PmlNames): ExportedRow {
  const { path, category, detail } = textsOf(event, names);
  const [operation, result] = [operationName(event), resultName(event.result)];
  const eventClass = eventClassName(event.eventClass);
  return {
    Operation: operation,
    Path: path,
    Result: result,
    Detail: detail,
    "Event Class": eventClass,
    Category: category,
  };
}

describe.skipIf(!existsSync(pairs))(
  "captures and Process Monitor's own exports (skipped where the folder beside the repository is absent)",
  () => {
    test.each([
      ["CompressedLogFileUTC32FilesystemPML.zlib", "CompressedLogFileUTC32FilesystemCSV.zlib"],
      ["LogFileUTC64Process.PML", "CompressedLogFileUTC64ProcessCSV.zlib"],
    ])("%s: every row is the same", (capture, csv) => {
      const { events, names } = capturedEvents(pairBytes(capture));
      const rows = exportedRows(Buffer.from(pairBytes(csv)).toString("utf8"));
      const different: unknown[] = [];
      for (const event of events) {
        const { value: row } = rows.next();
        const said = exported(event, names);
        for (const [name, text] of Object.entries(said))
          if (row?.[name] !== text) different.push({ name, said: text, exported: row?.[name] });
      }
      expect(different).toEqual([]);
      expect(rows.next().done).toBe(true);
    });

    test.each(existsSync(pairs) ? readdirSync(pairs).filter((name) => /PML(\.zlib)?$/.test(name)) : [])(
      "%s: the rows that are known of its export are the same",
      (capture) => {
        const expected = JSON.parse(readFileSync(join(pairs, `${capture}.expected.json`), "utf8")) as {
          readonly operations: Readonly<Record<string, number>>;
          readonly events: readonly ({ readonly index: number } & ExportedRow)[];
        };
        const { events, names } = capturedEvents(pairBytes(capture));
        const said = Array.from(events, (event) => exported(event, names));
        for (const row of expected.events)
          for (const [name, text] of Object.entries(said[row.index]!)) expect(text).toBe(row[name]);
        for (const [operation, count] of Object.entries(expected.operations))
          expect(said.filter(({ Operation }) => Operation === operation).length, operation).toBe(count);
      },
    );
  },
);
