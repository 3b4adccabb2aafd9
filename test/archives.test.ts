import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { filesWithArchives } from "../src/node/archives/archiveFiles.ts";
import { usualLimits } from "../src/node/archives/archiveLimits.ts";
import { MemberPaths } from "../src/node/archives/memberPaths.ts";
import { contentOf, folder, memoryFolder, readEntry } from "./archives/memoryArchive.ts";
import { gzipOf, packedAt, tarOf, xzOf, zipOf, zstdOf } from "./archives/packing.ts";
import { squeezed, squeezedText } from "./archives/squeezed.ts";

const log = Array.from(
  { length: 400 },
  (_, i) =>
    `2031-07-02 09:${String(i % 60).padStart(2, "0")}:07 DROP UDP 10.20.0.42 203.0.113.77 ${40000 + ((i * 7919) % 20000)} 12000 60 - - - - - - - SEND`,
).join("\n");
const text = `${log}\n`;
const bytes = Buffer.from(text);
const two = [
  { name: "dir/fw.log", bytes },
  { name: "b.txt", bytes: Buffer.from("second\n") },
];
const inTwo = (archive: string) => [
  { path: `${archive}/dir/fw.log`, text },
  { path: `${archive}/b.txt`, text: "second\n" },
];

describe("what lies in an archive is read as it is", () => {
  const archives: Readonly<Record<string, Buffer>> = {
    "fw.log.gz": gzipOf(bytes),
    "rotated.log.gz": gzipOf(bytes, 3),
    "fw.log.zst": zstdOf(bytes),
    "fw.log.xz": xzOf(bytes),
    "logs.zip": zipOf(two),
    "stored.zip": zipOf(two.map((file) => ({ ...file, method: "stored" }))),
    "streamed.zip": zipOf(two.map((file) => ({ ...file, method: "streamed" }))),
    "large.zip": zipOf(two, "zip64"),
    "logs.tar": tarOf(two),
    "logs.tar.gz": gzipOf(tarOf(two)),
    "logs.tgz": gzipOf(tarOf(two), 4),
    "logs.tar.zst": zstdOf(tarOf(two)),
    "logs.tar.xz": xzOf(tarOf(two)),
    "no name of an archive": zipOf(two),
  };

  test.each(Object.entries(archives))("%s", async (name, archive) => {
    const isPacked = /^(?:fw|rotated)\.log/.test(name);
    const expected = isPacked ? [{ path: `${name}/${name.replace(/\.\w+$/, "")}`, text }] : inTwo(name);
    for (const chunkSize of [1 << 16, 997, 13])
      expect(await contentOf({ [name]: archive }, { chunkSize })).toEqual(expected);
  });

  test.each(Object.entries(squeezed))("%s as a compressor makes it", async (name, archive) => {
    const [found] = await contentOf({ [name]: archive }, { chunkSize: 100 });
    expect(found).toEqual({ path: `${name}/${name.replace(/\.\w+$/, "")}`, text: squeezedText });
  });

  test("beside other files, which stay what they are", async () => {
    const files = { "a.log": bytes, "b.zip": zipOf(two), "report.docx": zipOf(two) };
    const found = await contentOf(files);
    expect(found.map(({ path }) => path)).toEqual([
      "a.log",
      "b.zip/dir/fw.log",
      "b.zip/b.txt",
      "report.docx",
    ]);
  });

  test("a single log that was packed before it came into the archive is read, too", async () => {
    for (const pack of [gzipOf, zstdOf, xzOf]) {
      const inner = [{ name: "var/log/ufw.log.2.gz", bytes: pack(bytes) }];
      for (const outer of [zipOf(inner), tarOf(inner), xzOf(tarOf(inner))])
        expect(await contentOf({ "a.bin": outer })).toEqual([{ path: "a.bin/var/log/ufw.log.2.gz", text }]);
    }
  });

  test("a long name of a tar is whole", async () => {
    const name = `${"long/".repeat(40)}fw.log`;
    const [found] = await contentOf({ "a.tar": tarOf([{ name, bytes }]) });
    expect(found).toEqual({ path: `a.tar/${name}`, text });
  });

  test("a file says which archive it lies in, and when it was changed", async () => {
    const files = filesWithArchives(memoryFolder({ "logs.zip": zipOf(two) }), usualLimits);
    const uri = `${folder}/logs.zip/dir/fw.log`;
    const archive = { uri: `${folder}/logs.zip`, path: "logs.zip", size: zipOf(two).length, changed: 1 };
    expect(await files.stat(uri)).toEqual({
      ...{ uri, path: "logs.zip/dir/fw.log", size: bytes.length, changed: packedAt * 1000, archive },
    });
    expect(await files.stat(archive.uri)).toMatchObject({ isArchive: true, size: archive.size });
    expect(await files.stat(`${folder}/logs.zip/none.log`)).toBeUndefined();
  });

  test("the archive itself is read as it lies on the disk", async () => {
    const stored = zipOf(two);
    const files = filesWithArchives(memoryFolder({ "logs.zip": stored }), usualLimits);
    const parts: Buffer[] = [];
    for await (const chunk of files.read(`${folder}/logs.zip`)) parts.push(Buffer.from(chunk));
    expect(Buffer.concat(parts).equals(stored)).toBe(true);
  });

  test("files of a tar are read in any order, and while it is being listed", async () => {
    const many = Array.from({ length: 20 }, (_, i) => ({
      name: `${i}.log`,
      bytes: Buffer.from(`log ${i}\n`),
    }));
    const files = filesWithArchives(memoryFolder({ "a.tar.gz": gzipOf(tarOf(many)) }), usualLimits);
    const entries = [];
    for await (const entry of files.list(folder)) {
      entries.push(entry);
      const number = entries.length - 1;
      const asked = [entries[0]!, entry, entries[number >> 1]!, entry];
      for (const one of asked)
        expect((await readEntry(files, one)).text).toBe(`log ${entries.indexOf(one)}\n`);
    }
    for (const i of [7, 3, 8, 9, 9, 19, 0])
      expect((await readEntry(files, entries[i]!)).text).toBe(`log ${i}\n`);
  });
});

