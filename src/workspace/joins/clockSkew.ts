import { microsPerDay, microsPerSecond } from "../../core/instant.ts";
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
  readonly #differences: number[] = [];
  /** Of all conversations: the log's rows would lie within them if its clock were ahead by at least, or at most, this. */
  #least = Number.NEGATIVE_INFINITY;
  #most = Number.POSITIVE_INFINITY;

  constructor(log: ScannedCapture, events: ScannedCapture) {
    const assumesDate = (capture: ScannedCapture) => capture.clock?.assumed.includes("date") ?? false;
    this.#isOfDay = assumesDate(log) || assumesDate(events);
    this.#isSure = isSure(log.clock) && isSure(events.clock);
  }

  /** A log's row, and the conversation that it is of, in microseconds. */
  add(time: number, first: number, last: number): void {
    if (Number.isNaN(time + first + last) || mostPairs <= this.#differences.length) return;
    const difference = this.fold(time - first);
    if (last - first < near) this.#differences.push(difference);
    else {
      this.#least = Math.max(this.#least, difference - (last - first));
      this.#most = Math.min(this.#most, difference);
    }
  }

  result(): ClockSkew {
    const { ahead, agreeing } = this.#differences.length === 0 ? this.#ofSpans() : this.#median();
    return { ahead, agreeing, isOfDay: this.#isOfDay, isSure: this.#isSure };
  }

  /** Of times that print no date, only times of day differ. */
  fold(difference: number): number {
    return this.#isOfDay ? folded(difference) : difference;
  }

  #median() {
    const sorted = Float64Array.from(this.#differences).sort();
    const ahead = sorted[sorted.length >> 1]!;
    const agreeing = sorted.filter((difference) => Math.abs(difference - ahead) <= near).length;
    return { ahead, agreeing };
  }

  /** The least that would bring most rows into their conversations; none where they are in them already. */
  #ofSpans() {
    if (!Number.isFinite(this.#least) || !Number.isFinite(this.#most)) return { ahead: 0, agreeing: 0 };
    if (this.#most < this.#least) return { ahead: 0, agreeing: 0 };
    return { ahead: Math.min(Math.max(0, this.#least), this.#most), agreeing: 0 };
  }
}

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
