import fc from "fast-check";
import { expect, test } from "vitest";
import { allFormats } from "../../src/formats/all.ts";
import { rescanFile, rescanInParts } from "../../src/workspace/captures/rescan.ts";
import { scanFile } from "../../src/workspace/captures/scan.ts";
import type { ScannedFile } from "../../src/workspace/captures/scannedFile.ts";
import type { ByteRange, FileEntry, Files } from "../../src/workspace/reading/files.ts";
import { scanText } from "./scanText.ts";

const changed = Date.UTC(2031, 7, 31) * 1000;

/** A file that others write to. */
class GrowingFile {
  bytes = new Uint8Array(0);
  /** Bytes that were read of it. */
  read = 0;
  path = "fw.log";

  get entry(): FileEntry {
    return {
      uri: `file:///case/${this.path}`,
      path: this.path,
      size: this.bytes.length,
      changed: changed + this.bytes.length,
    };
  }

  get files(): Files {
    return {
      list: async function* () {},
      stat: async () => this.entry,
      read: (_, range) => this.#chunks(range),
    };
  }

  async *#chunks({ from, to }: ByteRange = { from: 0 }): AsyncGenerator<Uint8Array> {
    const bytes = this.bytes.slice(from, to);
    this.read += bytes.length;
    for (let at = 0; at < bytes.length; at += 50_000) yield bytes.slice(at, at + 50_000);
  }

  async rescan(before: ScannedFile | undefined): Promise<ScannedFile> {
    const scanned = await rescanFile(this.entry, this.files, {
      formats: allFormats,
      chunksOf: (range) => this.files.read(this.entry.uri, range),
      ...(before ? { before } : {}),
    });
    return scanned!;
  }

  async whole(): Promise<string> {
    return scanText((await scanFile(this.entry, this.#chunks(), { formats: allFormats }))!);
  }
}

const firewall = (i: number) =>
  `2031-07-02 09:${String(i % 60).padStart(2, "0")}:07 DROP UDP 10.20.0.${i % 200} 203.0.113.${(i * 7) % 250} ${40_000 + (i % 9000)} 12000 60 - - - - - - - SEND 4711`;
const ufw = (i: number) =>
  `Jul  2 09:${String(i % 60).padStart(2, "0")}:01 gw0${i % 3} kernel: [${1000 + i}.678901] [UFW BLOCK] IN=eth0 OUT= SRC=198.51.100.${i % 250} DST=192.0.2.1 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=1 DF PROTO=TCP SPT=${40_000 + (i % 900)} DPT=22 WINDOW=1024 RES=0x00 SYN URGP=0`;
const sockets = (i: number) =>
  `  TCP    10.20.0.35:${49_000 + (i % 900)}       198.51.100.${i % 250}:443       ESTABLISHED     ${4 * i}\n  RpcSs\n [svchost.exe]`;

const odd = [
  "2031-07-03 00:00:01 INFO-EVENTS-LOST - - - - - - - - - - - - 17 - 4",
  "2031-07-03 00:00:00 ALLOW TCP 010.20.0.35 999.1.1.1 70000 65536 0 - - - - - - - SEND 12",
  "Jul  2 10:00:03 gw01 last message repeated 4 times",
  "  UDP    10.20.0.35:12000       *:*                                    4711",
  " [explorer.exe]",
  "On host WS-042 somebody wrote this.",
  "```",
  "```fwlog host=WS-042",
  "",
  "Image Name                     PID Session Name        Session#    Mem Usage",
  "========================= ======== ================ =========== ============",
  "explorer.exe                  3416 Console                    1     98,304 K",
  "ä€ 日本語",
];

const shapes = { firewall, ufw, sockets };
const cases = fc.record({
  shape: fc.constantFrom(...(Object.keys(shapes) as (keyof typeof shapes)[])),
  tail: fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.nat(5000).map((i) => ({ kind: "shape" as const, i })) },
      { weight: 1, arbitrary: fc.constantFrom(...odd).map((text) => ({ kind: "odd" as const, text })) },
    ),
    { minLength: 1, maxLength: 60 },
  ),
  cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 }),
  lineBreak: fc.constantFrom("\n", "\n", "\r\n"),
});

test("a file that grows is read as if it were read whole each time, and only its new lines", async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ shape, tail, cuts, lineBreak }) => {
      const row = shapes[shape];
      const head = Array.from({ length: 1000 }, (_, i) => row(i)).join("\n");
      const rest = tail.map((part) => (part.kind === "shape" ? row(part.i) : part.text)).join("\n");
      const all = new TextEncoder().encode(`${head}\n${rest}`.replaceAll("\n", lineBreak));
      const least = new TextEncoder().encode(head).length - 200;
      const sizes = [...cuts.map((cut) => Math.floor(least + cut * (all.length - least))), all.length];
      const file = new GrowingFile();
      let before: ScannedFile | undefined;
      for (const size of [...new Set(sizes)].sort((a, b) => a - b)) {
        file.bytes = all.slice(0, size);
        before = await file.rescan(before);
        expect(scanText(before)).toBe(await file.whole());
      }
    }),
    { numRuns: 20 },
  );
});

