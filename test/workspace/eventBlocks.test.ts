import fc from "fast-check";
import { expect, test } from "vitest";
import { threadKernel } from "../../src/core/kernel.ts";
import { PlainRows } from "../../src/core/plainRows.ts";
import { allFormats } from "../../src/formats/all.ts";
import { operationCounts } from "../../src/workspace/captures/operationCounts.ts";
import { scanFile } from "../../src/workspace/captures/scan.ts";
import type { ScannedCapture, ScannedFile } from "../../src/workspace/captures/scannedFile.ts";
import { packScannedFile, unpackScannedFile } from "../../src/workspace/captures/scannedFileBytes.ts";
import { largeFile, readFileLines } from "../../src/workspace/reading/fileReading.ts";
import type { FileEntry } from "../../src/workspace/reading/files.ts";
import { eventLines, eventLogs } from "./eventLines.ts";
import { mutationsOf } from "./plainLines.ts";

/** The kernel's blocks, and those that TypeScript alone fills. */
const blocks = { kernel: threadKernel()?.rows ?? new PlainRows(), script: new PlainRows() };
const changed = Date.UTC(2031, 11, 31) * 1000;

const line = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...eventLines) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...eventLines), fc.nat(200), fc.string()).map(spoilt) },
  { weight: 1, arbitrary: fc.constantFrom(...Object.values(eventLogs).map(([heading]) => heading)) },
);

test("a scan in blocks and one line by line tell the same of events", async () => {
  const documents = fc.tuple(
    fc.constantFrom(...Object.values(eventLogs)),
    fc.array(line, { maxLength: 60 }),
    fc.constantFrom("\n", "\r\n", "\r"),
    fc.integer({ min: 1, max: 4000 }),
  );
  await fc.assert(
    fc.asyncProperty(documents, async ([log, lines, lineBreak, chunk]) => {
      const text = [...log.slice(0, 2), ...lines, ""].join(lineBreak);
      await expectSameEvents(new TextEncoder().encode(text.replaceAll(/[\0\ufeff]/g, "")), chunk);
    }),
    { numRuns: 300, seed: 20310702 },
  );
}, 120_000);

test.for(Object.entries(eventLogs))(
  "%s: each byte of a plain line replaced by any other",
  async ([, log]) => {
    await expectSameEvents(mutationsOf(log), 1 << 20);
  },
);

test.for(Object.entries(eventLogs))("%s: nearly all of it is read in blocks", async ([, log]) => {
  const [heading, ...rest] = log;
  const lines = rest.filter((text) => text !== "").flatMap((text) => Array(100).fill(text));
  const bytes = new TextEncoder().encode(`${[heading, ...lines].join("\r\n")}\r\n`);
  for (const rows of Object.values(blocks)) {
    let [plain, all] = [0, 0];
    await readFileLines(
      { uri: "case:/a.csv", path: "a.csv", size: largeFile + 1, changed },
      chunksOf(bytes, 1 << 20),
      { formats: allFormats, rows },
      {
        line: ({ role }) => {
          if (role === "row") all++;
        },
        rows: (block) => {
          plain += block.rows.count;
          all += block.rows.count;
        },
      },
    );
    expect(plain / all).toBeGreaterThan(0.9);
  }
});

test("what found no room for its text is read all the same", async () => {
  const [heading] = eventLogs.usual;
  const lines = Array.from(
    { length: 9000 },
    (_, i) =>
      `"9:15:00.${String(i).padStart(7, "0")} AM","p${i % 7000}.exe","${i % 7000}","Operation ${i % 50}","","SUCCESS",""`,
  );
  await expectSameEvents(new TextEncoder().encode([heading, ...lines, ""].join("\n")), 1 << 20);
});

test("what is kept of a scan is what was scanned", async () => {
  const uri = "case:/a.csv";
  const bytes = new TextEncoder().encode([...eventLogs.usual, ...eventLines, ""].join("\n"));
  const entry: FileEntry = { uri, path: "a.csv", size: largeFile + 1, changed };
  const scanned = await scanFile(entry, chunksOf(bytes, 4096), { formats: allFormats });
  const packed = Uint8Array.from(Buffer.concat(packScannedFile(scanned!)));
  expect(told(unpackScannedFile(packed, uri))).toEqual(told(scanned));
});

/** Of small files, TypeScript reads no blocks. */
async function expectSameEvents(bytes: Uint8Array, chunk: number): Promise<void> {
  const small: FileEntry = { uri: "case:/a.csv", path: "a.csv", size: 1, changed };
  const large = { ...small, size: largeFile + 1 };
  const scan = (entry: FileEntry, rows: PlainRows) =>
    scanFile(entry, chunksOf(bytes, chunk), { formats: allFormats, rows });
  const expected = told(await scan(small, blocks.script));
  expect(told(await scan(large, blocks.kernel))).toEqual(expected);
  expect(told(await scan(large, blocks.script))).toEqual(expected);
}

function told(scanned: ScannedFile | undefined): unknown {
  return scanned?.captures.map((capture) => ({
    lines: [capture.firstLine, capture.lastLine, scanned.lines],
    issues: capture.issues,
    clock: capture.clock,
    processes: capture.processes,
    connections: connectionsOf(capture),
    ...activityOf(capture),
  }));
}

function activityOf({ activity }: ScannedCapture): object {
  if (!activity) return {};
  const { events, ...rest } = activity;
  const columns = [events.line, events.time, events.actor, events.operation].map((column) => [...column]);
  const counts = operationCounts(activity);
  return { ...rest, columns, counts: [...counts.count], firsts: [...counts.first] };
}

function connectionsOf({ columns }: ScannedCapture): readonly object[] {
  return Array.from({ length: columns.count }, (_, row) => ({
    ...{ line: columns.line[row], time: columns.time[row], pid: columns.pid[row] },
    ends: [columns.text(columns.source[row]!), columns.text(columns.destination[row]!)],
    ports: [columns.sourcePort[row], columns.destinationPort[row]],
    process: columns.text(columns.process[row]!),
    ...columns.mannerOf(row),
  }));
}

function spoilt([text, at, insertion]: readonly [string, number, string]): string {
  return text.slice(0, at) + insertion + text.slice(at + (at % 3));
}

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const head = Math.min(bytes.length, 512);
  if (0 < head) yield bytes.slice(0, head);
  for (let at = head; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}
