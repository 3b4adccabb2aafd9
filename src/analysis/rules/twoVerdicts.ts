import type { CaptureJudge } from "../../core/evidenceRules.ts";
import { microsPerSecond } from "../../core/instant.ts";
import type { Issue } from "../../core/issue.ts";
import type { Connection, Observation } from "../../core/observation.ts";
import { type CaptureRule, mostOfOneCode } from "./captureRule.ts";
import { wholePlace } from "./rowRule.ts";

/** Lines that may stand between the two of one packet. */
const window = 8;

/** UFW logs a packet once as AUDIT and once with what became of it: two lines, one packet. */
export const twoVerdicts: CaptureRule = ({ format }) =>
  format === "linux.netfilter" ? new TwoVerdictsJudge() : undefined;

class TwoVerdictsJudge implements CaptureJudge {
  #recent: Connection[] = [];
  readonly #issues: Issue[] = [];

  see(row: Observation): void {
    if (row.kind !== "connection" || mostOfOneCode <= this.#issues.length) return;
    const at = this.#recent.findIndex((other) => isAudit(other) !== isAudit(row) && isSamePacket(other, row));
    if (at < 0) {
      this.#recent.push(row);
      if (window < this.#recent.length) this.#recent.shift();
      return;
    }
    const [other] = this.#recent.splice(at, 1);
    this.#issues.push(isAudit(row) ? auditIssue(row, other!) : auditIssue(other!, row));
  }

  issues(): readonly Issue[] {
    return this.#issues;
  }
}

function isAudit({ action }: Connection): boolean {
  return action?.startsWith("audit") ?? false;
}

function isSamePacket(a: Connection, b: Connection): boolean {
  return (
    a.source.port === b.source.port &&
    a.destination.port === b.destination.port &&
    a.source.ip === b.source.ip &&
    a.destination.ip === b.destination.ip &&
    a.transport === b.transport &&
    a.size === b.size &&
    a.host === b.host &&
    isClose(a, b)
  );
}

function isClose({ time: a }: Connection, { time: b }: Connection): boolean {
  return a === undefined || b === undefined || Math.abs(a.micros - b.micros) <= microsPerSecond;
}

function auditIssue(audit: Connection, verdict: Connection): Issue {
  const word = verdict.action ?? "the verdict";
  const message = `Line ${verdict.line + 1} logs the same packet as ${word}: it counts once.`;
  return {
    code: "FW008",
    place: wholePlace(audit),
    message,
    related: [{ message: "the same packet", place: wholePlace(verdict) }],
  };
}
