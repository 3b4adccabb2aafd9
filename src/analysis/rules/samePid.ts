import type { CaptureJudge } from "../../core/evidenceRules.ts";
import type { Issue } from "../../core/issue.ts";
import type { Observation, ProcessEntry } from "../../core/observation.ts";
import type { LineSpan } from "../../core/span.ts";
import { type CaptureRule, mostRemembered } from "./captureRule.ts";
import { placeOf } from "./rowRule.ts";
import { Tally } from "./tally.ts";

/** A list of processes is one moment, and a PID is one process in it. */
export const samePid: CaptureRule = ({ family }) => (family === "tasklist" ? new SamePidJudge() : undefined);

interface Seen {
  readonly name: string | undefined;
  readonly place: LineSpan;
}

interface Pair {
  readonly row: ProcessEntry;
  readonly first: Seen;
}

class SamePidJudge implements CaptureJudge {
  readonly #seen = new Map<number, Seen>();
  #pairs: Tally<Pair> | undefined;

  see(row: Observation): void {
    if (row.kind !== "process" || row.process.pid === undefined) return;
    const { pid, name, threadId } = row.process;
    // Threads of one process have its PID.
    if (threadId !== undefined) return;
    const first = this.#seen.get(pid);
    if (!first) {
      if (this.#seen.size < mostRemembered) this.#seen.set(pid, { name, place: placeOf(row, "pid") });
    } else if (this.#pairs) this.#pairs.add(pairPlace, { row, first });
    else this.#pairs = new Tally({ row, first });
  }

  issues(): readonly Issue[] {
    if (!this.#pairs) return [];
    const { first: pair, more } = this.#pairs;
    const { pid, name = "?" } = pair.row.process;
    const line = pair.first.place.line + 1;
    const as = pair.first.name === name ? "" : ` as ${pair.first.name ?? "?"}, here as ${name}`;
    const message = `PID ${pid} stands on line ${line} already${as}${more}: one list has a PID once. Were two lists joined?`;
    const related = [
      { message: "the same PID", place: pair.first.place },
      ...this.#pairs.related("a PID that stands above already"),
    ];
    return [{ code: "PR001", place: pairPlace(pair), message, related }];
  }
}

function pairPlace({ row }: Pair): LineSpan {
  return placeOf(row, "pid");
}
