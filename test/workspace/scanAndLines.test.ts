import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { refangedAddress } from "../../src/core/address.ts";
import { threadKernel } from "../../src/core/kernel.ts";
import type { Connection, Observation } from "../../src/core/observation.ts";
import { PlainRows } from "../../src/core/plainRows.ts";
import { Row } from "../../src/core/row.ts";
import { allFormats } from "../../src/formats/all.ts";
import { scanFile } from "../../src/workspace/captures/scan.ts";
import type { ScannedCapture, ScannedFile } from "../../src/workspace/captures/scannedFile.ts";
import { EvidenceReader } from "../../src/workspace/reading/evidenceReader.ts";
import { documentKindOf, largeFile, readFileLines } from "../../src/workspace/reading/fileReading.ts";
import type { FileEntry } from "../../src/workspace/reading/files.ts";
import { ObservationStream } from "../../src/workspace/reading/observationStream.ts";
import { noRules } from "../readPage.ts";
import { mutationsOf, pfirewallLog, plainLogs } from "./plainLines.ts";

const firewallHeader =
  "#Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path";

/** Lines of three formats and of none, plain ones and odd ones; some stand there often so that runs come up. */
const lines: readonly string[] = [
  firewallHeader,
  `${firewallHeader} pid`,
  "2031-07-02 09:01:07 DROP TCP 198.51.100.7 10.20.0.35 24633 1433 40 S 1494216033 0 8192 - - - RECEIVE 4",
  "2031-07-02 09:01:07 ALLOW UDP 10.20.0.35 198.51.100.9 49731 12000 76 - - - - - - - SEND 4711",
  "2031-07-02 09:01:08 ALLOW TCP 10.20.0.35 198.51.100.9 49731 443 0 - 0 0 0 - - - SEND",
  "2031-07-02 09:01:08 ALLOW TCP 10.20.0.35 198.51.100.9 49731 443 0 - 0 0 0 - - - SEND ",
  "2031-07-02 23:59:59 DROP ICMP 2001:db8::7 fe80::1%12 - - 64 - - - - 8 0 - RECEIVE -",
  "2031-07-03 00:00:00 DROP 2 10.20.0.35 224.0.0.22 - - 0 - - - - - - - RECEIVE 99999999999",
  "2031-07-03 00:00:00 ALLOW TCP 010.20.0.35 999.1.1.1 70000 65536 0 - - - - - - - SEND 12",
  "2031-07-03 00:00:01 INFO-EVENTS-LOST - - - - - - - - - - - - 17 - 4",
  "2031-07-03 00:00:01 OPEN-INBOUND TCP 198.51.100.7 10.20.0.35 1025 443 - - - - - - - - -",
  "Mar  3 10:00:01 gw01 kernel: [12345.678901] [UFW BLOCK] IN=eth0 OUT= MAC=00:11:22:33:44:55:66:77:88:99:aa:bb:08:00 SRC=198.51.100.7 DST=192.0.2.1 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=1 DF PROTO=TCP SPT=40000 DPT=22 WINDOW=1024 RES=0x00 SYN URGP=0",
  "Mar  3 10:00:02 gw01 kernel: [12345.678902] [UFW ALLOW] IN= OUT=eth0 SRC=192.0.2.1 DST=198.51.100.7 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=1 DF PROTO=UDP SPT=53 DPT=53 LEN=40",
  "Mar  3 10:00:03 gw01 last message repeated 4 times",
  "Mar  3 10:00:03 gw02 kernel: DROP IN=eth0 OUT= SRC=198.51.100.7 DST=192.0.2.1 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=ICMP TYPE=3 CODE=1 [SRC=192.0.2.1 DST=198.51.100.7 LEN=40 PROTO=TCP SPT=1 DPT=2 ] ",
  "2031-03-03T10:00:03.123456+01:00 gw01 kernel: [UFW BLOCK] IN=eth0 OUT= MAC= SRC=2001:0db8:0000:0000:0000:0000:0000:0007 DST=ff02:0000:0000:0000:0000:0000:0000:00fb LEN=89 TC=0 HOPLIMIT=1 FLOWLBL=0 PROTO=UDP SPT=5353 DPT=5353 LEN=49 ",
  "2031-03-03T10:00:04.123456-05:00 gw02 kernel: [UFW BLOCK] IN=eth0 OUT= SRC=198.51.100.7 DST=224.0.0.1 LEN=28 TOS=0x00 PREC=0x00 TTL=1 ID=0 DF PROTO=2 ",
  "[12345.678901] [UFW BLOCK] IN=eth0 OUT= SRC=198.51.100.7 DST=192.0.2.1 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=1 FRAG:64 PROTO=TCP ",
  "[12345.678902] [UFW BLOCK] IN=eth0 OUT= SRC=198.51.100.7 DST=192.0.2.1 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=1 PROTO=TCP SPT=1 DPT=2 ",
  "SPT=40000 DPT=22 WINDOW=1024",
  "  Proto  Local Address          Foreign Address        State           PID",
  "  TCP    10.20.0.35:49731       198.51.100.7:443       ESTABLISHED     4711",
  "  TCP    0.0.0.0:135            0.0.0.0:0              ABHÖREN         812",
  "  UDP    [fe80::1%12]:1900      *:*                                    1432",
  "  UDP    10.20.0.35:12000       *:*                                    4711",
  " [explorer.exe]",
  "  RpcSs",
  "> 2031-07-02 09:01:07 DROP TCP 198.51.100.7 10.20.0.35 24633 1433 40 - - - - - - - RECEIVE 4",
  "```",
  "```fwlog host=WS-042",
  "He called at nine.",
  "",
];

