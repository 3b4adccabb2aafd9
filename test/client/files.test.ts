import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appendToLedger, ledgerEntries } from "../../src/client/caseLedger.ts";
import { fileHashes } from "../../src/client/hash/fileHashes.ts";
import { hostFile } from "../../src/client/hash/hostFile.ts";
import { latestVerdict } from "../../src/client/lookUp/verdictText.ts";
import type { VerdictEntry } from "../../src/core/ledger.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "incident-notes-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

describe("hashing", () => {
  test("one pass gives three hashes, and tells how far it is", async () => {
    const bytes = Buffer.alloc(2_500_000, "evidence ");
    const path = join(folder, "x.exe");
    await writeFile(path, bytes);
    const progress: number[] = [];
    const outcome = await fileHashes(path, { ...quiet, onProgress: (read) => progress.push(read) });
    const hex = (name: string) => createHash(name).update(bytes).digest("hex");
    const hashes = { size: bytes.length, md5: hex("md5"), sha1: hex("sha1"), sha256: hex("sha256") };
    expect(outcome).toEqual({ kind: "hashed", hashes });
    expect(progress).toEqual([1_048_576, 2_097_152, 2_500_000]);
  });

  test("an empty file has hashes too", async () => {
    const path = join(folder, "empty");
    await writeFile(path, "");
    expect(await fileHashes(path, quiet)).toMatchObject({
      hashes: { size: 0, md5: "d41d8cd98f00b204e9800998ecf8427e" },
    });
  });

  test("it can be cancelled", async () => {
    const watch = { ...quiet, signal: AbortSignal.abort() };
    expect(await fileHashes(join(folder, "x.exe"), watch)).toEqual({ kind: "cancelled" });
  });

  test("a file that grows meanwhile has no hash", async () => {
    const path = join(folder, "growing");
    await writeFile(path, Buffer.alloc(3_000_000));
    let grown = false;
    const onProgress = () => {
      if (!grown) writing = writeFile(path, "more", { flag: "a" });
      grown = true;
    };
    let writing: Promise<void> | undefined;
    const outcome = await fileHashes(path, { ...quiet, onProgress });
    await writing;
    expect(outcome).toMatchObject({
      kind: "failed",
      sentence: expect.stringContaining("changed while it was read"),
    });
  });

  test("what is no file, or is not there, says so", async () => {
    expect(await fileHashes(folder, quiet)).toMatchObject({ sentence: `${folder} is no file.` });
    const missing = join(folder, "missing");
    expect(await fileHashes(missing, quiet)).toMatchObject({ sentence: `${missing} does not exist.` });
  });
});

describe("a file of the host", () => {
  test("is found whatever the case of its names", async () => {
    await mkdir(join(folder, "image", "Windows"), { recursive: true });
    await writeFile(join(folder, "image", "Windows", "Explorer.EXE"), "x");
    const place = { root: join(folder, "image"), segments: ["WINDOWS", "explorer.exe"] };
    expect(await hostFile(place)).toMatchObject({
      kind: "found",
      path: expect.stringMatching(/Explorer\.EXE$/),
    });
  });

  test("that is missing names the first folder that has it not", async () => {
    const place = { root: join(folder, "image"), segments: ["Windows", "nowhere", "x.exe"] };
    expect(await hostFile(place)).toMatchObject({
      kind: "missing",
      sentence: expect.stringContaining("no nowhere in"),
    });
  });

  test("is none where a link leads out of the image", async () => {
    await writeFile(join(folder, "mine"), "secret");
    await symlink(join(folder, "mine"), join(folder, "image", "Windows", "link.exe"));
    const place = { root: join(folder, "image"), segments: ["Windows", "link.exe"] };
    expect(await hostFile(place)).toMatchObject({
      kind: "missing",
      sentence: expect.stringContaining("leads out of"),
    });
  });
});

describe("the ledger", () => {
  const verdict = (at: string, malicious: number): VerdictEntry => {
    const asked = { kind: "verdict", at, service: "virustotal", observable: "file", value: "aa" } as const;
    return { ...asked, answer: "known", malicious };
  };

  test("comes to be with its first entry, and keeps the order", async () => {
    expect(await ledgerEntries(folder)).toEqual([]);
    await appendToLedger(folder, verdict("2031-07-02T10:00:00Z", 1));
    await appendToLedger(folder, verdict("2031-07-02T09:00:00Z", 2));
    expect((await ledgerEntries(folder)).map(({ at }) => at)).toEqual([
      "2031-07-02T10:00:00Z",
      "2031-07-02T09:00:00Z",
    ]);
  });

  test("starts a new line where somebody took the last line break away", async () => {
    const path = join(folder, ".incident", "ledger.jsonl");
    await writeFile(path, (await readFile(path, "utf8")).trimEnd());
    await appendToLedger(folder, verdict("2031-07-02T11:00:00Z", 3));
    expect(await ledgerEntries(folder)).toHaveLength(3);
  });

  test("answers with the latest verdict on a value", async () => {
    const entries = await ledgerEntries(folder);
    expect(latestVerdict(entries, { kind: "file", value: "aa" })).toMatchObject({ malicious: 3 });
    expect(latestVerdict(entries, { kind: "file", value: "bb" })).toBeUndefined();
    expect(latestVerdict(entries, { kind: "domain", value: "aa" })).toBeUndefined();
  });
});
