import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { inflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ecsOf } from "../src/core/ecs.ts";
import type { Observation } from "../src/core/observation.ts";
import { allFormats } from "../src/formats/all.ts";
import { scanFile } from "../src/workspace/captures/scan.ts";
import type { ScannedFile } from "../src/workspace/captures/scannedFile.ts";
import { packScannedFile, unpackScannedFile } from "../src/workspace/captures/scannedFileBytes.ts";
import { LineSource } from "../src/workspace/views/lineSource.ts";
import { filesOf, linesOf, scanOf } from "./procmon/nativeFile.ts";
import type { PmlDescription } from "./procmon/pmlDescription.ts";
import { pmlBytes } from "./procmon/pmlOf.ts";
import { readBytes } from "./readPage.ts";
import { scanText } from "./workspace/scanText.ts";

/**
 * Pages: a capture in words, beside what is read of it. A missing .expected is written: review it like code.
 */
const folder = join(import.meta.dirname, "procmon", "captures");
const pages = readdirSync(folder).filter((name) => name.endsWith(".json"));

function describedCapture(name: string): PmlDescription {
  return JSON.parse(readFileSync(join(folder, name), "utf8"));
}

/** What a scan says beside its connections. */
function storyOf({ captures, fault }: ScannedFile): string {
  const [capture] = captures;
  if (!capture) return `${fault?.code} ${fault?.sentence}\n`;
  const { processes, activity, lineHost } = capture;
  const { actors = [], deeds = [], senders = [], baseRates, modules = new Map() } = activity ?? {};
  const lines = [
    `computer: ${lineHost}`,
    ...(fault ? [`${fault.code} ${fault.sentence}`] : []),
    ...processes.map(({ line, process }) => `process of event ${line}: ${JSON.stringify(process)}`),
    ...deeds.map(({ actor, ...deed }) => `deed of ${actors[actor]?.name}: ${JSON.stringify(deed)}`),
    ...senders.map(({ actor, ...sender }) => `sender in ${actors[actor]?.name}: ${JSON.stringify(sender)}`),
    ...Array.from(baseRates ?? [], (rate, i) => `frames of ${actors[i]?.name} in no module: ${rate}`),
    `modules: ${modules.size}`,
  ];
  return `${lines.join("\n")}\n`;
}

describe.each(pages)("%s", (name) => {
  const description = describedCapture(name);

  test("is read as its page says", async () => {
    const bytes = pmlBytes(description);
    const { observations } = await linesOf(bytes);
    const printed = observations.map((observation) => JSON.stringify(ecsOf(observation))).join("\n");
    const scanned = await scanOf(bytes);
    const path = join(folder, name.replace(/\.json$/, ".expected"));
    await expect(`${printed}\n\n${storyOf(scanned!)}`).toMatchFileSnapshot(path);
  });

  test("is the same however the file can be read, and in whatever order it has its events", async () => {
    const whole = scanText((await scanOf(pmlBytes(description)))!);
    for (const order of [undefined, "reversed"] as const)
      for (const extras of [undefined, "apart"] as const) {
        const bytes = pmlBytes({
          ...description,
          ...(order ? { order } : {}),
          ...(extras ? { extras } : {}),
        });
        for (const access of ["any part", "from its beginning"] as const)
          for (const chunkSize of [1 << 16, 4096, 61])
            expect(scanText((await scanOf(bytes, access, chunkSize))!)).toBe(whole);
      }
  });
});

const clean = pmlBytes(describedCapture("a-clean-process-sends-by-a-module-of-its-own.json"));

test("a scan that was kept says what it said", async () => {
  const scanned = (await scanOf(clean))!;
  const kept = unpackScannedFile(joined(packScannedFile(scanned)), scanned.entry.uri)!;
  expect(JSON.parse(scanText(kept))).toEqual(JSON.parse(scanText(scanned)));
});

test.each(["any part", "from its beginning"] as const)("single events are read of %s", async (access) => {
  const { entry, files } = filesOf(clean, access);
  const lines: string[] = [];
  const taker = (line: number, text: string) => {
    lines.push(`${line} ${text.slice(0, 31)}`);
    return "more" as const;
  };
  const source = new LineSource();
  for (const wanted of [[1, 4], [7, 99], []])
    await source.read(files, entry.uri, wanted, taker, { isCancellationRequested: false });
  expect(lines).toEqual([
    '1 "2031-07-02T09:00:01.0000000Z",',
    '4 "2031-07-02T09:00:04.0000000Z",',
    '7 "2031-07-02T09:00:07.0000000Z",',
  ]);
});

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.concat(pieces));
}

/** Captures with what Process Monitor itself exports of them; they are not part of this repository. */
const shared = join(import.meta.dirname, "../../shared/data/09-procmon/eronnen");
const pairs = [
  ["LogFileUTC64Process.PML", "CompressedLogFileUTC64ProcessCSV.zlib"],
  ["CompressedLogFileUTC32FilesystemPML.zlib", "CompressedLogFileUTC32FilesystemCSV.zlib"],
] as const;

function sharedBytes(name: string): Uint8Array {
  const bytes = readFileSync(join(shared, name));
  return name.endsWith(".zlib") ? inflateSync(bytes) : bytes;
}

/** Without what only tells the two files apart. The CSV does not say that its times are UTC. */
function comparable(observation: Observation): Record<string, unknown> {
  const { line: _, format: __, "timestamp.assumed": ___, ...fields } = ecsOf(observation);
  const time = String(fields["@timestamp"]).replace(/Z$/, "");
  const detail = String(fields["event.detail"] ?? "").replace(/[␍␊\r\n]+/g, "|");
  return { ...fields, "@timestamp": time, "event.detail": detail };
}

describe.skipIf(!existsSync(shared))("a capture and its export (skipped where they are absent)", () => {
  test.each(pairs)("%s reads as %s", async (pml, csv) => {
    const native = (await linesOf(sharedBytes(pml))).observations;
    const exported = (await readBytes(sharedBytes(csv), "export.csv", allFormats)).observations;
    expect(native.length).toBe(exported.length);
    expect(native.length).toBeGreaterThan(3000);
    const other = native.findIndex(
      (event, i) => !isDeepStrictEqual(comparable(event), comparable(exported[i]!)),
    );
    if (0 <= other) expect(comparable(native[other]!)).toEqual(comparable(exported[other]!));
  });

  test.each(pairs)("%s is scanned as the lines of %s are", async (pml, csv) => {
    const native = (await scanOf(sharedBytes(pml)))!.captures[0]!;
    const bytes = sharedBytes(csv);
    const entry = { ...filesOf(bytes).entry, path: "export.csv" };
    const chunks = filesOf(bytes).files.read(entry.uri);
    const exported = (await scanFile(entry, chunks, { formats: allFormats }))!.captures[0]!;
    const [one, other] = [native.activity!, exported.activity!];
    expect(one.events.count).toBe(other.events.count);
    expect(one.events.time).toEqual(other.events.time);
    const namesOf = ({ events, operations }: typeof one) =>
      Array.from(events.operation, (operation) => operations[operation]);
    expect(namesOf(one)).toEqual(namesOf(other));
    const deedsOf = ({ deeds, actors }: typeof one) =>
      deeds.map(({ kind, actor, count, path, detail }) => {
        const told = detail?.replace(/[\r\n]+/g, "|");
        return `${actors[actor]?.pid} ${kind} ${count} ${path} ${told}`;
      });
    expect(deedsOf(one).sort()).toEqual(deedsOf(other).sort());
  });
});
