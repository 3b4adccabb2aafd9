/**
 * How often a memoryless client would look regular: everything here is arithmetic, so the same series always
 * gets the same answer.
 *
 * Intervals of a memoryless client are exponential; of a client with busy and idle spells, a mixture of
 * exponentials. Whatever the mixture, no window of interval lengths can hold more of it than the best single
 * exponential would put there, so that best one is what we test against. No rate has to be estimated, and bursts
 * do not pass for rhythm.
 */

/** Interval lengths `[from, to)` in seconds. */
export type IntervalWindow = readonly [from: number, to: number];

const logFactorials = [0, 0];

function logFactorial(n: number): number {
  for (let i = logFactorials.length; i <= n; i++) logFactorials.push(logFactorials[i - 1]! + Math.log(i));
  return logFactorials[n]!;
}

/** Natural logarithm of (an upper bound of) P(X >= hits) for X binomial. */
export function logBinomialTail(hits: number, trials: number, probability: number): number {
  if (hits <= trials * probability || probability >= 1) return 0;
  const logTerm =
    logFactorial(trials) -
    logFactorial(hits) -
    logFactorial(trials - hits) +
    hits * Math.log(probability) +
    (trials - hits) * Math.log1p(-probability);
  // The terms after this one fall at least as fast as a geometric series of this ratio.
  const ratio = ((trials - hits) * probability) / ((hits + 1) * (1 - probability));
  return Math.min(0, logTerm - Math.log1p(-Math.min(ratio, 0.999)));
}

/** Largest share of an exponential, of any rate, that one window can hold. */
export function largestShare(from: number, to: number): number {
  if (from <= 0) return 1;
  const ratio = to / from;
  return ratio ** (-1 / (ratio - 1)) * (1 - 1 / ratio);
}

/** Windows of interval lengths, and, with `beside`, those with which they are compared. */
export interface ComparedWindows {
  readonly windows: readonly IntervalWindow[];
  readonly beside?: readonly IntervalWindow[];
}

/** Largest share that the windows hold of an exponential of any rate, or, with `beside`, of its mass in both. */
export function largestShareOfAll(compared: ComparedWindows): number {
  if (!isAboveZero(compared)) return 1;
  let largest = 0;
  for (let step = 0; step < rateSteps.length; step++) {
    const share = shareAtStep(compared, step);
    if (share > largest) largest = share;
  }
  return Math.min(1, largest * gridSlack);
}

/** A lower bound of that, at a fraction of its price; mostly within some percent. */
export function leastShareOfAll(compared: ComparedWindows): number {
  return isAboveZero(compared) ? Math.min(1, shareAtStep(compared, usualStep) * gridSlack) : 1;
}

/** Rates tried, as multiples of one over the window's lower edge. */
const rateSteps = Array.from({ length: 28 }, (_, i) => 0.05 * 1.25 ** i);
/** The best rate may lie between two steps; the share is flat there. */
const gridSlack = 1.01;
/** For a narrow window the best rate is one over its lower edge, for a wide one less. */
const usualStep = 13;
/** Up to this ratio of its edges, a window's own best rate lies among those tried. */
const widestOnGrid = 50;

/**
 * Whether `largestShareOfAll` of this window and others, or of it among others, cannot be less than its
 * `largestShare`: the slack is more than what the steps miss.
 */
export function isOnGrid(from: number, to: number): boolean {
  return 0 < from && to <= from * widestOnGrid;
}

function isAboveZero({ windows }: ComparedWindows): boolean {
  return windows[0] !== undefined && 0 < windows[0][0];
}

function shareAtStep({ windows, beside }: ComparedWindows, step: number): number {
  const rate = rateSteps[step]! / windows[0]![0];
  const inside = massWithin(windows, rate);
  return beside === undefined ? inside : inside / (inside + massWithin(beside, rate));
}

function massWithin(windows: readonly IntervalWindow[], rate: number): number {
  let mass = 0;
  for (let i = 0; i < windows.length; i++) {
    const window = windows[i]!;
    mass += Math.exp(-rate * Math.max(window[0], 0)) - Math.exp(-rate * Math.max(window[1], 0));
  }
  return mass;
}
