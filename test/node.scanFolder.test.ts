import { mkdtempSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { allFormats } from "../src/formats/all.ts";
import { nodeFiles } from "../src/node/nodeFiles.ts";
import { ScanFolder } from "../src/node/scanFolder.ts";
import { rescanFile } from "../src/workspace/captures/rescan.ts";
import { scanFile } from "../src/workspace/captures/scan.ts";
import type { ScannedFile } from "../src/workspace/captures/scannedFile.ts";
import { packScannedFile, unpackScannedFile } from "../src/workspace/captures/scannedFileBytes.ts";
import type { ScanCircumstances } from "../src/workspace/captures/scanStorage.ts";
import type { FileEntry, Files } from "../src/workspace/reading/files.ts";
import { scanText } from "./workspace/scanText.ts";

const root = mkdtempSync(join(tmpdir(), "scan-folder-"));
afterAll(() => rm(root, { recursive: true, force: true }));
const [log, folder] = [join(root, "fw.log"), join(root, "kept")];
const long = new Date(Date.UTC(2031, 6, 3));

function lines(count: number, from = 0): string {
  const row = (i: number) =>
    `2031-07-02 09:${String(i % 60).padStart(2, "0")}:07 DROP UDP 10.20.0.${i % 200} 203.0.113.${(i * 7) % 250} ${40_000 + (i % 9000)} 12000 60 - - - - - - - SEND 4711\n`;
  const lost = "2031-07-02 10:00:01 INFO-EVENTS-LOST - - - - - - - - - - - - 17 - 4\n";
  return `${Array.from({ length: count }, (_, i) => row(i + from)).join("")}${lost}`;
}

/** Counts the bytes that are read of the log. */
class Reading {
  readonly said: string[] = [];
  bytes = 0;
  readonly files: Files;
  readonly storage: ScanFolder;

  constructor(options: Partial<ConstructorParameters<typeof ScanFolder>[0]> = {}) {
    const files = nodeFiles(root);
    const { read } = files;
    this.files = files;
    this.storage = new ScanFolder({
      folder,
      bytes: 1 << 30,
      version: "1",
      log: (line) => this.said.push(line),
      ...options,
    });
    this.read = read;
  }

  readonly read: Files["read"];

  async entry(name = "fw.log"): Promise<FileEntry> {
    for await (const entry of this.files.list(pathToFileURL(join(root, name)).href)) return entry;
    throw new Error(name);
  }

  async scan(name = "fw.log", how: Pick<ScanCircumstances, "zoneName" | "key"> = {}): Promise<ScannedFile> {
    const entry = await this.entry(name);
    this.bytes = 0;
    const scanned = await rescanFile(entry, this.files, {
      formats: allFormats,
      storage: this.storage,
      ...how,
      chunksOf: (range) => this.#counted(this.read(entry.uri, range)),
    });
    await this.storage.settled();
    return scanned!;
  }

  async *#counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.bytes += chunk.length;
      yield chunk;
    }
  }

  async whole(name = "fw.log"): Promise<string> {
    const entry = await this.entry(name);
    return scanText((await scanFile(entry, this.read(entry.uri), { formats: allFormats }))!);
  }
}

async function writeLog(text: string, when = long): Promise<void> {
  await writeFile(log, text);
  await utimes(log, when, when);
}

beforeEach(async () => {
  await rm(folder, { recursive: true, force: true });
  await writeLog(lines(5000));
});

test("a file that has not changed is not read again, and says the same", async () => {
  const first = await new Reading().scan();
  const again = new Reading();
  const second = await again.scan();
  expect(again.bytes).toBe(0);
  expect(scanText(second)).toBe(scanText(first));
  expect(scanText(second)).toBe(await again.whole());
  expect(second.entry).toEqual(first.entry);
});

test("a log without a gap is kept, too", async () => {
  await writeLog(lines(5000).slice(0, -100));
  await new Reading().scan();
  const again = new Reading();
  await again.scan();
  expect(again.bytes).toBe(0);
});

test("of a file that has grown only the new lines are read", async () => {
  await new Reading().scan();
  await writeLog(lines(5000) + lines(100, 77), new Date(long.getTime() + 60_000));
  const again = new Reading();
  const grown = await again.scan();
  expect(again.bytes).toBeLessThan(20_000);
  expect(scanText(grown)).toBe(await again.whole());
});

