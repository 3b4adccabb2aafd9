import { microsPerDay, microsPerMinute, microsPerSecond, type TimeAssumption } from "../../core/instant.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import { isSure } from "./lifeBounds.ts";

/** How two captures' clocks stand to each other, as rows of both that speak of the same show it. */
export interface ClockSkew {
  /** Microseconds that the log's clock is ahead. */
  readonly ahead: number;
  /** Pairs that agree in it to within some seconds. */
  readonly agreeing: number;
  /** Whether only times of day can be compared. */
  readonly isOfDay: boolean;
  /** Whether both clocks are known to be of one time scale. */
  readonly isSure: boolean;
}

/** Pairs that are looked at. */
const mostPairs = 4096;
const near = 5 * microsPerSecond;

/** Gathers how far times of a log lie behind those of a monitor's capture. */
export class SkewFinding {
  readonly #isOfDay: boolean;
  readonly #isSure: boolean;
  readonly #isZoneKnown: boolean;
  /** Of short conversations: from their first event to the log's row. */
  readonly #differences: number[] = [];
  /** Of long ones: the same, and how long they are. */
  readonly #spans: { readonly difference: number; readonly length: number }[] = [];

  constructor(log: ScannedCapture, events: ScannedCapture) {
    const assumes = (assumption: TimeAssumption) =>
      [log, events].some(({ clock }) => clock?.assumed.includes(assumption));
    this.#isOfDay = assumes("date");
    this.#isZoneKnown = !assumes("zone");
    this.#isSure = isSure(log.clock) && isSure(events.clock);
  }

  /** A log's row, and the conversation that it is of, in microseconds. */
  add(time: number, first: number, last: number): void {
    if (Number.isNaN(time + first + last)) return;
    const difference = this.#isOfDay ? folded(time - first) : time - first;
    if (last - first < near) {
      if (this.#differences.length < mostPairs) this.#differences.push(difference);
    } else if (this.#spans.length < mostPairs) this.#spans.push({ difference, length: last - first });
  }

  result(): ClockSkew {
    const { ahead, agreeing } = this.#differences.length === 0 ? this.#ofSpans() : this.#median();
    return { ahead, agreeing, isOfDay: this.#isOfDay, isSure: this.#isSure };
  }

  #median() {
    const sorted = Float64Array.from(this.#differences).sort();
    const ahead = sorted[sorted.length >> 1]!;
    const agreeing = sorted.filter((difference) => Math.abs(difference - ahead) <= near).length;
    return { ahead, agreeing };
  }

  /**
   * Of the zones that the unknown one may be, that in which most rows lie within their conversations. Else what would
   * bring nearly all rows into theirs, where most lie outside.
   */
  #ofSpans() {
    let best = 0;
    let most = this.#within(0);
    const rows = this.#spans.length;
    for (const ahead of this.#alignments())
      if (2 * most < rows && nearlyAll * rows <= this.#within(ahead)) [best, most] = [ahead, rows];
    const farthest = this.#isZoneKnown ? 0 : farthestZone;
    for (let quarters = 1; quarters <= farthest; quarters++)
      for (const ahead of [quarters * quarterHour, -quarters * quarterHour]) {
        const rows = this.#within(ahead);
        if (rows <= most) continue;
        [best, most] = [ahead, rows];
      }
    return { ahead: best, agreeing: 0 };
  }

  /** What would bring the first row to the beginning of its conversation, and the last to the end. */
  #alignments(): readonly number[] {
    if (this.#spans.length < fewestOutside) return [];
    const first = this.#spans.reduce(
      (least, one) => Math.min(least, one.difference),
      Number.POSITIVE_INFINITY,
    );
    const last = this.#spans.reduce(
      (latest, one) => Math.max(latest, one.difference - one.length),
      Number.NEGATIVE_INFINITY,
    );
    return [first, last];
  }

  #within(ahead: number): number {
    let rows = 0;
    for (const { difference, length } of this.#spans) {
      const behind = this.#isOfDay ? folded(difference - ahead) : difference - ahead;
      if (-near <= behind && behind <= length + near) rows++;
    }
    return rows;
  }
}

/** Fewer rows outside of their conversations say nothing of the clocks. */
const fewestOutside = 4;
const nearlyAll = 0.9;
/** Zones differ by quarters of an hour, and by 26 hours at the most. */
const quarterHour = 15 * microsPerMinute;
const farthestZone = 26 * 4;

/** Seconds between a log's row and a conversation, the clocks being put right; undefined where one has no time. */
export function gapBetween(skew: ClockSkew, time: number, first: number, last: number): number | undefined {
  if (Number.isNaN(time + first + last)) return undefined;
  const behind = skew.isOfDay ? folded(time - skew.ahead - first) : time - skew.ahead - first;
  const outside = behind < 0 ? -behind : Math.max(0, behind - (last - first));
  return outside / microsPerSecond;
}

function folded(difference: number): number {
  return difference - microsPerDay * Math.round(difference / microsPerDay);
}

/** Clocks that differ by less are taken to agree. */
const agreeing = 2 * microsPerSecond;

/** What is assumed of the two clocks, as the parts of a sentence. */
export function skewTexts(skew: ClockSkew): readonly string[] {
  const texts: string[] = [];
  if (skew.isOfDay) texts.push("the capture prints no date, so only times of day are compared");
  else if (!skew.isSure) texts.push("the zone of one of the two clocks is not known");
  if (agreeing < Math.abs(skew.ahead)) {
    const way = 0 < skew.ahead ? "ahead of" : "behind";
    const size = durationText(Math.abs(skew.ahead) / microsPerSecond);
    const pairs = 1 < skew.agreeing ? `, as ${skew.agreeing} connections agree` : "";
    texts.push(`the log's clock is taken to be ${size} ${way} the capture's${pairs}`);
  } else texts.push("their clocks are taken to agree");
  return texts;
}

/** `7 min 2 s` */
function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  const parts = [
    [Math.floor(whole / 3600), "h"],
    [Math.floor(whole / 60) % 60, "min"],
    [whole % 60, "s"],
  ] as const;
  const said = parts.filter(([count]) => count !== 0).map(([count, unit]) => `${count} ${unit}`);
  return said.length === 0 ? "0 s" : said.join(" ");
}

/** Whether the clocks are far apart, and fewer connections agree in it than would show that it is so. */
export function isDoubtful({ ahead, agreeing: pairs, isSure: sure }: ClockSkew): boolean {
  return pairs < fewestAgreeing && (!sure || farApart < Math.abs(ahead));
}

const fewestAgreeing = 3;
const farApart = 120 * microsPerSecond;