const line = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...lines) },
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...lines), fc.nat(200), fc.string()).map(spoilt) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 300 }) },
);

/** The same line over and over, as logs have it, then others. */
const run = fc.tuple(line, fc.integer({ min: 1, max: 6 })).map(([text, times]) => Array(times).fill(text));

const lineBreaks = fc.constantFrom("\n", "\r\n", "\r\r\n", "\r", "\n\r");

const documents = fc.record({
  text: fc
    .tuple(fc.array(run, { maxLength: 14 }), lineBreaks, fc.boolean())
    .map(([runs, lineBreak, ends]) => runs.flat().join(lineBreak) + (ends ? lineBreak : "")),
  path: fc.constantFrom("fw.log", "fw.log", "notes.md"),
  size: fc.constantFrom(1, largeFile + 1),
  chunk: fc.integer({ min: 1, max: 5000 }),
  filledBy: fc.constantFrom("kernel", "script"),
});

const changed = Date.UTC(2031, 11, 31) * 1000;
const options = { formats: allFormats };

/** The kernel's blocks, and those that TypeScript alone fills. */
const blocks = { kernel: threadKernel()?.rows ?? new PlainRows(), script: new PlainRows() };

test("a scan into columns and the reading of single lines agree on every field", async () => {
  await fc.assert(
    fc.asyncProperty(documents, async ({ text, path, size, chunk, filledBy }) => {
      const entry: FileEntry = { uri: `case:/${path}`, path, size, changed };
      const bytes = new TextEncoder().encode(text.replaceAll(/[\0\ufeff]/g, ""));
      const rows = blocks[filledBy];
      const scanned = await scanFile(entry, chunksOf(bytes, chunk), { formats: allFormats, rows });
      const observations = readOneByOne(bytes, entry);
      const connections = observations.filter(({ kind }) => kind === "connection") as Connection[];
      if (!scanned) return;
      expect(scanned.captures.flatMap(rowsOf)).toEqual(connections.map(rowOf));
      expect(scanned.captures.flatMap(({ processes }) => processes.map(({ line }) => line))).toEqual(
        observations.filter(({ kind }) => kind === "process").map(({ line }) => line),
      );
      for (const capture of scanned.captures) expectFlows(capture);
    }),
    { numRuns: 400, seed: 20310702 },
  );
}, 60_000);

test.for(Object.entries(plainLogs))(
  "%s: each byte of a plain line replaced by any other",
  async ([, log]) => {
    await expectSameRows(mutationsOf(log), [4096]);
  },
);