test("of a large log only what is new is read", async () => {
  const file = new GrowingFile();
  const all = new TextEncoder().encode(Array.from({ length: 20_000 }, (_, i) => `${firewall(i)}\n`).join(""));
  file.bytes = all.slice(0, 1_500_000);
  const before = await file.rescan(undefined);
  file.read = 0;
  file.bytes = all;
  const after = await file.rescan(before);
  // Samples of both are read, too.
  expect(file.read).toBeLessThan(all.length - 1_500_000 + 7 * 65_536);
  expect(scanText(after)).toBe(await file.whole());
  expect(after.renewed).toBeUndefined();
  // What others hold of it has not changed.
  expect(before.captures[0]!.columns.count).toBeLessThan(after.captures[0]!.columns.count);
});

test("a log that became shorter, or another one, is read anew, and that is said", async () => {
  const file = new GrowingFile();
  const all = new TextEncoder().encode(Array.from({ length: 5000 }, (_, i) => `${firewall(i)}\n`).join(""));
  file.bytes = all;
  const before = await file.rescan(undefined);
  file.bytes = all.slice(0, 200_000);
  const cut = await file.rescan(before);
  expect(scanText(cut)).toBe(await file.whole());
  expect(cut.renewed).toBe("shorter");
  file.bytes = new TextEncoder().encode(
    Array.from({ length: 6000 }, (_, i) => `${firewall(i + 3)}\n`).join(""),
  );
  const other = await file.rescan(before);
  expect(scanText(other)).toBe(await file.whole());
  expect(other.renewed).toBe("other");
});

test("times without a year are dated anew at the turn of the year", async () => {
  const file = new GrowingFile();
  const all = new TextEncoder().encode(
    Array.from({ length: 800 }, (_, i) => `${ufw(i).replace("Jul  2", "Dec 30")}\n`).join(""),
  );
  file.bytes = all.slice(0, 100_000);
  const before = await file.rescan(undefined);
  file.bytes = all;
  expect(scanText(await file.rescan(before))).toBe(await file.whole());
});

test("a large file that is new is given in parts, each of them in whole lines, and the last is all of it", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("\n", "\r\n"),
      fc.integer({ min: 70_000, max: 200_000 }),
      async (lineBreak, firstPart) => {
        const file = new GrowingFile();
        const lines = Array.from({ length: 9000 }, (_, i) => `${firewall(i)}${lineBreak}`);
        file.bytes = new TextEncoder().encode(lines.join(""));
        const chunksOf = (range?: ByteRange) => file.files.read(file.entry.uri, range);
        const options = { formats: allFormats, chunksOf, firstPart };
        const seen: string[] = [];
        for await (const { scanned, extent } of rescanInParts(file.entry, file.files, options)) {
          const rows = scanned.captures[0]!.columns.count;
          if (extent === "part")
            expect(scanText(scanned)).toBe(
              scanText((await scanFile(file.entry, oneChunk(lines.slice(0, rows)), options))!),
            );
          else expect(scanText(scanned)).toBe(await file.whole());
          seen.push(extent);
        }
        expect(seen.slice(-3)).toEqual(["part", "part", "whole"]);
      },
    ),
    { numRuns: 6 },
  );
});

test("events, whose reading cannot go on later, are read once and whole", async () => {
  const file = new GrowingFile();
  file.path = "events.csv";
  const heading = '"Time of Day","Process Name","PID","Operation","Path","Result","Detail"';
  const events = Array.from(
    { length: 3000 },
    (_, i) =>
      `"9:15:${String(Math.floor(i / 60)).padStart(2, "0")}.0048306 AM","a.exe","240","WriteFile","C:\\${i % 70}","SUCCESS",""`,
  );
  file.bytes = new TextEncoder().encode([heading, ...events].join("\r\n"));
  const whole = await file.whole();
  file.read = 0;
  const chunksOf = (range?: ByteRange) => file.files.read(file.entry.uri, range);
  const options = { formats: allFormats, chunksOf, firstPart: 80_000 };
  const seen: string[] = [];
  for await (const { scanned, extent } of rescanInParts(file.entry, file.files, options)) {
    expect(scanText(scanned)).toBe(whole);
    expect(scanned.captures[0]!.activity?.events.count).toBe(3000);
    seen.push(extent);
  }
  expect(seen).toEqual(["whole"]);
  expect(file.read).toBe(file.bytes.length);
});

async function* oneChunk(lines: readonly string[]): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(lines.join(""));
}
