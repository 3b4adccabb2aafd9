import { samenessOf } from "./lifeBounds.ts";
import type { Sighting } from "./processSightings.ts";

/** Lives of one PID and one name are compared up to this many; a hostile capture may have as many as it has lines. */
const mostCompared = 256;

/**
 * Tells sightings of one PID and one name apart by when their processes lived. Each life of a capture is a process of
 * its own; a sighting elsewhere is of one of them where times say so, or where there is only one it can be of. What
 * may be of several is of none.
 */
export function groupsByLife(sightings: readonly Sighting[]): readonly (readonly Sighting[])[] {
  const lived = sightings.filter(({ life }) => life !== undefined);
  if (lived.length === 0) return [sightings];
  const groups = groupsOfLives(lived);
  const left: Sighting[] = [];
  for (const sighting of sightings) {
    if (sighting.life) continue;
    const candidates = groups.length <= mostCompared ? groupsOf(sighting, groups) : [];
    const sure = candidates.find((group) => group.some((other) => samenessOf(sighting, other) === "same"));
    const group = sure ?? (candidates.length === 1 ? candidates[0] : undefined);
    if (group) group.push(sighting);
    else left.push(sighting);
  }
  return left.length === 0 ? groups : [...groups, left];
}

function groupsOfLives(lived: readonly Sighting[]): Sighting[][] {
  if (mostCompared < lived.length) return lived.map((sighting) => [sighting]);
  const groups: Sighting[][] = [];
  for (const sighting of lived) {
    const candidates = groupsOf(sighting, groups);
    const sure = candidates.find((group) => group.some((other) => samenessOf(sighting, other) === "same"));
    const [only, ...others] = candidates;
    const isOnly = only !== undefined && others.length === 0 && isOnlyLifeFor(only, sighting, lived);
    const group = sure ?? (isOnly ? only : undefined);
    if (group) group.push(sighting);
    else groups.push([sighting]);
  }
  return groups;
}

function groupsOf(sighting: Sighting, groups: readonly Sighting[][]): readonly Sighting[][] {
  return groups.filter((group) => group.every((other) => samenessOf(sighting, other) !== "other"));
}

/** Whether no other life of its capture may be of the group as well. */
function isOnlyLifeFor(group: readonly Sighting[], sighting: Sighting, lived: readonly Sighting[]): boolean {
  return !lived.some(
    (other) =>
      other !== sighting &&
      other.capture === sighting.capture &&
      group.every((member) => samenessOf(other, member) !== "other"),
  );
}
