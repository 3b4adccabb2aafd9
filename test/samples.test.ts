import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { allFormats } from "../src/formats/all.ts";
import { type PageReading, readBytes, readPage } from "./readPage.ts";
import { type PrintedKeys, printedKeys, sampleKinds } from "./sampleKinds.ts";

/** Real captures with their truth, which are not part of this repository: see CONTRIBUTING.md. */
const folder = join(import.meta.dirname, "../../shared/data");

type Expected = Readonly<Record<string, unknown>>;

describe.skipIf(!existsSync(folder))(
  "real captures (skipped where the folder beside the repository is absent)",
  () => {
    for (const { folder: kind, files: wanted, keys } of sampleKinds) {
      const files = existsSync(folder)
        ? readdirSync(join(folder, kind)).filter((name) => wanted.test(name))
        : [];
      for (const name of files.filter((name) => !name.endsWith(".expected.json"))) {
        it(`${kind}/${name}`, async () => {
          const truth = JSON.parse(readFileSync(join(folder, kind, `${name}.expected.json`), "utf8"));
          const { observations, printed } = await readSample(join(folder, kind, name));
          const rows = observations.filter((observation) => observation.kind !== "gap");
          const listed = truth.processes_total ?? 0;
          expect(rows.length).toBeGreaterThanOrEqual(listed + truth.rows_total);
          expect(rows.length).toBeLessThanOrEqual(listed + (truth.rows_max ?? truth.rows_total));
          const numbered = printed.filter((fields) => !("issue" in fields)).slice(listed);
          for (const expected of [...(truth.rows ?? []), ...(truth.processes ?? [])] as readonly Expected[]) {
            const ofLine = printed.filter(
              (fields) => fields["line"] === expected["line"] && !("issue" in fields),
            );
            // A document in one line has many rows.
            const number = expected["record"] ?? expected["index"];
            const row =
              number === undefined ? ofLine[Number(expected["tuple"] ?? 0)] : numbered[Number(number)];
            expect(comparable(row ?? {}, expected, keys)).toEqual(wantedOf(expected, keys));
          }
          if (truth.events_lost)
            expect(gapsOf(observations)).toEqual(
              truth.events_lost.map((gap: Expected) => [gap["line"], gap["count"]]),
            );
        });
      }
    }
  },
);

function readSample(path: string): Promise<PageReading> {
  if (!path.endsWith(".zlib")) return readPage(path, allFormats);
  return readBytes(inflateSync(readFileSync(path)), basename(path, ".zlib"), allFormats);
}

function wantedOf(expected: Expected, own?: PrintedKeys): Expected {
  const wanted: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(expected)) {
    const [name, printed] = (own?.[key] ?? printedKeys[key])?.(value, expected) ?? [];
    if (name !== undefined) wanted[name] = name === "@timestamp" ? clockOf(String(printed)) : printed;
  }
  return wanted;
}

function comparable(row: Expected, expected: Expected, own?: PrintedKeys): Expected {
  const names = Object.keys(wantedOf(expected, own));
  return Object.fromEntries(
    names.map((name) => [
      name,
      name === "@timestamp" ? clockOf(String(row[name] ?? null)) : (row[name] ?? null),
    ]),
  );
}

/** The clock's own digits: what is printed in so many ways as there are logs. */
function clockOf(time: string): string {
  if (/^\d{10}(?:\.\d+)?$/.test(time)) return clockOfEpoch(time);
  return /(\d\d:\d\d:\d\d(?:\.\d+)?)(?:$|[^\d:.])/.exec(time)?.[1] ?? time;
}

/** Seconds since 1970: the digits of the fraction as they are. */
function clockOfEpoch(seconds: string): string {
  const [whole = "", fraction] = seconds.split(".");
  const clock = new Date(Number(whole) * 1000).toISOString().slice(11, 19);
  return fraction === undefined ? clock : `${clock}.${fraction}`;
}

function gapsOf(observations: Awaited<ReturnType<typeof readPage>>["observations"]) {
  return observations.flatMap((observation) =>
    observation.kind === "gap" ? [[observation.line + 1, observation.lost]] : [],
  );
}
