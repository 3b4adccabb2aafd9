import type { CaptureJudge } from "../../core/evidenceRules.ts";
import { microsPerMinute } from "../../core/instant.ts";
import type { Issue, RelatedPlace } from "../../core/issue.ts";
import { withRoom } from "../../core/names.ts";
import type { Observation } from "../../core/observation.ts";
import type { LineSpan } from "../../core/span.ts";
import { type CaptureRule, mostOfOneCode, mostRemembered } from "./captureRule.ts";
import { LatestOfHosts } from "./latestOfHosts.ts";
import { rowHash } from "./rowHash.ts";
import { placeOf, wholePlace } from "./rowRule.ts";
import { Tally } from "./tally.ts";

/** Processors, buffers and relays mix lines of about the same time. */
const tolerance = microsPerMinute;
/** Equal rows one after the other that are a block pasted again and no accident. */
const leastRepeated = 3;

/**
 * Times of a log go forward. Where they go back, either lines come again that stood above (a block pasted
 * twice), or lines were put together, or the clock was set.
 *
 *     10:00:01 a          10:00:01 a
 *     10:00:02 b          10:00:02 b
 *     10:00:03 c          10:00:03 c
 *     10:00:01 a  EV006   09:12:40 x  EV007
 *     10:00:02 b  EV006   09:12:41 y
 *     10:00:03 c  EV006
 *
 * Equal rows of one second are ordinary traffic: only what follows a step back is looked for above. Hosts that write
 * into one file each have a clock of their own.
 */
export const logOrder: CaptureRule = ({ family }) => (family === "fwlog" ? new LogOrderJudge() : undefined);

interface StepBack {
  readonly place: LineSpan;
  readonly before: LineSpan;
  readonly micros: number;
}

/** Rows that are equal to rows above, from a step back on. */
interface Repetition {
  /** Which row above is the twin of the one to come. */
  next: number;
  readonly rows: { readonly place: LineSpan; readonly twin: LineSpan }[];
  readonly step: StepBack | undefined;
}

class LogOrderJudge implements CaptureJudge {
  readonly #firstWith = new Map<number, number>();
  #hashes = new Int32Array(1 << 8);
  #lines = new Int32Array(1 << 8);
  #count = 0;
  readonly #latest = new LatestOfHosts();
  #ascents = 0;
  #descents = 0;
  #repetition: Repetition | undefined;
  #steps: Tally<StepBack> | undefined;
  readonly #repeated: Issue[] = [];

  see(row: Observation): void {
    const micros = row.time?.micros;
    if (micros === undefined || row.kind === "gap") return;
    const hash = rowHash(row);
    const before = this.#latest.before(row);
    const latest = before?.time?.micros ?? micros;
    if (latest < micros) this.#ascents++;
    if (micros < latest) this.#descents++;
    if (!this.#goesOn(row, hash) && micros < latest) this.#stepBack(row, hash, before, latest - micros);
    this.#remember(row, hash);
    if (latest <= micros || tolerance < latest - micros) this.#latest.note(row);
  }

  issues(): readonly Issue[] {
    this.#endRepetition();
    const steps = this.#steps;
    if (!steps) return this.#repeated;
    const isNewestFirst = this.#ascents === 0 && leastRepeated <= this.#descents;
    return [...this.#repeated, stepIssue(steps, isNewestFirst ? newestFirst : mixedUp)];
  }

  /** Whether the row is the next one of a block that comes again. */
  #goesOn(row: Observation, hash: number): boolean {
    const repetition = this.#repetition;
    if (!repetition) return false;
    const { next } = repetition;
    if (next < this.#count && this.#hashes[next] === hash) {
      this.#addRepeated(repetition, row);
      return true;
    }
    this.#endRepetition();
    return false;
  }

  #stepBack(row: Observation, hash: number, before: Observation | undefined, micros: number): void {
    // Where the clocks were set back, the time really was there twice.
    const isStep = tolerance < micros && row.time?.wall !== "twice" && before !== undefined;
    const step = isStep
      ? { place: placeOf(row, "time"), before: placeOf(before, "time"), micros }
      : undefined;
    const twin = this.#firstWith.get(hash);
    if (twin === undefined) this.#addStep(step);
    else {
      this.#repetition = { next: twin, rows: [], step };
      this.#addRepeated(this.#repetition, row);
    }
  }

  #addRepeated(repetition: Repetition, row: Observation): void {
    const line = this.#lines[repetition.next]!;
    repetition.next++;
    if (mostOfOneCode <= repetition.rows.length) return;
    const place = wholePlace(row);
    repetition.rows.push({ place, twin: { ...place, line } });
  }

  #endRepetition(): void {
    const repetition = this.#repetition;
    this.#repetition = undefined;
    if (!repetition) return;
    if (repetition.rows.length < leastRepeated) {
      this.#addStep(repetition.step);
      return;
    }
    for (const { place, twin } of repetition.rows)
      if (this.#repeated.length < mostOfOneCode) this.#repeated.push(repeatedIssue(place, twin));
  }

  #addStep(step: StepBack | undefined): void {
    if (!step) return;
    if (this.#steps) this.#steps.add(({ place }) => place, step);
    else this.#steps = new Tally(step);
  }

  #remember(row: Observation, hash: number): void {
    if (mostRemembered <= this.#count) return;
    this.#hashes = withRoom(this.#hashes, this.#count + 1);
    this.#lines = withRoom(this.#lines, this.#count + 1);
    this.#hashes[this.#count] = hash;
    this.#lines[this.#count] = row.line;
    if (!this.#firstWith.has(hash)) this.#firstWith.set(hash, this.#count);
    this.#count++;
  }
}

function repeatedIssue(place: LineSpan, twin: LineSpan): Issue {
  const message = `Line ${twin.line + 1} and those around it come again here, with their times: was a block pasted twice?`;
  return { code: "EV006", place, message, related: [{ message: "the same row", place: twin }] };
}

const mixedUp = "lines were put together, or the clock was set.";
const newestFirst = "all lines stand newest first, as some exports write them.";

function stepIssue(steps: Tally<StepBack>, why: string): Issue {
  const { place, before, micros } = steps.first;
  const more = steps.count - 1;
  const also = more === 0 ? "" : `, and ${more} more ${more === 1 ? "time" : "times"} below`;
  const message = `The time goes back by ${durationText(micros)} here${also}: ${why}`;
  const related: RelatedPlace[] = [
    { message: "the later time", place: before },
    ...steps.related("goes back here too"),
  ];
  return { code: "EV007", place, message, related };
}

const units: readonly (readonly [micros: number, one: string, many: string])[] = [
  [1440 * microsPerMinute, "a day", "days"],
  [60 * microsPerMinute, "an hour", "hours"],
  [microsPerMinute, "a minute", "minutes"],
];

function durationText(micros: number): string {
  const [unit, one, many] = units.find(([size]) => size <= micros) ?? units.at(-1)!;
  const count = Math.round(micros / unit);
  return count === 1 ? one : `${count} ${many}`;
}
