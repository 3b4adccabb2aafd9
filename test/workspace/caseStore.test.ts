import { expect, test } from "vitest";
import { allFormats } from "../../src/formats/all.ts";
import { CaseStore } from "../../src/workspace/case/caseStore.ts";
import type { Files } from "../../src/workspace/reading/files.ts";
import type { ReadingWatch } from "../../src/workspace/reading/readingWatch.ts";

const row = "2031-07-02 09:01:07 DROP UDP 10.20.0.42 203.0.113.77 49731 12000 60 - - - - - - - SEND 4711\n";
/** A whole number of rows, some 64 kB. */
const chunk = new TextEncoder().encode(row.repeat(700));
const uri = "file:///case/fw.log";

/** A log of so many chunks, none of which is kept. */
function logOf(chunks: number): Files {
  const size = chunks * chunk.length;
  const entry = { uri, path: "fw.log", size, changed: Date.UTC(2031, 7, 1) * 1000 + chunks };
  return {
    list: async function* () {
      yield entry;
    },
    stat: async () => entry,
    read: async function* (_, { from, to = size } = { from: 0 }) {
      for (let at = from; at < Math.min(to, size); ) {
        const piece = chunk.subarray(at % chunk.length, (at % chunk.length) + Math.min(to, size) - at);
        at += piece.length;
        yield piece.slice();
      }
    },
  };
}

class Watch implements ReadingWatch {
  isCancellationRequested = false;
  readonly isStopped = false;
  readonly isLeftOut = () => false;
  file(): void {}
  bytes(): void {}
}

test("a large log whose reading was cancelled midway, and that grew, is not said to be another one", async () => {
  const store = new CaseStore({ formats: allFormats, wanted: () => true });
  const parts: number[] = [];
  const cancelled = new Watch();
  await store.look("file:///case", logOf(1000), cancelled);
  for await (const _part of store.read(cancelled)) {
    const { reading } = await store.snapshot(new Watch());
    parts.push(reading.captures[0]!.columns.count);
    cancelled.isCancellationRequested = true;
  }
  expect(parts).toHaveLength(1);
  expect(parts[0]).toBeLessThan(1000 * 700);

  const watch = new Watch();
  await store.look("file:///case", logOf(1001), watch);
  for await (const _part of store.read(watch));
  const { reading } = await store.snapshot(watch);
  expect(reading.captures[0]!.columns.count).toBe(1001 * 700);
  expect(reading.files[0]!.renewed).toBeUndefined();
});
