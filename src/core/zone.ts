import { microsPerDay, microsPerMinute } from "./instant.ts";

/** The offset of a time zone at an instant, in minutes east of UTC. */
export type Zone = (micros: number) => number;

/**
 * A zone by its IANA name (`Europe/Berlin`), `UTC`, `Z` or a fixed offset (`+02:00`); undefined where there
 * is no such zone.
 */
export function zoneNamed(name: string): Zone | undefined {
  const fixed = fixedOffset(name);
  if (fixed !== undefined) return () => fixed;
  try {
    const format = new Intl.DateTimeFormat("en-US", { timeZone: name, timeZoneName: "longOffset" });
    return quarterCached((micros) => offsetIn(format, micros));
  } catch {
    return undefined;
  }
}

/** The UTC instant at which a clock in this zone shows `wallMicros`; of two such instants the earlier one. */
export function utcOfWall(zone: Zone, wallMicros: number): number {
  const [before, after] = offsetsAround(zone, wallMicros);
  const first = wallMicros - before * microsPerMinute;
  return before === after || zone(first) === before ? first : wallMicros - after * microsPerMinute;
}

/** Whether a clock in this zone shows `wallMicros` once, twice (clocks set back) or never (set forward). */
export function occurrencesOfWall(zone: Zone, wallMicros: number): 0 | 1 | 2 {
  const offsets = new Set(offsetsAround(zone, wallMicros));
  const hits = [...offsets].filter((offset) => zone(wallMicros - offset * microsPerMinute) === offset).length;
  return hits === 0 ? 0 : hits === 1 ? 1 : 2;
}

function offsetsAround(zone: Zone, wallMicros: number): readonly [before: number, after: number] {
  return [zone(wallMicros - microsPerDay), zone(wallMicros + microsPerDay)];
}

const fixedPattern = /^(?:Z|UTC|GMT)$|^([+-])(\d\d):?(\d\d)$/;

function fixedOffset(name: string): number | undefined {
  const match = fixedPattern.exec(name);
  if (!match) return undefined;
  if (match[1] === undefined) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return 18 * 60 < minutes ? undefined : match[1] === "-" ? -minutes : minutes;
}

/** `GMT+02:00` or `GMT`, as `longOffset` prints it. */
function offsetIn(format: Intl.DateTimeFormat, micros: number): number {
  const part = format.formatToParts(micros / 1000).find(({ type }) => type === "timeZoneName");
  return fixedOffset((part?.value ?? "GMT").replace(/^GMT(?=.)/, "")) ?? 0;
}

/** Asking Intl costs microseconds and zones change on whole quarter hours: one answer serves a quarter. */
function quarterCached(zone: Zone): Zone {
  const quarter = 15 * microsPerMinute;
  const most = 4096;
  const known = new Map<number, number>();
  return (micros) => {
    const key = Math.floor(micros / quarter);
    const offset = known.get(key);
    if (offset !== undefined) return offset;
    if (most <= known.size) known.clear();
    const asked = zone(micros);
    known.set(key, asked);
    return asked;
  };
}
