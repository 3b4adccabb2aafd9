import fc from "fast-check";
import { expect, test } from "vitest";
import { TextLines } from "../../src/workspace/document/textLines.ts";
import { ByteLines } from "../../src/workspace/reading/byteLines.ts";
import { LineBreakCount } from "../../src/workspace/reading/lineBreaks.ts";
import { LineOffsets, linesPerNote } from "../../src/workspace/views/lineOffsets.ts";

const text = fc
  .array(fc.constantFrom("\r", "\n", "\r\n", "a", "bc"), { maxLength: 40 })
  .map((parts) => parts.join(""));
const chunk = fc.integer({ min: 1, max: 5 });

test("bytes are cut into the lines that an editor has", () => {
  fc.assert(
    fc.property(text, chunk, (written, size) => {
      const lines: string[] = [];
      const split = new ByteLines((bytes, start, end) =>
        lines.push(Buffer.from(bytes.slice(start, end)).toString()),
      );
      for (const part of chunksOf(written, size)) split.push(part);
      const unfinished = split.unfinished!;
      const above = lines.length;
      split.finish();
      expect(lines).toEqual(linesOf(written));
      // Who goes on from there reads the same.
      expect(lines.slice(above)).toEqual(linesOf(written.slice(written.length - unfinished)));
    }),
    { numRuns: 2000, seed: 20310702 },
  );
});

test("places of lines are noted where an editor has them", () => {
  fc.assert(
    fc.property(text, chunk, (written, size) => {
      const whole = written.repeat(40);
      const offsets = new LineOffsets();
      for (const part of chunksOf(whole, size * 17)) offsets.add(part);
      const lines = new TextLines(whole);
      let at = 0;
      for (let line = 0; line < lines.count - 1; line++) {
        if (line % linesPerNote === 0) expect(offsets.offset(line / linesPerNote)).toBe(at);
        at += lines.size(line);
      }
      expect(new LineBreakCount(new TextEncoder().encode(whole), 0).upTo(whole.length)).toBe(lines.count - 1);
    }),
    { numRuns: 300, seed: 20310702 },
  );
});

/** Behind the last line break is no line. */
function linesOf(written: string): readonly string[] {
  const lines = new TextLines(written);
  const all = Array.from({ length: lines.count }, (_, i) => lines.line(i));
  return all.at(-1) === "" ? all.slice(0, -1) : all;
}

function* chunksOf(written: string, size: number): Generator<Uint8Array> {
  const bytes = new TextEncoder().encode(written);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
