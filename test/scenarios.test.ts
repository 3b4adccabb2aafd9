import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import type { CaseView, LineReference } from "../src/core/caseView.ts";
import { isNativeFormat } from "../src/core/format.ts";
import { isoText } from "../src/core/instant.ts";
import { type Zone, zoneNamed } from "../src/core/zone.ts";
import { nodeDigest } from "../src/node/nodeDigest.ts";
import { nodeFiles } from "../src/node/nodeFiles.ts";
import { prepareReport } from "../src/report/caseReport.ts";
import { renderFindings } from "../src/report/findings.ts";
import { scanFiles, viewCase } from "../src/workspace/case/loadCase.ts";
import { loadReadingBook } from "../src/workspace/reading/loadReadingBook.ts";
import type { PmlDescription } from "./procmon/pmlDescription.ts";
import { pmlBytes } from "./procmon/pmlOf.ts";

/**
 * A scenario is a folder: `case/` as an analyst left it (or, in `case.txt`, the path of one elsewhere), the facts
 * that triage must find in it, all of them, in `expected.txt`, and in `expected.md`, where it is there, the report.
 * A zone may be set in `zone.txt`. A native capture is described in words: `capture.pml.json`.
 */
const scenarios = join(import.meta.dirname, "scenarios");

for (const name of readdirSync(scenarios).sort()) {
  const folder = join(scenarios, name);
  if (name.includes(".")) continue;
  describe(name.replaceAll("-", " "), () => {
    test("triage finds these facts, and no others", async () => {
      const { view, pathOf } = await readScenario(folder);
      await expect(factsText(view, pathOf)).toMatchFileSnapshot(join(folder, "expected.txt"));
    });

    test("every line that the report cites is there", async () => {
      const { root, report } = await readScenario(folder);
      const links = [...report.matchAll(/\]\(([^()#]+)#L(\d+)\)/g)];
      expect(links).not.toHaveLength(0);
      for (const [, path, line] of links) {
        const file = join(root, decodeURI(path!));
        expect(existsSync(file), path).toBe(true);
        expect(Number(line), path).toBeLessThanOrEqual(linesOf(file));
      }
    });

    if (!existsSync(join(folder, "expected.md"))) return;
    test("its report reads so", async () => {
      const { report } = await readScenario(folder);
      await expect(report).toMatchFileSnapshot(join(folder, "expected.md"));
    });
  });
}

test("the logs of the sample case are what their script writes", () => {
  const script = join(import.meta.dirname, "..", "scripts", "sampleCase.mjs");
  const { status, stderr } = spawnSync(process.execPath, [script, "--check"], { encoding: "utf8" });
  expect(stderr).toBe("");
  expect(status).toBe(0);
});

async function readScenario(folder: string) {
  const elsewhere = textOf(join(folder, "case.txt"));
  const root = elsewhere === undefined ? withNatives(join(folder, "case")) : join(folder, elsewhere);
  const zoneText = textOf(join(folder, "zone.txt"));
  const zone: Zone | undefined = zoneText === undefined ? undefined : zoneNamed(zoneText);
  const files = nodeFiles(root);
  const entries = [];
  for await (const entry of files.list(pathToFileURL(root).href)) entries.push({ ...entry, changed });
  const { book } = await loadReadingBook({
    folders: [{ uri: pathToFileURL(root).href, files }],
    definitions: [],
  });
  const options = { formats: book.formats, way: (uri: string) => book.way(uri), ...(zone ? { zone } : {}) };
  const scanned = await scanFiles(files, entries, options, () => {});
  const { view } = viewCase(scanned, book.formats);
  const pathOf = (uri: string) => relative(root, fileURLToPath(uri)).split(sep).join("/");
  const place = {
    relativePath: pathOf,
    casePath: pathOf,
    ledger: [],
    ...(zoneText ? { zone: zoneText } : {}),
  };
  const { view: hashed, context } = await prepareReport({ view, scanned, files }, place, nodeDigest);
  return { root, view, pathOf, report: renderFindings(hashed, context, "") };
}

/** The folder itself, or a copy of it in which captures that are described are made. */
function withNatives(folder: string): string {
  const described = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".pml.json"),
  );
  if (described.length === 0) return folder;
  const copy = mkdtempSync(join(tmpdir(), "incident-notes-scenario-"));
  copies.push(copy);
  cpSync(folder, copy, { recursive: true });
  for (const path of described) {
    const description = JSON.parse(readFileSync(join(folder, path), "utf8")) as PmlDescription;
    writeFileSync(join(copy, path.slice(0, -".json".length)), pmlBytes(description));
    rmSync(join(copy, path));
  }
  return copy;
}

const copies: string[] = [];
afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true });
});

