import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inOneGo } from "../src/core/steps.ts";
import { allFormats } from "../src/formats/all.ts";
import { type FindingGraph, findingPicture } from "../src/pictures/findingPicture.ts";
import { type BeaconIntervals, intervalPicture } from "../src/pictures/intervalPicture.ts";
import { type ProcessNode, processTreePicture } from "../src/pictures/processTreePicture.ts";
import type { Picture } from "../src/pictures/shape.ts";
import { svgText } from "../src/pictures/svgText.ts";
import type { BeatBins, Timeline } from "../src/pictures/timeline.ts";
import { timelinePicture } from "../src/pictures/timelinePicture.ts";
import { beaconPicture, graphPicture } from "../src/report/pictures/casePicture.ts";
import { CaseTimeline, type LinedCase } from "../src/report/pictures/caseTimeline.ts";
import type { LaneKind } from "../src/report/pictures/timelineSources.ts";
import { scanFile } from "../src/workspace/captures/scan.ts";
import { CaseLines } from "../src/workspace/case/caseLines.ts";
import { utf8Chunks } from "../src/workspace/case/caseStore.ts";
import { viewCase } from "../src/workspace/case/loadCase.ts";

const folder = join(import.meta.dirname, "pictures");
const pages = (kind: string, ending: string) =>
  readdirSync(join(folder, kind))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();

/** What a page of drawings may ask for. */
const drawings: { readonly [kind: string]: (data: unknown) => Picture } = {
  timeline: (data) =>
    timelinePicture(data as Timeline, {
      title: "Timeline",
      description: "What the page says.",
      mostCaptures: 5,
    }),
  intervals: (data) => intervalPicture(data as BeaconIntervals),
  processTree: (data) => processTreePicture(data as ProcessNode, "Process tree", "What the page says."),
  finding: (data) => findingPicture(data as FindingGraph, "What was found.", "What the page says."),
};

describe("the same data gives the same bytes", () => {
  for (const name of pages("drawings", ".json"))
    test(name.replaceAll("-", " "), async () => {
      const { draw, data } = JSON.parse(readFileSync(join(folder, "drawings", `${name}.json`), "utf8"));
      const svg = svgText(drawings[draw]!(data));
      await expect(svg).toMatchFileSnapshot(join(folder, "drawings", `${name}.svg`));
    });
});

/**
 * A page of lanes is files of a case (`--- name`, then their lines), and questions: `? remote 48` are all lanes of
 * remote endpoints over the whole span in 48 columns.
 */
describe("lanes and their beats", () => {
  for (const name of pages("lanes", ".case"))
    test(name.replaceAll("-", " "), async () => {
      const text = readFileSync(join(folder, "lanes", `${name}.case`), "utf8");
      const [written = "", ...questions] = text.split(/^\? /mu);
      const read = await caseOf(written);
      const answers = questions.map((question) => `? ${question.trim()}\n${answer(read, question)}`);
      await expect(answers.join("\n")).toMatchFileSnapshot(join(folder, "lanes", `${name}.txt`));
    });
});

async function caseOf(written: string): Promise<LinedCase> {
  const parts = written.split(/^--- /mu).slice(1);
  const files = [];
  for (const part of parts) {
    const at = part.indexOf("\n");
    const [path, text] = [part.slice(0, at), part.slice(at + 1)];
    const entry = {
      uri: `file:///case/${path}`,
      path,
      size: text.length,
      changed: Date.UTC(2031, 6, 9) * 1000,
    };
    const scanned = await scanFile(entry, utf8Chunks(text), { formats: allFormats, cancellation: never });
    if (scanned) files.push(scanned);
  }
  const { reading, view } = viewCase(files);
  return { reading, view, lines: new CaseLines(reading, view) };
}

const never = { isCancellationRequested: false };