test("names lead nowhere, and none is there twice", () => {
  const lines = readFileSync(join(import.meta.dirname, "archives/names.txt"), "utf8").split("\n");
  const paths = new MemberPaths();
  for (const line of lines.filter((line) => line !== "" && !line.startsWith("#"))) {
    const [name = "", path] = line.split("|").map((cell) => cell.trim());
    expect(paths.pathOf(JSON.parse(`"${name}"`) as string)).toBe(path);
  }
});

describe("what cannot be read is said", () => {
  test("encrypted, or packed by an unknown method", async () => {
    const files = [
      { name: "a.log", bytes, method: "encrypted" as const },
      { name: "b.log", bytes, method: "unknown" as const },
      { name: "c.log", bytes },
    ];
    expect(await contentOf({ "a.zip": zipOf(files) })).toEqual([
      { path: "a.zip/a.log", text: "", fault: "EV024 The file is encrypted in the archive" },
      {
        path: "a.zip/b.log",
        text: "",
        fault: expect.stringContaining("EV024 The file is packed by method 99"),
      },
      { path: "a.zip/c.log", text },
    ]);
  });

  test("an archive in an archive", async () => {
    for (const inner of [zipOf(two), tarOf(two), gzipOf(tarOf(two))]) {
      const [found] = await contentOf({ "a.zip": zipOf([{ name: "inner", bytes: inner }]) });
      expect(found?.fault).toContain("EV024 This is an archive in an archive");
    }
  });

  test("more than is read of one archive", async () => {
    const limits = { ...usualLimits, bytes: 10_000 };
    const found = await contentOf({ "a.zip": zipOf(two) }, { limits });
    expect(found[0]?.fault).toContain("EV023 No more than 10,000 bytes");
    const some = await contentOf({ "a.zip": zipOf(two) }, { limits: { ...usualLimits, members: 1 } });
    expect(some.map(({ path, fault }) => [path, fault?.slice(0, 5)])).toEqual([
      ["a.zip/dir/fw.log", undefined],
      ["a.zip", "EV023"],
    ]);
  });

  test("a bomb: it is left where it becomes too many times its size", async () => {
    const bomb = gzipOf(Buffer.alloc(150 << 20, "a"));
    const files = filesWithArchives(memoryFolder({ "a.gz": bomb }), { ...usualLimits, ratio: 100 });
    let read = 0;
    const uri = `${folder}/a.gz/a`;
    await expect(async () => {
      for await (const chunk of files.read(uri)) read += chunk.length;
    }).rejects.toThrow("unpacks to more than 100 times its size");
    expect(read).toBeGreaterThan(99 << 20);
    expect(read).toBeLessThan(102 << 20);
  });

  test("where it ends early: what stands before is read", async () => {
    const archives = { gz: gzipOf(bytes), zst: zstdOf(bytes), xz: xzOf(bytes), "tar.gz": gzipOf(tarOf(two)) };
    for (const [kind, archive] of Object.entries(archives)) {
      const [found] = await contentOf({ [`a.${kind}`]: archive.subarray(0, archive.length * 0.8) });
      expect(text.startsWith(found!.text)).toBe(true);
      expect(found!.text.length).toBeGreaterThan(text.length / 2);
      expect(found!.fault).toMatch(/^EV022 The archive ends early at byte [\d,]+$/);
    }
  });

  test("a zip without its end: its files are found by their headers", async () => {
    for (const method of ["deflated", "streamed"] as const) {
      const archive = zipOf(two.map((file) => ({ ...file, method })));
      const found = await contentOf({ "a.zip": archive.subarray(0, archive.length - 60) });
      expect(found.slice(0, 2)).toEqual(inTwo("a.zip"));
      expect(found[2]).toMatchObject({ path: "a.zip", fault: expect.stringContaining("EV022") });
    }
  });
});

