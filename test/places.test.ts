import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { placeSentence, placeWords } from "../src/core/addressPlace.ts";
import { openAddressDatabases } from "../src/node/addressDatabases.ts";
import { isPlainMetadata } from "../src/node/plainMetadata.ts";
import { type MmdbDescription, mmdbOf } from "./places/mmdbOf.ts";

/** A page is `<claim>.json`: databases in words, and addresses; beside it stands what they say of them. */
interface Page {
  readonly databases: readonly MmdbDescription[];
  readonly addresses: readonly string[];
}

const folder = join(import.meta.dirname, "places");
const kept = mkdtempSync(join(tmpdir(), "incident-notes-places-"));
afterAll(() => rmSync(kept, { recursive: true }));
let number = 0;

function written(bytes: Uint8Array): string {
  const path = join(kept, `${number++}.mmdb`);
  writeFileSync(path, bytes);
  return path;
}

describe("databases of addresses", () => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".json")))
    test(name.replace(/\.json$/, "").replaceAll("-", " "), async () => {
      const page: Page = JSON.parse(readFileSync(join(folder, name), "utf8"));
      const { databases, refused } = await openAddressDatabases(page.databases.map(mmdbOf).map(written));
      expect(refused).toEqual([]);
      const lines = page.addresses.flatMap((address) => {
        const places = databases.placesOf(address);
        return [
          `${address}: ${placeWords(places) || "nothing"}`,
          ...places.map((one) => `  ${placeSentence(one)}`),
        ];
      });
      await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(
        join(folder, name.replace(/json$/, "expected")),
      );
    });
});

const small = mmdbOf({
  type: "Small",
  built: "2031-06-30",
  ipVersion: 4,
  recordSize: 24,
  networks: { "203.0.113.0/24": { country: { iso_code: "AQ" } } },
});

describe("a file that is no database", () => {
  test.each([
    ["a text", Buffer.from("203.0.113.0/24 AQ\n"), "This is no database in MaxMind's format (.mmdb)."],
    ["nothing", Buffer.alloc(0), "This is no database in MaxMind's format (.mmdb)."],
    ["one without its end", small.subarray(0, -40), "It is damaged: what it says of itself cannot be read."],
    [
      "one without its tree",
      small.subarray(small.lastIndexOf(Buffer.from("abcdef4d61", "hex"))),
      "It is damaged or cut off: its tree is larger than the file, or not described.",
    ],
  ])("%s is refused in a sentence", async (_what, bytes, sentence) => {
    const path = written(bytes);
    const { databases, refused } = await openAddressDatabases([path]);
    expect(databases.databases).toEqual([]);
    expect(refused).toEqual([{ path, sentence }]);
  });

  test("a path that is not there is told", async () => {
    const { refused } = await openAddressDatabases([join(kept, "none.mmdb")]);
    expect(refused.map(({ sentence }) => sentence)).toEqual(["There is no such file or folder."]);
  });

  test("no bytes make it fail", async () => {
    const changed = fc.record({ at: fc.nat(small.length - 1), byte: fc.nat(255), cut: fc.nat(small.length) });
    await fc.assert(
      fc.asyncProperty(changed, async ({ at, byte, cut }) => {
        const bytes = Buffer.from(small);
        bytes[at] = byte;
        const opened = await openAddressDatabases([written(bytes), written(bytes.subarray(0, cut))]);
        opened.databases.placesOf("203.0.113.77");
        opened.databases.placesOf("2001:db8::1");
      }),
      { numRuns: 60 },
    );
  });

  test("lists of pointers to lists of pointers are not unfolded", () => {
    // A list of two pointers to the next such list, thirty times.
    const lists = Array.from({ length: 30 }, (_, i) => [0x02, 0x04, 0x20, (i + 1) * 6, 0x20, (i + 1) * 6]);
    expect(isPlainMetadata(Uint8Array.from(lists.flat()))).toBe(false);
  });
});

test("the same files are not opened again", async () => {
  const path = written(small);
  const first = await openAddressDatabases([path]);
  expect(await openAddressDatabases([path], first)).toBe(first);
  writeFileSync(path, Buffer.concat([small, Buffer.alloc(1)]));
  expect(await openAddressDatabases([path], first)).not.toBe(first);
});
