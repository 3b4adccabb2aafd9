import type { ProcessInstance } from "../../core/caseView.ts";
import { grouped } from "../../core/grouped.ts";
import type { Instant } from "../../core/instant.ts";
import { isSure } from "./lifeBounds.ts";
import { livesOf } from "./lives.ts";
import type { InstanceSightings } from "./processInstances.ts";
import type { Sighting } from "./processSightings.ts";

/** More processes of one PID are not looked at. */
const mostCandidates = 64;

/**
 * Says which instance started each: the one that an event shows, else the only one of its parent's PID that can have
 * lived then. Where several can, all are named and none is taken.
 */
export function withParents(instances: readonly InstanceSightings[]): readonly InstanceSightings[] {
  const parentPids = new Set(instances.map(({ instance }) => instance.parentPid));
  // A log names a hundred thousand processes, and nobody's parent.
  const parents = instances.filter(({ instance }) => parentPids.has(instance.pid));
  const byPid = grouped(parents, ({ instance, sightings }) => keyOf(sightings[0]!, instance.pid));
  const byLife = new Map<Sighting["life"], ProcessInstance>();
  for (const { instance, sightings } of instances)
    for (const { life } of sightings) if (life) byLife.set(life, instance);
  return instances.map((own) => {
    const { instance, sightings } = own;
    const creator = creatorOf(sightings, byLife);
    if (creator) return { sightings, instance: { ...instance, parentPid: creator.pid, parent: creator.id } };
    if (instance.parentPid === undefined) return own;
    const candidates = (byPid.get(keyOf(sightings[0]!, instance.parentPid)) ?? [])
      .slice(0, mostCandidates)
      .filter((other) => other !== own && canHaveStarted(other, own));
    const [only, ...others] = candidates;
    if (!only) return own;
    const ids = candidates.map(({ instance: { id } }) => id);
    const told = others.length === 0 ? { parent: only.instance.id } : { possibleParents: ids };
    return { sightings, instance: { ...instance, ...told } };
  });
}

function keyOf({ host }: Sighting, pid: number): string {
  return `${host.host.key} ${pid}`;
}

function creatorOf(
  sightings: readonly Sighting[],
  byLife: ReadonlyMap<Sighting["life"], ProcessInstance>,
): ProcessInstance | undefined {
  for (const { capture, life } of sightings) {
    const lives = life && livesOf(capture);
    const creator = lives?.creatorOf(lives.placeOf(life!));
    if (creator !== undefined) return byLife.get(lives!.all[creator]);
  }
  return undefined;
}

/** A process that started after another, or was over before it, did not start it: its PID was somebody else's then. */
function canHaveStarted(
  { sightings: parents }: InstanceSightings,
  { sightings }: InstanceSightings,
): boolean {
  return sightings.every((child) => parents.every((parent) => isPossible(parent, child)));
}

function isPossible({ capture: of, life: parent }: Sighting, { capture, life: child }: Sighting): boolean {
  if (!parent || !child) return true;
  if (parent.start && child.start && isOneClock(parent.start, child.start, of === capture))
    if (child.start.micros < parent.start.micros) return false;
  if (of !== capture) return true;
  const { clock } = capture;
  if (parent.start && !child.start && isOneClock(parent.start, clock, true))
    if (child.firstSeen < parent.start.micros) return false;
  const isComparable = child.start !== undefined && isOneClock(child.start, clock, true);
  return !(isComparable && parent.hasEnded && parent.lastSeen < child.start!.micros);
}

/** A capture's table of processes may be in UTC, and its events in the time of a place, without a date. */
function isOneClock(a: Clock, b: Clock | undefined, isOneCapture: boolean): boolean {
  if (isSure(a) && isSure(b)) return true;
  return isOneCapture && b !== undefined && a.assumed.join() === b.assumed.join();
}

type Clock = Pick<Instant, "assumed" | "digits" | "utcOffset">;