// Of Zstandard less is tried: it asks for as much memory as its first bytes say, and gets it.
describe("no bytes make it throw or hang", () => {
  const small = [{ name: "a.log", bytes: Buffer.from("one line\nanother line\n") }];
  const archives: Readonly<Record<string, Buffer>> = {
    gz: gzipOf(small[0]!.bytes, 2),
    zst: zstdOf(small[0]!.bytes),
    xz: xzOf(small[0]!.bytes),
    zip: zipOf(small),
    zip64: zipOf(small, "zip64"),
    streamed: zipOf([...small, ...small].map((file) => ({ ...file, method: "streamed" }))),
    tar: tarOf(small).subarray(0, 1024),
    ...squeezed,
  };

  test.each(Object.entries(archives))(
    "%s cut at every byte",
    async (name, archive) => {
      for (let to = 0; to < archive.length; to += name.endsWith("zst") ? 3 : 1)
        await contentOf({ a: archive.subarray(0, to) });
    },
    60_000,
  );

  test.each(Object.entries(archives))(
    "%s with every byte changed",
    async (name, archive) => {
      for (let at = 0; at < archive.length; at += name.endsWith("zst") ? 9 : 1) {
        for (const change of [1, 0x80, 0xff]) {
          const changed = Buffer.from(archive);
          changed[at]! ^= change;
          await contentOf({ a: changed });
        }
      }
    },
    60_000,
  );

  test.each(Object.entries(archives))(
    "%s with any bytes behind its head",
    async (name, archive) => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.nat(40), async (tail, kept) => {
          await contentOf({ a: Buffer.concat([archive.subarray(0, 12 + kept), tail]) });
        }),
        { numRuns: name.endsWith("zst") ? 20 : 100 },
      );
    },
    60_000,
  );
});
