import { severityOrder } from "../analysis/detectors/allDetectors.ts";
import type { CaseView } from "../core/caseView.ts";
import { viewCase } from "../workspace/case/loadCase.ts";
import { readCaseInputs } from "./caseInputs.ts";
import type { Command } from "./commands.ts";
import { readCall } from "./options.ts";
import { triageJson } from "./triageJson.ts";
import { triageText } from "./triageText.ts";

export const triageCommand: Command = {
  name: "triage",
  synopsis: "triage PATH… [--json] [--zone ZONE] [--fail-on SEVERITY]",
  purpose: "Processes, remote endpoints, joins, beacons and findings of a case: a folder, or files.",
  async run(words, terminal) {
    const call = readCall(words, { json: "boolean", zone: "string", "fail-on": "string" }, terminal);
    if (!call) return 2;
    const failOn = call.value("fail-on");
    const least = failOn === undefined ? -1 : (severityOrder as readonly string[]).indexOf(failOn);
    if (failOn !== undefined && least < 0) {
      terminal.say(`incident-notes triage: --fail-on takes one of ${severityOrder.join(", ")}.`);
      return 2;
    }
    const inputs = await readCaseInputs(call.paths, call.value("zone"), terminal);
    if (!inputs) return 2;
    const { view } = viewCase(inputs.scanned);
    const { pathOf } = inputs;
    const pieces = call.has("json") ? triageJson(view, pathOf) : [triageText(view, pathOf)];
    for (const piece of pieces) await terminal.print(piece);
    return hasFinding(view, least) ? 1 : 0;
  },
};

/** Whether any finding is at least as severe as the one at this place of `severityOrder`. */
function hasFinding({ findings }: CaseView, least: number): boolean {
  return findings.some(({ severity }) => severityOrder.indexOf(severity) <= least);
}
