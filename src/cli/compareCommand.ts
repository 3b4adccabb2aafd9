import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { LineReference } from "../core/caseView.ts";
import { present } from "../core/observe.ts";
import { plural } from "../report/sections/table.ts";
import type { ScannedCapture } from "../workspace/captures/scannedFile.ts";
import type { CaseReading } from "../workspace/case/caseReading.ts";
import { viewCase } from "../workspace/case/loadCase.ts";
import {
  compareSnapshots,
  type SnapshotChange,
  type SnapshotComparison,
} from "../workspace/snapshots/compareSnapshots.ts";
import { snapshotSubject } from "../workspace/snapshots/snapshotRows.ts";
import { type SnapshotStep, snapshotSteps } from "../workspace/snapshots/snapshotSeries.ts";
import { readCaseInputs } from "./caseInputs.ts";
import type { Command } from "./commands.ts";
import { readCall } from "./options.ts";
import { textTable } from "./textTable.ts";
import type { PathOf } from "./triageJson.ts";

export const compareCommand: Command = {
  name: "compare",
  synopsis: "compare PATH… [--json] [--zone ZONE]",
  purpose:
    "What became of a host's sockets and processes between two snapshots: new, gone, changed, PID reused. Of two files the last snapshot of the first and the first of the second; else each snapshot with the one before it.",
  examples: ["compare before.txt after.txt", "compare notes.md:12 notes.md:48", "compare case --json"],
  async run(words, terminal) {
    const call = readCall(words, { json: "boolean", zone: "string" }, terminal);
    if (!call) return 2;
    const wanted = call.paths.map(placeIn);
    const paths = [...new Set(wanted.map(({ path }) => path))];
    const inputs = await readCaseInputs(paths, { zone: call.value("zone") }, terminal);
    if (!inputs) return 2;
    const { reading } = viewCase(inputs.scanned, inputs.formats);
    const steps = wanted.length === 2 ? await stepsBetween(reading, wanted) : snapshotSteps(reading);
    const compared = steps.flatMap((step) => {
      const comparison = compareSnapshots(reading, step.earlier, step.later);
      return comparison ? [{ ...step, comparison }] : [];
    });
    if (compared.length === 0) {
      terminal.say(
        "incident-notes compare: there are no two snapshots of sockets or of processes to compare; name two files, or FILE:LINE of two captures.",
      );
      return 2;
    }
    for (const one of compared)
      await terminal.print(call.has("json") ? jsonOf(one, inputs.pathOf) : textOf(one, inputs.pathOf));
    return 0;
  },
};

interface Compared extends SnapshotStep {
  readonly comparison: SnapshotComparison;
}

interface WantedPlace {
  readonly path: string;
  /** 1-based. */
  readonly line?: number;
}

/** `notes.md:48` is a line of a file. */
function placeIn(word: string): WantedPlace {
  const [, path, line] = /^(.+):(\d{1,12})$/u.exec(word) ?? [];
  return path === undefined ? { path: word } : { path, line: Number(line) };
}

/** Of two files or folders, or of two lines. */
async function stepsBetween(
  { captures }: CaseReading,
  wanted: readonly WantedPlace[],
): Promise<readonly SnapshotStep[]> {
  const [earlier = [], later = []] = await Promise.all(wanted.map((place) => capturesAt(captures, place)));
  return (["sockets", "processes"] as const).flatMap((subject) => {
    const last = earlier.findLast((capture) => snapshotSubject(capture) === subject);
    const first = later.find((capture) => snapshotSubject(capture) === subject);
    return last && first && last !== first ? [{ earlier: last, later: first }] : [];
  });
}

async function capturesAt(
  captures: readonly ScannedCapture[],
  { path, line }: WantedPlace,
): Promise<readonly ScannedCapture[]> {
  const whole = resolve(path);
  const at = pathToFileURL(await realpath(whole).catch(() => whole)).href;
  return captures.filter(
    ({ uri, firstLine, lastLine }) =>
      (uri === at || uri.startsWith(`${at}/`)) &&
      (line === undefined || (firstLine < line && line <= lastLine + 1)),
  );
}

function textOf({ earlier, later, comparison }: Compared, pathOf: PathOf): string {
  const { subject, changes, same, caveats } = comparison;
  const title = `${subject === "sockets" ? "Sockets" : "Processes"}: ${placeOfCapture(earlier, pathOf)} and ${placeOfCapture(later, pathOf)}`;
  const notes = caveats.map((sentence) => `  ${sentence}\n`).join("");
  const table =
    changes.length === 0
      ? "Nothing changed.\n"
      : textTable(
          ["change", "what", "how", "earlier", "later"],
          changes.map((change) => [
            change.kind,
            change.label,
            howOf(change),
            shown(change.earlier, pathOf),
            shown(change.later, pathOf),
          ]),
        );
  return `${title} (${plural(changes.length, "change")}, ${same} the same)\n${notes}${table}\n`;
}

function howOf({ facts, says }: SnapshotChange): string {
  return facts.length === 0 ? says : facts.map(({ name, from, to }) => `${name} ${from} → ${to}`).join(", ");
}

function placeOfCapture({ uri, firstLine }: ScannedCapture, pathOf: PathOf): string {
  return shown({ uri, line: firstLine }, pathOf);
}

function shown(place: LineReference | undefined, pathOf: PathOf): string {
  return place ? `${pathOf(place.uri)}:${place.line + 1}` : "";
}

function jsonOf({ earlier, later, comparison }: Compared, pathOf: PathOf): string {
  const place = (at: LineReference | undefined) => at && { capture: pathOf(at.uri), line: at.line + 1 };
  const { changes, ...rest } = comparison;
  const json = {
    ...rest,
    earlier: place({ uri: earlier.uri, line: earlier.firstLine }),
    later: place({ uri: later.uri, line: later.firstLine }),
    changes: changes.map(({ kind, label, facts, says, ...at }) =>
      present({
        kind,
        label,
        says: says === "" ? undefined : says,
        facts: facts.length === 0 ? undefined : facts,
        earlier: place(at.earlier),
        later: place(at.later),
      }),
    ),
  };
  return `${JSON.stringify(json)}\n`;
}
