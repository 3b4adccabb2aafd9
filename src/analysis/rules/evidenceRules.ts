import type { CaptureIdentity } from "../../core/capture.ts";
import type { CaptureJudge, EvidenceRules } from "../../core/evidenceRules.ts";
import type { Issue } from "../../core/issue.ts";
import type { Observation } from "../../core/observation.ts";
import type { CaptureRule } from "./captureRule.ts";
import { caveatRule } from "./caveat.ts";
import { caveats } from "./caveats.ts";
import { cutTable } from "./cutTable.ts";
import { emptyTable } from "./emptyTable.ts";
import { logGaps } from "./logGaps.ts";
import { logOrder } from "./logOrder.ts";
import { loopbackPairs } from "./loopbackPairs.ts";
import { packetRules } from "./packetRules.ts";
import { repeatedSockets } from "./repeatedSockets.ts";
import { issueOf, type RowRule } from "./rowRule.ts";
import { samePid } from "./samePid.ts";
import { socketRules } from "./socketRules.ts";
import { twoVerdicts } from "./twoVerdicts.ts";

const rowRules: readonly RowRule[] = [...socketRules, ...packetRules];

const captureRules: readonly CaptureRule[] = [
  ...caveats.map(caveatRule),
  loopbackPairs,
  repeatedSockets,
  cutTable,
  samePid,
  twoVerdicts,
  logOrder,
  logGaps,
];

/** All rules of the evidence's meaning, as the editor and the command line apply them. */
export const evidenceRules: EvidenceRules = {
  row: judgeRow,
  capture: (capture) => new Judges(capture),
};

/** The judges of one capture. A hostile text may open a capture on every line: only rows make judges. */
class Judges implements CaptureJudge {
  readonly #capture: CaptureIdentity;
  #judges: readonly CaptureJudge[] | undefined;

  constructor(capture: CaptureIdentity) {
    this.#capture = capture;
  }

  see(observation: Observation): void {
    this.#judges ??= captureRules.flatMap((rule) => rule(this.#capture) ?? []);
    for (const judge of this.#judges) judge.see(observation);
  }

  issues(): readonly Issue[] {
    return this.#judges?.flatMap((judge) => judge.issues()) ?? [emptyTable(this.#capture)];
  }
}

const nothing: readonly Issue[] = [];

/** Nearly every row is in order, and then nothing is made for it. */
function judgeRow(row: Observation): readonly Issue[] {
  if (row.kind !== "connection") return nothing;
  let issues: Issue[] | undefined;
  for (const rule of rulesOf(row.format)) {
    if (!rule.holds(row)) continue;
    issues ??= [];
    issues.push(issueOf(rule, row));
  }
  return issues ?? nothing;
}

const rulesByFormat = new Map<string, readonly RowRule[]>();

function rulesOf(format: string): readonly RowRule[] {
  const known = rulesByFormat.get(format);
  if (known) return known;
  const rules = rowRules.filter(({ formats }) => formats.includes(format));
  rulesByFormat.set(format, rules);
  return rules;
}

/** For lines that were picked out of captures: they say nothing of a capture as a whole. */
export const rulesOfRows: EvidenceRules = {
  ...evidenceRules,
  capture: () => ({ see: () => {}, issues: () => [] }),
};
