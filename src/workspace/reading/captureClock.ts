import type { CaptureFacts } from "../../core/capture.ts";
import { yearOfYearless } from "../../core/clock.ts";
import { daysSince1970, type Instant, microsPerDay, type TimeAssumption } from "../../core/instant.ts";
import { assumptionsOf } from "../../core/observe.ts";
import type { PlainRows } from "../../core/plainRows.ts";
import type { Row } from "../../core/row.ts";
import { occurrencesOfWall, utcOfWall, type Zone, zoneNamed } from "../../core/zone.ts";
import { capturedMicros } from "./capturedTime.ts";
import { endOfYear, skewMicros, yearOf } from "./clockWords.ts";

/** What is known of the clock that wrote a capture's times. */
export interface ClockFacts {
  /** The zone of times that print none, where the analyst named it. */
  readonly zone?: Zone;
  /**
   * Microseconds since 1970 at which the capture existed already (its collection, its file's last change):
   * times without a year are of the last year in which they do not lie after it.
   */
  readonly latest: number;
  /** Whether that is so because the analyst said the year. */
  readonly yearKnown?: true;
  /** Microseconds that the clock was ahead of the right time: times are told without them. */
  readonly skew?: number;
}

/** The clock of a capture by the facts on its fence, else by when its document last changed and the case's zone. */
export function clockOf(facts: CaptureFacts, changed: number, caseZone: Zone | undefined): CaptureClock {
  const zone = (facts.zone === undefined ? undefined : zoneNamed(facts.zone)) ?? caseZone;
  const captured = facts.captured === undefined ? undefined : capturedMicros(facts.captured);
  const year = facts.year === undefined ? undefined : yearOf(facts.year);
  const skew = facts.skew === undefined ? undefined : skewMicros(facts.skew);
  return new CaptureClock({
    latest: year === undefined ? (captured ?? changed) : endOfYear(year),
    ...(year === undefined ? {} : { yearKnown: true }),
    ...(zone ? { zone } : {}),
    ...(skew ? { skew } : {}),
  });
}

/** Turns what rows print into instants: the one place where years and zones are filled in, and clocks put right. */
export class CaptureClock {
  readonly #facts: ClockFacts;
  readonly #latestYear: number;
  /** The day of the time read last, and how far it is from the same day of both years it may be of. */
  #day = Number.NaN;
  #shift = 0;
  #earlierShift = 0;
  readonly #skew: number;

  constructor(facts: ClockFacts) {
    this.#facts = facts;
    this.#skew = facts.skew ?? 0;
    this.#latestYear = new Date(facts.latest / 1000).getUTCFullYear();
  }

  /** Microseconds since 1970, NaN where the row has no time. As cheap as a scan needs it. */
  micros(row: Row): number {
    let micros = row.time;
    if (Number.isNaN(micros)) return micros;
    if (!row.hasYear) micros = this.#inLikelyYear(micros);
    if (this.#facts.zone && Number.isNaN(row.utcOffset)) micros = utcOfWall(this.#facts.zone, micros);
    return micros - this.#skew;
  }

  /** Writes the same of a block of rows to `micros` from `at` on. */
  writeMicros({ count, time, times }: PlainRows, micros: Float64Array, at: number): void {
    const { zone } = this.#facts;
    micros.set(time.subarray(0, count), at);
    if (times === "yearless") this.#setYears(micros, at, at + count);
    if (zone && (times === "yearless" || times === "local"))
      for (let i = at; i < at + count; i++) micros[i] = utcOfWall(zone, micros[i]!);
    if (this.#skew !== 0) for (let i = at; i < at + count; i++) micros[i]! -= this.#skew;
  }

  /** Most rows are of the day of the row above: then so far from it as they are in the year of yearless times. */
  #setYears(micros: Float64Array, from: number, to: number): void {
    const latest = this.#facts.latest + microsPerDay;
    let day = Number.NaN;
    let shift = 0;
    let earlierShift = 0;
    for (let i = from; i < to; i++) {
      const yearless = micros[i]!;
      if (!(day <= yearless && yearless < day + microsPerDay)) {
        day = Math.floor(yearless / microsPerDay) * microsPerDay;
        shift = inYear(day, this.#latestYear) - day;
        earlierShift = inYear(day, this.#latestYear - 1) - day;
      }
      micros[i] = latest < yearless + shift ? yearless + earlierShift : yearless + shift;
    }
  }

  /** What is assumed of a row's time, when what is known of the clock is taken into account. */
  assumed(row: Row): readonly TimeAssumption[] {
    const { zone, yearKnown } = this.#facts;
    return assumptionsOf(row).filter(
      (assumption) => !(assumption === "zone" && zone) && !(assumption === "year" && yearKnown),
    );
  }

  instant(row: Row): Instant | undefined {
    const micros = this.micros(row);
    if (Number.isNaN(micros)) return undefined;
    const utcOffset = Number.isNaN(row.utcOffset) ? this.#facts.zone?.(micros) : row.utcOffset;
    const assumed = this.assumed(row);
    const wall = this.#wallOf(row);
    return {
      micros,
      digits: row.timeDigits,
      ...(row.timeNanos === 0 ? {} : { nanos: row.timeNanos }),
      assumed,
      ...(utcOffset === undefined ? {} : { utcOffset }),
      ...(wall === undefined ? {} : { wall }),
      ...(this.#skew === 0 ? {} : { skew: this.#skew }),
    };
  }

  #wallOf(row: Row): Instant["wall"] {
    if (!this.#facts.zone || !Number.isNaN(row.utcOffset)) return undefined;
    const wall = row.hasYear ? row.time : this.#inLikelyYear(row.time);
    const occurrences = occurrencesOfWall(this.#facts.zone, wall);
    return occurrences === 1 ? undefined : occurrences === 0 ? "never" : "twice";
  }

  #inLikelyYear(yearless: number): number {
    if (!(this.#day <= yearless && yearless < this.#day + microsPerDay)) {
      this.#day = Math.floor(yearless / microsPerDay) * microsPerDay;
      this.#shift = inYear(this.#day, this.#latestYear) - this.#day;
      this.#earlierShift = inYear(this.#day, this.#latestYear - 1) - this.#day;
    }
    const guess = yearless + this.#shift;
    const tolerance = microsPerDay;
    return this.#facts.latest + tolerance < guess ? yearless + this.#earlierShift : guess;
  }
}

/** A time of the year 1972 in another year. 29 February becomes 1 March where there is none. */
function inYear(micros: number, year: number): number {
  const date = new Date(micros / 1000);
  const dayStart = daysSince1970(yearOfYearless, date.getUTCMonth() + 1, date.getUTCDate()) * microsPerDay;
  return daysSince1970(year, date.getUTCMonth() + 1, date.getUTCDate()) * microsPerDay + (micros - dayStart);
}
