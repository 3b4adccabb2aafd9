import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fieldNames } from "../src/core/field.ts";
import type { LineReader } from "../src/core/format.ts";
import { Row } from "../src/core/row.ts";
import { procmonCsv } from "../src/formats/procmon/csv/procmonCsv.ts";
import { procmonXml } from "../src/formats/procmon/xml/procmonXml.ts";

/** Events may lie on many lines: a reader that goes on between two of them says what the one before would. */
describe.each([procmonCsv, procmonXml])("$id", (format) => {
  const folder = join(import.meta.dirname, "formats", format.id);
  const pages = readdirSync(folder).filter((name) => !name.endsWith(".json"));

  test.each(pages)("%s goes on from the state of any line", (page) => {
    const lines = readFileSync(join(folder, page))
      .toString("latin1")
      .split(/\r?\n/)
      .map((line) => Buffer.from(line, "latin1"));
    const reader = format.reader();
    const readings = lines.map((line) => ({ state: reader.state, said: saidOf(reader, line) }));
    for (const [first, { state }] of readings.entries()) {
      const other = format.reader(state);
      expect(other.state).toBe(state);
      for (const [i, line] of lines.slice(first).entries())
        expect(saidOf(other, line), `line ${first + i + 1} from line ${first + 1} on`).toEqual(
          readings[first + i]!.said,
        );
    }
  });
});

function saidOf(reader: LineReader, line: Uint8Array) {
  const row = new Row();
  row.clear(line);
  const kind = reader.read(line, 0, line.length, row);
  const rows = [textsOf(row)];
  while (kind === "row" && reader.more?.(row)) rows.push(textsOf(row));
  return { kind, rows };
}

function textsOf(row: Row) {
  const texts = fieldNames.map((_, index) => row.text(index as 0));
  return { texts, time: row.time, linesAbove: row.linesAbove, modules: row.modules, frames: row.frames };
}
