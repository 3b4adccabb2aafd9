import type { CaptureJudge } from "../../core/evidenceRules.ts";
import type { FieldName } from "../../core/field.ts";
import type { Issue, IssueCode } from "../../core/issue.ts";
import type { Observation } from "../../core/observation.ts";
import type { CaptureRule } from "./captureRule.ts";
import { placeOf } from "./rowRule.ts";
import { Tally } from "./tally.ts";

/** What is said once of a capture, however many of its rows it is true of. */
export interface Caveat {
  readonly code: IssueCode;
  /** Ids of the formats it is about; absent for all. */
  readonly formats?: readonly string[];
  /** The word it is about, for each of which it is said once; "" where it is about none, undefined where it does not hold. */
  readonly about: (observation: Observation) => string | undefined;
  readonly mark: (observation: Observation) => FieldName;
  /** A sentence on the first such row; `more` speaks of the others, and is "" where there are none. */
  readonly message: (first: Observation, more: string) => string;
  /** What is said at some of the other rows. */
  readonly also: string;
}

const mostWords = 8;

export function caveatRule(caveat: Caveat): CaptureRule {
  const { formats } = caveat;
  return ({ format }) =>
    formats === undefined || formats.includes(format) ? new CaveatJudge(caveat) : undefined;
}

class CaveatJudge implements CaptureJudge {
  readonly #caveat: Caveat;
  readonly #tallies = new Map<string, Tally<Observation>>();
  readonly #placeOf: (row: Observation) => ReturnType<typeof placeOf>;

  constructor(caveat: Caveat) {
    this.#caveat = caveat;
    this.#placeOf = (row) => placeOf(row, caveat.mark(row));
  }

  see(observation: Observation): void {
    const word = this.#caveat.about(observation);
    if (word === undefined) return;
    const tally = this.#tallies.get(word);
    if (tally) tally.add(this.#placeOf, observation);
    else if (this.#tallies.size < mostWords) this.#tallies.set(word, new Tally(observation));
  }

  issues(): readonly Issue[] {
    const { code, message, also } = this.#caveat;
    return Array.from(this.#tallies.values(), (tally) => {
      const related = tally.related(also);
      const issue = { code, place: this.#placeOf(tally.first), message: message(tally.first, tally.more) };
      return related.length === 0 ? issue : { ...issue, related };
    });
  }
}