test.for(Object.entries(plainLogs))("%s: cut into chunks anywhere", async ([, log]) => {
  const bytes = new TextEncoder().encode(log.slice(0, 8).join("\r\n").repeat(2));
  // The first chunk tells the encoding.
  const first = bytes.indexOf(0x0a) + 1;
  await expectSameRows(
    bytes,
    Array.from({ length: bytes.length - first }, (_, i) => first + i),
  );
});

test.for(Object.entries(plainLogs))("%s: nearly all of it is read in blocks", async ([, log]) => {
  // A header begins anew.
  const [first, ...rest] = log;
  const bytes = new TextEncoder().encode(`${first}\n${`${rest.join("\n").trimEnd()}\n`.repeat(200)}`);
  const entry: FileEntry = { uri: "case:/fw.log", path: "fw.log", size: largeFile + 1, changed };
  for (const rows of [blocks.kernel, blocks.script]) {
    let [plain, all] = [0, 0];
    await readFileLines(
      entry,
      chunksOf(bytes, 1 << 20),
      { ...options, rows },
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
    expect(plain / all).toBeGreaterThan(0.95);
  }
});

test("the kernel reads plain lines, so that what is said of it here is not of TypeScript", async () => {
  const kernel = threadKernel();
  expect(kernel).toBeDefined();
  const text = new TextEncoder().encode(pfirewallLog.slice(1).join("\n"));
  kernel!.text.set(text);
  const day = { text: text.slice(0, 11), midnight: Date.UTC(2031, 6, 2) * 1000 };
  kernel!.rows.begin(kernel!.text, "local");
  const end = kernel!.readPfirewall(0, text.length, day, "either");
  expect(kernel!.rows.count).toBeGreaterThan(3);
  expect(text[end - 1]).toBe(0x0a);
});

test("without WebAssembly there is no kernel, and the scan needs none", async () => {
  vi.stubGlobal("WebAssembly", undefined);
  vi.resetModules();
  const { threadKernel: kernelOfOthers } = await import("../../src/core/kernel.ts");
  const { scanFile: scanByOthers } = await import("../../src/workspace/captures/scan.ts");
  expect(kernelOfOthers()).toBeUndefined();
  const entry: FileEntry = { uri: "case:/fw.log", path: "fw.log", size: largeFile + 1, changed };
  const bytes = new TextEncoder().encode(pfirewallLog.join("\n"));
  const scanned = await scanByOthers(entry, chunksOf(bytes, 1 << 20), options);
  vi.unstubAllGlobals();
  expect(scanned!.captures[0]!.columns.count).toBe(pfirewallLog.length - 2);
});

/**
 * Whatever stands in a log: its scan has the same rows as the reading of single lines, and counts the same as a
 * scan that knows no blocks, with blocks of either kind, and however long the first chunk is.
 */
async function expectSameRows(bytes: Uint8Array, heads: readonly number[]): Promise<void> {
  const small: FileEntry = { uri: "case:/fw.log", path: "fw.log", size: 1, changed };
  const large = { ...small, size: largeFile + 1 };
  const connections = readOneByOne(bytes, large).filter(({ kind }) => kind === "connection") as Connection[];
  const expected = connections.map((connection) => JSON.stringify(rowOf(connection)));
  // Of small files, TypeScript reads no blocks.
  const counts = countsOf(
    (await scanFile(small, chunksOf(bytes, 1 << 20), { ...options, rows: blocks.script }))!,
  );
  const scans = [
    { entry: large, rows: blocks.kernel },
    { entry: large, rows: blocks.script },
    { entry: small, rows: blocks.kernel },
  ];
  for (const { entry, rows } of scans) {
    for (const head of heads) {
      const scanned = (await scanFile(entry, chunksOf(bytes, 1 << 20, head), { ...options, rows }))!;
      const actual = scanned.captures.flatMap(rowsOf).map((row) => JSON.stringify(row));
      // All at once would take minutes to print.
      const other = expected.findIndex((row, i) => row !== actual[i]);
      if (0 <= other) expect(actual.slice(other, other + 2)).toEqual(expected.slice(other, other + 2));
      expect(actual.length).toBe(expected.length);
      expect(countsOf(scanned)).toEqual(counts);
    }
  }
}

function countsOf({ captures, lines }: ScannedFile): object {
  return {
    lines,
    captures: captures.map(({ format, firstLine, lastLine, issues, gaps, lineHost, clock }) => ({
      ...{ format, firstLine, lastLine, issues, gaps, lineHost, clock },
    })),
  };
}

function spoilt([text, at, insertion]: readonly [string, number, string]): string {
  return text.slice(0, at) + insertion + text.slice(at + (at % 3));
}

async function* chunksOf(bytes: Uint8Array, size: number, first = 4096): AsyncGenerator<Uint8Array> {
  // The head decides on the encoding: it is one chunk, as a file's first chunk is.
  const head = Math.min(bytes.length, first);
  if (0 < head) yield bytes.slice(0, head);
  for (let at = head; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

/** The straightforward way: a split at line breaks, and one reading after the other. */
function readOneByOne(bytes: Uint8Array, entry: FileEntry): readonly Observation[] {
  const observations: Observation[] = [];
  const stream = new ObservationStream(
    { entry, rules: noRules },
    { observation: (observation) => observations.push(observation), issue: () => {} },
  );
  const reader = new EvidenceReader({
    kind: documentKindOf(entry.path),
    formats: allFormats,
    blanks: entry.size <= largeFile ? "repair" : "as-is",
  });
  const row = new Row();
  for (const [line, part] of Buffer.from(bytes)
    .toString("latin1")
    .split(/\r\n|\n|\r/)
    .entries()) {
    const own = Buffer.from(part, "latin1");
    const role = reader.read(own, 0, own.length, row);
    stream.add({ line, role, row, reader, bytes: own, start: 0, end: own.length, cut: "whole" });
  }
  stream.finish();
  return observations;
}

function rowsOf({ columns }: ScannedCapture): readonly object[] {
  return Array.from({ length: columns.count }, (_, row) => ({
    line: columns.line[row],
    time: columns.time[row],
    source: refanged(columns.text(columns.source[row]!)),
    sourcePort: columns.sourcePort[row],
    destination: refanged(columns.text(columns.destination[row]!)),
    destinationPort: columns.destinationPort[row],
    pid: columns.pid[row],
    process: columns.text(columns.process[row]!),
    ...columns.mannerOf(row),
  }));
}

function rowOf(connection: Connection): object {
  const { line, time, source, destination, process } = connection;
  const { transport, action, state, direction, eventType } = connection;
  return {
    line,
    time: time?.micros ?? Number.NaN,
    source: source.ip ?? source.domain,
    sourcePort: within(65_535, source.port),
    destination: destination.ip ?? destination.domain,
    destinationPort: within(65_535, destination.port),
    pid: within(0x7fffffff, process.pid),
    process: process.name === "" || process.name === "*" ? undefined : process.name,
    transport,
    action,
    state,
    direction,
    eventType,
  };
}

function refanged(text: string | undefined): string | undefined {
  return text === undefined ? undefined : refangedAddress(text);
}

function within(most: number, value: number | undefined): number {
  return value === undefined || most < value ? -1 : value;
}

/** Flows are the rows that agree in all but time, line and source port, numbered as they come. */
function expectFlows({ columns, flows }: ScannedCapture): void {
  const { source, destination, destinationPort, manner, pid, process, time } = columns;
  const known = new Map<string, number[]>();
  for (let row = 0; row < columns.count; row++) {
    const key = [source, destination, destinationPort, manner, pid, process]
      .map((column) => column[row])
      .join();
    known.set(key, [...(known.get(key) ?? []), row]);
  }
  expect(flows.count).toBe(known.size);
  for (const [flow, rows] of [...known.values()].entries()) {
    const times = rows.map((row) => time[row]!).filter((micros) => !Number.isNaN(micros));
    expect(flows.rows(flow)).toBe(rows.length);
    expect(flows.firstRow(flow)).toBe(rows[0]);
    expect(flows.first(flow)).toBe(Math.min(...times));
    expect(flows.last(flow)).toBe(Math.max(...times));
    expect([...flows.rowsOf(flow)]).toEqual(rows);
    for (const row of rows) expect(flows.ofRow[row]).toBe(flow);
  }
}
