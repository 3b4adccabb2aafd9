import { Triples } from "../../core/triples.ts";
import type { Columns } from "./columns.ts";
import type { Manner } from "./manners.ts";
import type { ScannedCapture } from "./scannedFile.ts";

/** What is known of who calls a service: bits. */
export const calledOutbound = 1;
export const calledInbound = 2;

/**
 * Whether rows of a manner print their ends without regard to who called. ASA tells that only where it writes a
 * direction, and its teardowns have none: they name the end on the less safe side first.
 */
export function isUnordered({ action, direction }: Manner, format: string): boolean {
  return format === "cisco.asa" && direction === "unknown" && (action === "teardown" || action === "built");
}

/** Who called whom in rows that do not say it: the called end is one that is called in other rows of the log. */
export class UnorderedEnds {
  readonly #columns: Columns;
  /** Name and port of ends that were called, and by number how. */
  readonly #services: Triples;
  readonly #ways: Uint8Array;

  constructor(capture: ScannedCapture) {
    const known = servicesOf(capture.narrowedFrom?.capture ?? capture);
    this.#columns = capture.columns;
    this.#services = known.services;
    this.#ways = known.ways;
  }

  /** Whether the end that is printed first was called. Where nothing tells, the lower port is the service's. */
  isFirstCalled(row: number): boolean {
    const { source, sourcePort, destination, destinationPort } = this.#columns;
    const isFirst = this.wayOf(source[row]!, sourcePort[row]!) !== 0;
    const isSecond = this.wayOf(destination[row]!, destinationPort[row]!) !== 0;
    if (isFirst !== isSecond) return isFirst;
    return sourcePort[row]! <= destinationPort[row]!;
  }

  /** How a service is called in other rows: 0 where in none. */
  wayOf(name: number, port: number): number {
    const service = this.#services.find(name, port, 0);
    return service < 0 ? 0 : this.#ways[service]!;
  }
}

interface Services {
  readonly services: Triples;
  readonly ways: Uint8Array;
}

/** Captures do not change; their ends are looked at more than once. */
const known = new WeakMap<ScannedCapture, Services>();

function servicesOf(capture: ScannedCapture): Services {
  const found = known.get(capture) ?? findServices(capture.columns);
  known.set(capture, found);
  return found;
}

/** Of the rows that say the direction in which a connection started. */
function findServices({ count, manners, manner, destination, destinationPort }: Columns): Services {
  const wayOf = Uint8Array.from(manners, ({ eventType, direction }) => {
    if (eventType !== "start") return 0;
    return direction === "outbound" ? calledOutbound : direction === "inbound" ? calledInbound : 0;
  });
  const services = new Triples();
  const ways: number[] = [];
  for (let row = 0; row < count; row++) {
    const way = wayOf[manner[row]!]!;
    if (way === 0) continue;
    const service = services.numberOf(destination[row]!, destinationPort[row]!, 0);
    ways[service] = (ways[service] ?? 0) | way;
  }
  return { services, ways: Uint8Array.from(ways) };
}
