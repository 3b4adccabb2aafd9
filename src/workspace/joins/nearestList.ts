import type { ScannedCapture } from "../captures/scannedFile.ts";
import { capturedMicros } from "../reading/capturedTime.ts";
import type { Sighting } from "./processSightings.ts";
import { isContradicted, sharedPids, sharesClearlyMore } from "./sharedPids.ts";

/** Of several lists of one host, that of the same time as another capture. */
export interface NearestSighting {
  readonly sighting: Sighting;
  /** Those that the evidence does not rule out, itself among them: it only stands nearer than these. */
  readonly possible: readonly Sighting[];
  /** All that it was chosen from. */
  readonly compared: readonly Sighting[];
}

/** Of a list that is printed every second, so many before and behind a table are compared with it. */
const mostBeside = 16;

/**
 * A list that lacks most of the capture's PIDs is of another boot; one that has clearly more of them than another
 * is nearer; then times tell, then the heading that both stand below. Of those that are left the place decides.
 * The sightings are in the order of the case.
 */
export function nearestSighting(to: Sighting, sightings: readonly Sighting[]): NearestSighting | undefined {
  const compared = beside(to, sightings);
  const shared = new Map(
    compared.map((sighting) => [sighting, sharedPids(sighting.capture, to.capture).shared]),
  );
  const byShared = [...compared].sort((a, b) => shared.get(b)! - shared.get(a)!);
  if (byShared.length === 0) return undefined;
  const best = byShared.reduce((nearest, other) => (toldOrder(to, nearest, other) <= 0 ? nearest : other));
  const untold = byShared.filter((other) => toldOrder(to, best, other) === 0);
  const below = untold.filter((other) => depthOfCommonSection(to, other) === 0);
  const possible = below.length === 0 ? untold : below;
  const sighting = possible.reduce((nearest, other) =>
    placeOrder(to, nearest, other) <= 0 ? nearest : other,
  );
  return { sighting, possible, compared };
}

function beside(to: Sighting, sightings: readonly Sighting[]): readonly Sighting[] {
  if (sightings.length <= 2 * mostBeside) return sightings;
  let low = 0;
  let high = sightings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(sightings[middle]!, to)) low = middle + 1;
    else high = middle;
  }
  return sightings.slice(Math.max(0, low - mostBeside), low + mostBeside);
}

function isBefore({ capture: a }: Sighting, { capture: b }: Sighting): boolean {
  return a.uri === b.uri ? a.firstLine < b.firstLine : a.uri < b.uri;
}

/** Below 0 where `a` is nearer by what the evidence says, above 0 where `b` is, 0 where it does not tell. */
function toldOrder({ capture: to }: Sighting, { capture: a }: Sighting, { capture: b }: Sighting): number {
  if (a === b) return 0;
  const ruledOut = Number(isContradicted(a, to)) - Number(isContradicted(b, to));
  if (ruledOut !== 0) return ruledOut;
  const [pidsOfA, pidsOfB] = [sharedPids(a, to), sharedPids(b, to)];
  // A list of one process says nothing of the others.
  if (1 < Math.min(pidsOfA.possible, pidsOfB.possible)) {
    if (sharesClearlyMore(pidsOfA, pidsOfB)) return -1;
    if (sharesClearlyMore(pidsOfB, pidsOfA)) return 1;
  }
  return timeOrder(secondsBetween(a, to), secondsBetween(b, to));
}

/** A list taken so soon before or after goes before one of which no time is known. Seconds. */
const soon = 1800;

function timeOrder(a: number | undefined, b: number | undefined): number {
  if (a !== undefined && b !== undefined) return a - b;
  if (a !== undefined) return a < soon ? -1 : 0;
  return b !== undefined && b < soon ? 1 : 0;
}

function secondsBetween(a: ScannedCapture, b: ScannedCapture): number | undefined {
  if (a.facts.captured === undefined || b.facts.captured === undefined) return undefined;
  const [one, other] = [capturedMicros(a.facts.captured), capturedMicros(b.facts.captured)];
  return one === undefined || other === undefined ? undefined : Math.abs(one - other) / 1_000_000;
}

function placeOrder(to: Sighting, a: Sighting, b: Sighting): number {
  return (
    depthOfCommonSection(to, a) - depthOfCommonSection(to, b) || linesBetween(to, a) - linesBetween(to, b)
  );
}

function depthOfCommonSection({ host: { sections } }: Sighting, { host: other }: Sighting): number {
  const depth = sections.findIndex((section) => other.sections.includes(section));
  return depth < 0 ? sections.length : depth;
}

/** Lines from the end of one to the beginning of the other. What follows a table was asked because of it. */
function linesBetween({ capture: to }: Sighting, { capture: list }: Sighting): number {
  if (to.uri !== list.uri) return otherFile;
  return to.firstLine < list.firstLine ? list.firstLine - to.lastLine : to.firstLine - list.lastLine + 0.5;
}

const otherFile = 10_000_000;
