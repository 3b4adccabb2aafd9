import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linesOf, scanOf } from "./procmon/nativeFile.ts";
import type { PmlDescription } from "./procmon/pmlDescription.ts";
import { pmlBytes } from "./procmon/pmlOf.ts";

const folder = join(import.meta.dirname, "procmon", "captures");

function described(name: string): PmlDescription {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
}

const captures = [
  pmlBytes(described("a-clean-process-sends-by-a-module-of-its-own")),
  pmlBytes({ ...described("what-a-process-does-is-told-by-its-events"), bits: 32 }),
];

/** Reads damaged bytes in every way, which must neither throw nor take long; says what is said of them. */
async function readDamaged(bytes: Uint8Array): Promise<string> {
  const since = performance.now();
  const scanned = await scanOf(bytes);
  const { end } = await linesOf(bytes);
  expect(performance.now() - since).toBeLessThan(5000);
  if (!scanned) throw new Error("nothing is said of the file");
  const { captures, fault } = scanned;
  if (end.kind !== "read") throw new Error(`its lines are ${end.kind}`);
  if (captures.length === 0 && fault === undefined) throw new Error("nothing was read, and no reason told");
  for (const { activity, processes } of captures) {
    expect(activity!.events.count).toBeLessThanOrEqual(bytes.length / 0x34);
    for (const actor of activity!.events.actor) expect(activity!.actors[actor]).toBeDefined();
    expect(processes.length).toBeLessThan(bytes.length / 100);
  }
  return fault?.sentence ?? "";
}

function changed(bytes: Uint8Array, at: number, value: bigint, size: 1 | 2 | 4 | 8): Uint8Array {
  const copy = bytes.slice();
  for (let i = 0; i < size && at + i < copy.length; i++)
    copy[at + i] = Number((value >> BigInt(8 * i)) & 0xffn);
  return copy;
}

describe.each(captures.map((bytes, i) => [i === 0 ? "64 bits" : "32 bits", bytes] as const))(
  "a capture of %s",
  (_, bytes) => {
    const size = BigInt(bytes.length);
    const odd = [0n, 1n, 0x33n, size - 1n, size, size + 1n, size / 2n, 0xffffffffn, 0xffffffffffffffffn];
    const view = new DataView(bytes.buffer);
    const headerOffsets = [0x240, 0x248, 0x250, 0x258, 0x260, 0x3a0];
    const tables = headerOffsets.map((at) => Number(view.getBigUint64(at, true)));

    test("that is whole is read without a word", async () => {
      expect(await readDamaged(bytes)).toBe("");
    });

    test("is read or refused, whatever offsets and counts its header has", async () => {
      for (const at of [0x4, 0x8, 0x234, 0x268, 0x398, ...headerOffsets])
        for (const value of odd) await readDamaged(changed(bytes, at, value, 0x234 < at ? 8 : 4));
    });

    test("is read or refused, whatever offsets, counts and sizes its tables have", async () => {
      for (const table of tables)
        for (let at = table; at < Math.min(bytes.length, table + 0x90); at += 4)
          for (const value of [0n, 1n, size, 0x7fffffffn, 0xffffffffn])
            await readDamaged(changed(bytes, at, value, 4));
    });

    test("is read or refused, whatever sizes its events have", async () => {
      const [events, offsets] = [tables[0]!, tables[1]!];
      for (let at = offsets; at < tables[2]!; at += 5) {
        const event = view.getUint32(at, true);
        expect(event).toBeGreaterThanOrEqual(events);
        for (const value of [0n, 1n, 0xffffn, size, 0xffffffffn])
          for (const [field, width] of [
            [0, 4],
            [0x8, 4],
            [0xc, 2],
            [0x1c, 8],
            [0x28, 2],
            [0x2c, 4],
            [0x30, 4],
          ] as const)
            await readDamaged(changed(bytes, event + field, value, width));
      }
    });

    test("is read or refused, wherever it is cut", async () => {
      for (let length = 4; length < bytes.length; length += length < 0x400 ? 97 : 13)
        expect(await readDamaged(bytes.slice(0, length))).not.toBe("");
    });

    test("is read or refused, whatever bytes are in it", async () => {
      const place = fc.tuple(fc.nat(bytes.length - 1), fc.bigInt({ min: 0n, max: 0xffffffffn }));
      await fc.assert(
        fc.asyncProperty(fc.array(place, { minLength: 1, maxLength: 30 }), async (places) => {
          let damaged: Uint8Array = bytes;
          for (const [at, value] of places) if (4 <= at) damaged = changed(damaged, at, value, 4);
          await readDamaged(damaged);
        }),
        { numRuns: 300 },
      );
    });
  },
);

describe("a file that is called a capture", () => {
  const refusal = async (bytes: Uint8Array) => {
    const scanned = await scanOf(bytes);
    expect(scanned?.captures).toEqual([]);
    expect(scanned?.fault?.code).toBe("EV028");
    return scanned?.fault?.sentence;
  };

  test("is refused where it is Git LFS's pointer to a capture", async () => {
    const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0a\nsize 15322652\n";
    expect(await refusal(new TextEncoder().encode(pointer))).toBe(
      "This is Git LFS's pointer to a large file, not the capture: get that by git lfs pull",
    );
  });

  test("is refused by the number of its version where that is not 9", async () => {
    expect(await refusal(pmlBytes({ version: 7, processes: [], events: [] }))).toBe(
      "This native capture of Process Monitor is of version 7, and only version 9 is read: open it in a current Process Monitor and save it again there, as PML, CSV or XML",
    );
  });

  test("is refused where it is none", async () => {
    const bytes = new Uint8Array(4000).map((_, i) => ((i * 7) % 251) & 0x1f);
    expect(await refusal(bytes)).toBe(
      "This is no native capture of Process Monitor: it does not begin with PML_",
    );
  });

  test("is refused where Process Monitor did not finish it", async () => {
    const bytes = pmlBytes({ processes: [], events: [] });
    expect(await refusal(changed(bytes, 0x248, 0n, 8))).toMatch(/did not finish/);
  });

  test("without events is a capture", async () => {
    const scanned = await scanOf(pmlBytes({ processes: [{ pid: 4, name: "System" }], events: [] }));
    expect(scanned?.fault).toBeUndefined();
    expect(scanned?.captures[0]?.processes.length).toBe(1);
  });

  test("is known by its beginning, and not by its name", async () => {
    const bytes = pmlBytes(described("a-clean-process-sends-by-a-module-of-its-own"));
    expect((await scanOf(bytes, "any part", 1 << 16, "evidence.bin"))?.captures.length).toBe(1);
  });
});

test("any bytes behind the magic word are read or refused", async () => {
  const header = fc.uint8Array({ minLength: 0, maxLength: 3000 });
  await fc.assert(
    fc.asyncProperty(header, async (rest) => {
      const bytes = new Uint8Array(8 + rest.length);
      bytes.set([0x50, 0x4d, 0x4c, 0x5f, 9]);
      bytes.set(rest, 8);
      await readDamaged(bytes);
    }),
    { numRuns: 300 },
  );
});
