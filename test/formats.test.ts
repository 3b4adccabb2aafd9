import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Format, LineReader } from "../src/core/format.ts";
import { LineBytes } from "../src/core/lineBytes.ts";
import { Row } from "../src/core/row.ts";
import { allFormats } from "../src/formats/all.ts";
import { readBytes, readPage } from "./readPage.ts";

/**
 * Pages: test/formats/<format id>/<claim>.log (or .csv) beside <claim>.json, which holds what
 * `incident-notes parse` prints for it. A missing .json is written: review it like code.
 */
const folder = join(import.meta.dirname, "formats");

/** All that readers look for the end of a value by. */
const around = '[1:2:3] (a="b" {c}) <d>/e\\f;g,h|i\t';

/** What a reader says of a line that lies in a buffer behind `start` bytes and before as many others. */
function readingOf(reader: LineReader, { claims }: Format, bytes: Uint8Array, start: number) {
  const end = bytes.length - start;
  const claim = claims(bytes, start, end);
  const row = new Row();
  row.clear(bytes);
  const kind = reader.read(bytes, start, end, row);
  const fields =
    row.bytes === bytes
      ? [...row.from].map((from, i) => (from < 0 ? "" : `${from - start} ${row.to[i]! - start}`))
      : [];
  return { claim, kind, fields, time: row.time, state: reader.state };
}

for (const format of allFormats) {
  describe(format.id, () => {
    const pages = readdirSync(join(folder, format.id)).filter((name) => !name.endsWith(".json"));

    it("has pages", () => expect(pages.length).toBeGreaterThan(2));

    for (const page of pages) {
      it(page.replace(/\.\w+$/, "").replaceAll("-", " "), async () => {
        const { printed, observations, formats } = await readPage(join(folder, format.id, page), allFormats);
        const text = `[\n${printed.map((fields) => `  ${JSON.stringify(fields)}`).join(",\n")}\n]\n`;
        await expect(text).toMatchFileSnapshot(join(folder, format.id, page.replace(/\.\w+$/, ".json")));
        if (0 < observations.length)
          expect([...formats], "exactly this format claims it").toEqual([format.id]);
        for (const { spans, text: whole } of observations) {
          for (const span of spans.values()) {
            expect(span.start).toBeGreaterThanOrEqual(whole.start);
            expect(span.end).toBeLessThanOrEqual(Math.max(whole.end, span.end));
          }
        }
      });
    }

    it("reads any bytes without throwing, and says of each line what it is", () => {
      const row = new Row();
      fc.assert(
        fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 }), (lines) => {
          const reader = format.reader();
          for (const line of lines) {
            row.clear(line);
            expect(typeof reader.read(line, 0, line.length, row)).toBe("string");
            expect(typeof format.claims(line, 0, line.length)).toBe("string");
          }
        }),
      );
    });

    it("reads a line by its own bytes, whatever stands around it", () => {
      for (const page of pages) {
        const lines = readFileSync(join(folder, format.id, page))
          .toString("latin1")
          .split(/\r?\n/);
        const [alone, between] = [format.reader(), format.reader()];
        for (const line of lines) {
          const one = readingOf(alone, format, Buffer.from(line, "latin1"), 0);
          const other = readingOf(
            between,
            format,
            Buffer.from(around + line + around, "latin1"),
            around.length,
          );
          expect(other, line).toEqual(one);
        }
      }
    });

    it("goes on from its state as if it had read the lines above", async () => {
      for (const page of pages) {
        const { observations } = await readPage(join(folder, format.id, page), [format]);
        expect(observations.every((observation) => observation.format === format.id)).toBe(true);
      }
    });

    it("reads hostile lines in time that grows with their length", () => {
      const hostile = [" ", "\t", "9", "[", ":", "1.", "=", "A=", ",", '"', "TCP ", "\0", "é", "SRC=1 "];
      const bytes = new LineBytes();
      const row = new Row();
      for (const unit of hostile) {
        bytes.set(unit.repeat(60_000 / unit.length));
        const started = performance.now();
        row.clear(bytes.bytes);
        const reader = format.reader();
        format.claims(bytes.bytes, 0, bytes.length);
        reader.read(bytes.bytes, 0, bytes.length, row);
        reader.read(bytes.bytes, 0, bytes.length, row);
        // A reader that backtracks takes minutes; no machine is so busy that this one would.
        expect(performance.now() - started, JSON.stringify(unit)).toBeLessThan(5000);
      }
    });
  });
}

describe("documents without evidence", () => {
  const claims: Readonly<Record<string, string>> = {
    "an empty file": "",
    prose: "The user says that the computer was slow.\nHe rebooted it at 9:30.\n",
    "source code": 'const tcp = require("net");\nif (a.b:c) { return 1; }\n',
    "commands that would make evidence":
      "netstat -ano | findstr 12000\niptables -A INPUT -s 192.0.2.1 -j DROP\ntasklist /svc\n",
  };
  for (const [claim, text] of Object.entries(claims)) {
    it(`gives no row and no issue for ${claim}`, async () => {
      const { printed } = await readBytes(new TextEncoder().encode(text), "text.txt", allFormats);
      expect(printed).toEqual([]);
    });
  }

  const pages = join(import.meta.dirname, "noEvidence");
  for (const page of readdirSync(pages)) {
    it(`gives no row and no issue for ${page.replace(/\.\w+$/, "").replaceAll("-", " ")}`, async () => {
      const { printed } = await readPage(join(pages, page), allFormats);
      expect(printed).toEqual([]);
    });
  }
});