function answer(read: LinedCase, question: string): string {
  const [kind = "remote", columns = "40"] = question.trim().split(/\s+/u);
  if (kind === "finding") return read.view.findings.map((finding) => graphWords(read, finding)).join("\n");
  if (kind === "intervals")
    return read.view.beacons
      .map((beacon) => beaconPicture(read, beacon)?.picture.description ?? "none")
      .join("\n");
  const timeline = new CaseTimeline(read);
  if (!timeline.span) return "nothing has a time\n";
  const span = { ...timeline.span, columns: Number(columns) };
  const lanes = inOneGo(timeline.lanes(kind as LaneKind, { first: 0, count: 50 }, span));
  return [
    ...timeline.captures.map(({ drawn }) => `= ${[drawn.label, ...drawn.facts].join(" | ")}`),
    ...lanes.map(
      ({ label, facts, beats, captures, id }) =>
        `${strip(beats, span.columns)} ${[label, ...facts].join(" | ")} | captures ${captures.join()}${timeline.marks.some((mark) => mark.lanes.includes(id)) ? " | cited" : ""}`,
    ),
    "",
  ].join("\n");
}

function strip({ at, count }: BeatBins, columns: number): string {
  const signs = new Array<string>(columns).fill("·");
  for (const [i, column] of at.entries()) signs[column] = count[i]! < 10 ? String(count[i]) : "#";
  return signs.join("");
}

function graphWords(read: LinedCase, finding: LinedCase["view"]["findings"][number]): string {
  const drawn = graphPicture(read, finding);
  return drawn ? `${drawn.name}: ${drawn.picture.description}` : "none";
}

/** Tags of ours with quoted attributes, and between them text without a sign of markup. */
const wellFormed =
  /^(?:<(?:svg|g|path|rect|line|circle|text|title|desc)(?: [a-zA-Z:0-9-]+="[^"<>]*")*\/?>|<style>[^<]*<\/style>|<\/(?:svg|g|path|rect|line|circle|text|title|desc)>|[^<>])*$/u;
const entities = /&(?!(?:amp|lt|gt|quot|#39|#9|#10|#13);)/u;

describe("no text of evidence is more than text", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "</text><script>alert(1)</script>",
      '" onload="x',
      "]]><svg/onload=x>",
      "&lt;b&gt;&#x3c;",
      "\u0000\u0008\ud800\ufffe",
      "\u202etxt.exe",
    ),
  );

  test("in any picture", () => {
    fc.assert(
      fc.property(hostile, hostile, (label, fact) => {
        const node = { label, facts: [fact], look: "focus" as const };
        const graph = {
          hosts: [{ ...node, id: label, kind: "host" as const }],
          processes: [],
          remotes: [{ ...node, id: fact, kind: "remote" as const }],
          links: [{ from: label, to: fact, label: fact, look: "sure" as const }],
          more: 0,
        };
        const lane = {
          id: label,
          label,
          facts: [fact],
          rows: 1,
          first: 0,
          last: 1,
          captures: [0],
          assumed: [],
          isRegular: true,
        };
        const timeline: Timeline = {
          from: 0,
          to: 1e9,
          columns: 10,
          laneCount: 1,
          captures: [{ from: 0, to: 5e8, label, facts: [fact], rows: 1, lost: [], assumed: [] }],
          lanes: [{ ...lane, beats: { at: [1], count: [3] } }],
          marks: [{ finding: label, severity: fact, summary: fact, micros: 5, lanes: [label] }],
        };
        for (const picture of [
          processTreePicture({ ...node, children: [] }, label, fact),
          findingPicture(graph, label, fact),
          intervalPicture({ title: label, intervals: [1, 2, 2], period: 2, jitter: 0.1, sentences: [fact] }),
          timelinePicture(timeline, { title: label, description: fact, mostCaptures: 1 }),
        ]) {
          const svg = svgText(picture);
          expect(svg).toMatch(wellFormed);
          expect(svg).not.toMatch(entities);
          expect(svg).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/u);
        }
      }),
      { numRuns: 200 },
    );
  });
});
