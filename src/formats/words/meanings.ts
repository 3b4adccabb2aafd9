import type { Direction, EventType } from "../../core/direction.ts";
import { field } from "../../core/field.ts";
import { textOf } from "../../core/lineBytes.ts";
import type { Row } from "../../core/row.ts";
import { ByteMemo } from "../cells/byteMemo.ts";

/**
 * What the actions of logs mean, in lower case. Vendors share these words; a format whose word means something
 * else has a table of its own.
 */
const eventTypes: ReadonlyMap<string, EventType> = new Map(
  Object.entries({
    allowed: "accept accepted allow allowed pass passed permit permitted trust authorize",
    denied:
      "deny denied drop dropped block blocked reject rejected discard discarded refuse refused prevent prevented",
    start: "built build open start create created session_create",
    end: "teardown close closed end delete deleted session_close timeout expire expired",
  } satisfies Partial<Record<EventType, string>>).flatMap(([type, words]) =>
    words.split(" ").map((word) => [word, type as EventType] as const),
  ),
);

/** ECS `event.type` of an action, where its word has one meaning everywhere. */
export function eventTypeOf(action: string): EventType | undefined {
  return eventTypes.get(action.toLowerCase());
}

/** The word read last, and what it means: a log has few, and many rows of each. Only a cache. */
const lastWord = new ByteMemo(24);
let lastType: EventType | undefined;

/** The same of the bytes `[from, to)`. */
export function eventTypeAt(bytes: Uint8Array, from: number, to: number): EventType | undefined {
  if (to - from !== lastWord.length || !lastWord.isAt(bytes, from)) {
    lastType = eventTypeOf(textOf(bytes, from, to));
    lastWord.keep(bytes, from, to);
  }
  return lastType;
}

const directions: ReadonlyMap<string, Direction> = new Map([
  ["in", "inbound"],
  ["inbound", "inbound"],
  ["incoming", "inbound"],
  ["ingress", "inbound"],
  ["receive", "inbound"],
  ["out", "outbound"],
  ["outbound", "outbound"],
  ["outgoing", "outbound"],
  ["egress", "outbound"],
  ["send", "outbound"],
  ["internal", "internal"],
  ["lan-to-lan", "internal"],
  ["external", "external"],
]);

/** ECS `network.direction` where the log says of each end whether it is inside. */
export function directionBetween(row: Row): Direction {
  const [source, destination] = [row.text(field.sourceSide), row.text(field.destinationSide)];
  if (source === undefined || destination === undefined) return "unknown";
  const isOutgoing = isTrue(source);
  if (isOutgoing === isTrue(destination)) return isOutgoing ? "internal" : "external";
  return isOutgoing ? "outbound" : "inbound";
}

function isTrue(word: string): boolean {
  return word === "T" || word === "true";
}

/** ECS `network.direction` of a word for it. */
export function directionOf(word: string): Direction {
  return directions.get(word.toLowerCase()) ?? "unknown";
}
