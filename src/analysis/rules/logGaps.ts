import type { CaptureJudge } from "../../core/evidenceRules.ts";
import { microsPerDay } from "../../core/instant.ts";
import type { Issue } from "../../core/issue.ts";
import type { Observation } from "../../core/observation.ts";
import type { LineSpan } from "../../core/span.ts";
import type { CaptureRule } from "./captureRule.ts";
import { LatestOfHosts } from "./latestOfHosts.ts";
import { placeOf } from "./rowRule.ts";
import { Tally } from "./tally.ts";
import { isUnsetClock } from "./unsetClock.ts";

/** A firewall that logs anything logs something every day. */
const longest = microsPerDay;

/**
 * Days without a line: what happened then the log does not say. A clock that was never set and then is jumps by years;
 * that it was not set is told already.
 */
export const logGaps: CaptureRule = ({ family }) => (family === "fwlog" ? new LogGapsJudge() : undefined);

interface LogGap {
  readonly place: LineSpan;
  readonly before: LineSpan;
  readonly micros: number;
}

class LogGapsJudge implements CaptureJudge {
  readonly #latest = new LatestOfHosts();
  #gaps: Tally<LogGap> | undefined;

  see(row: Observation): void {
    if (!row.time) return;
    const before = this.#latest.before(row);
    this.#latest.note(row);
    if (!before?.time || isUnsetClock(before.time)) return;
    const micros = row.time.micros - before.time.micros;
    if (longest < micros) this.#add({ place: placeOf(row, "time"), before: placeOf(before, "time"), micros });
  }

  issues(): readonly Issue[] {
    return this.#gaps ? [gapIssue(this.#gaps)] : [];
  }

  #add(gap: LogGap): void {
    if (this.#gaps) this.#gaps.add(({ place }) => place, gap);
    else this.#gaps = new Tally(gap);
  }
}

function gapIssue(gaps: Tally<LogGap>): Issue {
  const { place, before, micros } = gaps.first;
  const more = gaps.count - 1;
  const also = more === 0 ? "" : `, and ${more} more ${more === 1 ? "time" : "times"} below`;
  const days = Number((micros / microsPerDay).toPrecision(2));
  const message = `Nothing was logged for ${days} days before this line${also}: the device was off, lines are missing, or its clock was set forward.`;
  const related = [
    { message: "the line before", place: before },
    ...gaps.related("days are missing here too"),
  ];
  return { code: "EV027", place, message, related };
}
