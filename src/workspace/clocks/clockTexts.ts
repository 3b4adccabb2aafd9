import type { ClockCorrection } from "../../analysis/clocks/clockCorrection.ts";
import { microsPerSecond } from "../../core/instant.ts";
import type { DoubtfulClocks, ProposedClock } from "./caseClocks.ts";
import type { ClockComparison, SolvedComparison } from "./clockComparison.ts";

/** What would be said of the source: `zone +02:00, skew +7m2s`. */
export function correctionText({ correction }: ProposedClock): string {
  return correctionWords(correction);
}

export function correctionWords(correction: ClockCorrection): string {
  return Object.entries(correction)
    .map(([name, fact]) => `${name} ${fact}`)
    .join(", ");
}

/** `7 min 2 s ahead: 12 of 12 connections agree, within 0.4 s of each other` */
export function proposalReason({ ahead, comparison }: ProposedClock): string {
  const way = 0 < ahead ? "ahead" : "behind";
  return `${durationText(Math.abs(ahead))} ${way}: ${agreementText(comparison)}`;
}

/** `12 of 12 connections agree, within 0.4 s` and what speaks against it. */
export function agreementText({ offset, basis, isOfDay }: SolvedComparison): string {
  const { agreeing, of, scatter } = offset;
  const what = basis === "connections" ? "connections" : "rows of few connections";
  return [
    `${agreeing} of ${of} ${what} agree, half of them within ${scatterText(scatter)}`,
    ...(basis === "even"
      ? ["their rows come at even steps, so one step more or less would fit as well"]
      : []),
    ...(isOfDay ? ["one prints no date, so only times of day are compared"] : []),
  ].join("; ");
}

function scatterText(micros: number): string {
  return micros < microsPerSecond / 10 ? "0.1 s" : durationText(micros);
}

const doubts: { readonly [W in DoubtfulClocks["why"]]: (comparison: ClockComparison) => string } = {
  few: ({ offset }) =>
    `only ${offset.of === 1 ? "one event is" : `${offset.of} events are`} in both, which may be chance`,
  scattered: ({ offset }) => `the ${offset.of} events that are in both agree in no offset`,
  two: ({ offset }) =>
    `the ${offset.of} events that are in both agree in two offsets: a clock may have been set`,
  zones: () => "they are hours apart, and the zone of neither is known: name the zone of one of them",
};

/** Why nothing is proposed of two captures. */
export function doubtText({ why, comparison }: DoubtfulClocks): string {
  return doubts[why](comparison);
}

/** `7 min 2 s`, `0.4 s`, `2 h` */
export function durationText(micros: number): string {
  const seconds = micros / microsPerSecond;
  if (seconds < 10) return `${Number(seconds.toFixed(1))} s`;
  const whole = Math.round(seconds);
  const parts = [
    [Math.floor(whole / 86_400), "d"],
    [Math.floor(whole / 3600) % 24, "h"],
    [Math.floor(whole / 60) % 60, "min"],
    [whole % 60, "s"],
  ] as const;
  return parts
    .filter(([count]) => count !== 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");
}