test.each([
  [
    "other content of the same size and time",
    (text: string) => text.replace("10.20.0.1 ", "10.20.0.9 "),
    long,
  ],
  ["another time", (text: string) => text, new Date(long.getTime() + 5000)],
  ["fewer bytes", (text: string) => text.slice(0, 400_000), long],
])("it is read anew where it has %s", async (_, change, when) => {
  await new Reading().scan();
  await writeLog(change(lines(5000)), when);
  const again = new Reading();
  const scanned = await again.scan();
  expect(again.bytes).toBeGreaterThan(300_000);
  expect(scanText(scanned)).toBe(await again.whole());
});

test("another version, zone or format reads anew", async () => {
  await new Reading().scan();
  const other = new Reading({ version: "2" });
  await other.scan();
  expect(other.bytes).toBeGreaterThan(0);
  const zoned = new Reading();
  await zoned.scan("fw.log", { zoneName: "Europe/Berlin" });
  expect(zoned.bytes).toBeGreaterThan(0);
  const said = new Reading();
  await said.scan("fw.log", { key: "what the case says of it" });
  expect(said.bytes).toBeGreaterThan(0);
});

test("what lies in an archive is kept, too", async () => {
  await writeFile(join(root, "fw.log.gz"), gzipSync(lines(60_000)));
  await utimes(join(root, "fw.log.gz"), long, long);
  const name = "fw.log.gz/fw.log";
  await new Reading().scan(name);
  const again = new Reading();
  const scanned = await again.scan(name);
  expect(again.bytes).toBe(0);
  expect(scanText(scanned)).toBe(await again.whole(name));
});

describe("a scan that is not whole is none", () => {
  test("cut at any byte", async () => {
    const first = await new Reading().scan();
    const [name] = await readdir(folder);
    const path = join(folder, name!);
    const { size } = await stat(path);
    for (const to of [0, 1, 15, 16, 17, 40, 1000, size >> 1, size - 1]) {
      await truncate(path, to);
      const again = new Reading();
      expect(scanText(await again.scan())).toBe(scanText(first));
      expect(again.bytes).toBeGreaterThan(0);
    }
  });

  test("changed at any byte", async () => {
    const first = await new Reading().scan();
    const [name] = await readdir(folder);
    const path = join(folder, name!);
    const whole = await readFile(path);
    for (let at = 0; at < whole.length; at += Math.max(1, whole.length >> 5)) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 0x10;
      await writeFile(path, changed);
      expect(scanText(await new Reading().scan())).toBe(scanText(first));
    }
  });

  test("and no bytes make it throw", async () => {
    const pieces = packScannedFile(await new Reading().scan());
    const whole = new Uint8Array(Buffer.concat(pieces));
    for (let at = 0; at < 3000; at++) {
      const changed = whole.slice();
      changed[at]! ^= 1 << (at & 7);
      unpackScannedFile(changed, "file:///x");
      unpackScannedFile(whole.slice(0, at), "file:///x");
    }
  });
});

test("what was not used longest goes first", async () => {
  const first = new Reading();
  await first.scan();
  const [name] = await readdir(folder);
  const { size } = await stat(join(folder, name!));
  await utimes(join(folder, name!), new Date(0), new Date(0));
  await writeFile(join(root, "b.log"), lines(5000, 3));
  await utimes(join(root, "b.log"), long, long);
  await new Reading({ bytes: size * 1.5 }).scan("b.log");
  const left = await readdir(folder);
  expect(left.length).toBe(1);
  expect(left).not.toContain(name);
});

test("where nothing can be written, files are read, and it is said once", async () => {
  await mkdir(folder, { recursive: true });
  await rm(folder, { recursive: true });
  await writeFile(folder, "a file in its place");
  const reading = new Reading();
  await reading.scan();
  expect(scanText(await reading.scan())).toBe(await reading.whole());
  expect(reading.said.length).toBe(1);
});

test("others on this machine cannot read what is kept", async () => {
  await new Reading().scan();
  const [name] = await readdir(folder);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(join(folder, name!))).mode & 0o777).toBe(0o600);
  await chmod(folder, 0o700);
});