/** A clone's files are as old as the clone: times without a year are those of 2031. */
const changed = Date.UTC(2031, 11, 31) * 1000;

function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8").trim() : undefined;
}

function linesOf(path: string): number {
  const bytes = readFileSync(path);
  return bytes.filter((byte) => byte === 0x0a).length + 1;
}

/** What captures of Process Monitor add. */
function activityFacts(
  { processes, remotes, joins, senders, deeds }: CaseView,
  place: (reference: LineReference) => string,
  process: (id: string | undefined) => string,
): readonly (readonly [string, readonly string[]])[] {
  const reasons = (one: { readonly possibleParents?: readonly string[] }) =>
    one.possibleParents ? `one of ${one.possibleParents.map(process).join(", ")}` : "unknown";
  return [
    [
      "joins of events",
      joins
        .filter(({ kind }) => kind === "flow-event" || kind === "socket-event")
        .map(({ left, matched, reason }) => `${place(left)} by ${matched.join(", ")}: ${reason}`),
    ],
    [
      "starts",
      processes
        .filter(({ start, parentPid }) => start || parentPid !== undefined)
        .map((one) => {
          const parent = one.parent === undefined ? reasons(one) : process(one.parent);
          const assumes = one.assumes.length === 0 ? "" : `, assuming ${one.assumes.join(" and ")}`;
          return `${process(one.id)}: ${one.start ? isoText(one.start) : "?"}, by ${parent}${assumes}`;
        }),
    ],
    [
      "remote endpoints",
      remotes.map(
        (remote) => `${remote.id}: ${remote.count}, of ${remote.processes.map(process).join(", ")}`,
      ),
    ],
    [
      "senders",
      senders.map(
        ({ process: id, remote, how, module, count, first }) =>
          `${process(id)} → ${remote}: ${module?.path ?? how}, ${count}, from ${place(first)}`,
      ),
    ],
    [
      "deeds",
      deeds.map(
        ({ kind, process: id, path, target, place: at }) =>
          `${process(id)}: ${kind}${path === undefined ? "" : ` ${path}`}${target === undefined ? "" : ` (${process(target)})`}, ${place(at)}`,
      ),
    ],
  ];
}

/** What a case says, one fact a line: short enough to be read by who reviews the page. */
function factsText(view: CaseView, pathOf: (uri: string) => string): string {
  const native = new Set(view.captures.flatMap(({ uri, format }) => (isNativeFormat(format) ? [uri] : [])));
  const place = ({ uri, line }: LineReference) =>
    native.has(uri) ? `${pathOf(uri)} event ${line}` : `${pathOf(uri)}:${line + 1}`;
  const process = (id: string | undefined) => {
    const found = view.processes.find((other) => other.id === id);
    return found ? `${found.host.name ?? "?"} ${found.pid} ${found.name ?? "?"}` : "?";
  };
  const parts: readonly (readonly [string, readonly string[]])[] = [
    [
      "hosts",
      view.captures.map(
        ({ uri, firstLine, format, host, rows }) =>
          `${place({ uri, line: firstLine })} ${format}, ${rows} rows: ${host.name ?? "?"} (${host.how})`,
      ),
    ],
    [
      "joins",
      view.joins.map(
        (join) =>
          `${place(join.left)} → ${place(join.right)} ${join.confidence}, ${join.count}: ${process(join.process)}`,
      ),
    ],
    [
      "named processes",
      view.processes
        .filter(({ name }) => name !== undefined)
        .map((one) => `${process(one.id)}, shown by ${one.evidence.map(place).join(" ")}`),
    ],
    [
      "beacons",
      view.beacons
        .filter(({ usual }) => usual === undefined)
        .map(
          (beacon) =>
            `${beacon.source} → ${beacon.remote}: ${beacon.count} times, every ${beacon.period?.toFixed(0) ?? "?"} s, by ${process(beacon.process)}`,
        ),
    ],
    [
      "findings",
      view.findings.map(
        ({ rule, severity, confidence, evidence }) =>
          `${rule}: ${severity}, ${confidence}, shown by ${evidence.map(place).join(" ")}`,
      ),
    ],
  ];
  const captured =
    view.deeds.length === 0 && view.senders.length === 0 ? [] : activityFacts(view, place, process);
  return [...parts, ...captured]
    .map(([title, facts]) => `${[title, ...facts.map((fact) => `  ${fact}`)].join("\n")}\n`)
    .join("\n");
}
