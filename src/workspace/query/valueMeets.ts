import { addressText, parseAddress, refangedAddress } from "../../core/address.ts";
import { microsPerDay, microsPerMinute } from "../../core/instant.ts";
import { utcOfWall, type Zone } from "../../core/zone.ts";
import { isInNetwork } from "./network.ts";
import type { FactValue } from "./rowFacts.ts";
import type { TimeTest, ValueTest, WrittenTime } from "./whereTerm.ts";

/** A value is asked one thing. `zone` is that of times which a question names without one. */
export function valueMeets(value: FactValue, test: ValueTest, zone: Zone | undefined): boolean {
  if (value === undefined) return false;
  if (typeof value === "number") return numberMeets(value, test, zone);
  if (test.kind === "equal") return asCompared(value) === test.text;
  if (test.kind === "contains") return asSearched(value).includes(test.text);
  if (test.kind !== "network") return false;
  const address = parseAddress(refangedAddress(value));
  return address !== undefined && isInNetwork(address, test.network);
}

function numberMeets(value: number, test: ValueTest, zone: Zone | undefined): boolean {
  if (test.kind === "range") return test.from <= value && value <= test.to;
  if (test.kind === "time") {
    const { from, to } = timeBounds(test, zone);
    return from <= value && value < to;
  }
  return test.kind === "clock" && clockMeets(value, test, zone);
}

/** Microseconds since 1970, up to and without `to`. */
export function timeBounds(
  { from, to }: TimeTest,
  zone: Zone | undefined,
): { readonly from: number; readonly to: number } {
  return { from: microsOf(from, zone), to: microsOf(to, zone) };
}

function microsOf({ micros, utcOffset }: WrittenTime, zone: Zone | undefined): number {
  const isWall = utcOffset === undefined && Number.isFinite(micros);
  return isWall && zone ? utcOfWall(zone, micros) : micros;
}

/** Whether a time of day lies in the span; `from` above `to` spans midnight. */
export function clockMeets(
  micros: number,
  { from, to }: { readonly from: number; readonly to: number },
  zone: Zone | undefined,
): boolean {
  if (Number.isNaN(micros)) return false;
  const wall = zone ? micros + zone(micros) * microsPerMinute : micros;
  const ofDay = wall - Math.floor(wall / microsPerDay) * microsPerDay;
  return from < to ? from <= ofDay && ofDay < to : from <= ofDay || ofDay < to;
}

/** A name as `=` compares it. */
function asCompared(name: string): string {
  return refangedAddress(name).toLowerCase();
}

/** A name as parts of it are found: IPv6 in the shortest spelling, too. */
export function asSearched(name: string): string {
  const plain = asCompared(name);
  if (!plain.includes(":")) return plain;
  const address = parseAddress(plain);
  return address ? `${plain}\n${addressText(address)}` : plain;
}
