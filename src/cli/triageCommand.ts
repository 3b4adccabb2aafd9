import { join } from "node:path";
import { severityOrder } from "../analysis/detectors/gravity.ts";
import type { CaseView } from "../core/caseView.ts";
import { ledgerPath, readLedger } from "../core/ledger.ts";
import { inOneGo } from "../core/steps.ts";
import { readText } from "../node/nodeFiles.ts";
import type { ScannedFile } from "../workspace/captures/scannedFile.ts";
import { viewCase } from "../workspace/case/loadCase.ts";
import { sizedBeacons } from "../workspace/case/sizedBeacons.ts";
import { narrowedCase } from "../workspace/query/narrowedCase.ts";
import { wallTimesSentence } from "../workspace/query/wallTimes.ts";
import { readCaseInputs } from "./caseInputs.ts";
import type { Command } from "./commands.ts";
import { readCall } from "./options.ts";
import { writeTriageJson } from "./triageJson.ts";
import { triageText } from "./triageText.ts";
import { readWhereOfRows } from "./whereOption.ts";

export const triageCommand: Command = {
  name: "triage",
  synopsis:
    "triage PATH… [--where TEXT] [--json] [--zone ZONE] [--cache FOLDER] [--indicators PATH] [--mmdb FILE]… [--fail-on SEVERITY]",
  purpose: "Processes, remote endpoints, joins, beacons and findings of a case: a folder, or files.",
  examples: [
    "triage . --where 203.0.113.77",
    "triage . --where 'destination.port = 12000 and event.type = denied'",
    "triage fw.log --where '10.0.0.0/8 :1..1023 (drop or reject) 10:00..10:30'",
  ],
  async run(words, terminal) {
    const kinds = {
      json: "boolean",
      zone: "string",
      cache: "string",
      where: "string",
      indicators: "string",
      mmdb: "strings",
      "fail-on": "string",
    } as const;
    const call = readCall(words, kinds, terminal);
    if (!call) return 2;
    const text = call.value("where");
    const asked = text === undefined ? undefined : readWhereOfRows(text, terminal);
    if (text !== undefined && !asked) return 2;
    const failOn = call.value("fail-on");
    const least = failOn === undefined ? -1 : (severityOrder as readonly string[]).indexOf(failOn);
    if (failOn !== undefined && least < 0) {
      terminal.say(`incident-notes triage: --fail-on takes one of ${severityOrder.join(", ")}.`);
      return 2;
    }
    const inputs = await readCaseInputs(
      call.paths,
      {
        zone: call.value("zone"),
        cache: call.value("cache"),
        indicators: call.value("indicators"),
        databases: call.values("mmdb"),
      },
      terminal,
    );
    if (!inputs) return 2;
    const whole = viewCase(inputs.scanned, inputs.formats, inputs.lists, inputs.databases);
    const narrowed = asked && inOneGo(narrowedCase(whole, asked.where, inputs.zone));
    const { reading, view: unsized } = narrowed ?? whole;
    const sources = { files: inputs.files, captures: whole.reading.captures, formats: inputs.formats };
    const view = { ...unsized, beacons: await sizedBeacons(unsized.beacons, sources) };
    const { pathOf } = inputs;
    const times = asked && wallTimesSentence(asked.where, call.value("zone"));
    const left = asked && narrowed ? { ...narrowed, text: asked.text, times } : undefined;
    const ledger = readLedger((await readText(join(inputs.root, ledgerPath))) ?? "").entries;
    const triaged = { reading, view, pathOf, ledger, ...(left ? { narrowed: left } : {}) };
    if (call.has("json")) writeTriageJson(triaged, (bytes) => terminal.write(bytes));
    else await terminal.print(triageText(triaged));
    if (isUnread(inputs.scanned)) return 2;
    return hasFinding(view, least) ? 1 : 0;
  },
};

/** Whether there was something to read, and nothing of it could be. */
function isUnread(scanned: readonly ScannedFile[]): boolean {
  return 0 < scanned.length && scanned.every(({ captures, fault }) => captures.length === 0 && fault);
}

/** Whether any finding is at least as severe as the one at this place of `severityOrder`. */
function hasFinding({ findings }: CaseView, least: number): boolean {
  return findings.some(({ severity }) => severityOrder.indexOf(severity) <= least);
}
