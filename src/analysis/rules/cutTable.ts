import type { CaptureJudge } from "../../core/evidenceRules.ts";
import type { Issue } from "../../core/issue.ts";
import type { Connection, Observation } from "../../core/observation.ts";
import type { CaptureRule } from "./captureRule.ts";
import { wholePlace } from "./rowRule.ts";

/** Rows above that make it certain that a table has a column. */
const proof = 2;

/** The last row of a table lacks the PID that all rows above have: the capture was cut within it. */
export const cutTable: CaptureRule = ({ family, format }) =>
  family === "netstat" && !ownersMayLack.includes(format) ? new CutTableJudge() : undefined;

/** Formats that print nothing for the owner of a socket that has none any more. */
const ownersMayLack: readonly string[] = ["ss.linux", "sockstat.bsd", "netstat.solaris"];

class CutTableJudge implements CaptureJudge {
  #withPid = 0;
  #without = 0;
  #last: Observation | undefined;

  see(row: Observation): void {
    if (row.kind !== "connection") return;
    if (row.process.pid === undefined) this.#without++;
    else this.#withPid++;
    this.#last = row;
  }

  issues(): readonly Issue[] {
    const last = this.#last;
    const isCut = this.#without === 1 && proof <= this.#withPid && last?.kind === "connection";
    if (!isCut || !isReadToItsEnd(last) || last.process.pid !== undefined) return [];
    // Without a state, the row says so itself.
    if (last.transport === "tcp" && last.state === undefined) return [];
    const message = `This row has no PID, and the ${this.#withPid} rows above have one: the capture was cut here.`;
    return [{ code: "EV004", place: wholePlace(last), message }];
  }
}

/** Whether nothing stands behind the last field: a PID that cannot be read is one all the same. */
function isReadToItsEnd({ spans, text }: Connection): boolean {
  for (const { end } of spans.values()) if (end === text.end) return true;
  return false;
}
