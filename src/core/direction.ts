/** ECS `network.direction`, as far as the capture itself says it. */
export type Direction = "inbound" | "outbound" | "internal" | "external" | "unknown";

/** ECS `event.type`, where the capture's action word means one of these. */
export type EventType = "allowed" | "denied" | "start" | "end" | "info";

/** Of two lines of one row: a packet that came in and went out was passed on, and which end is the outer one nobody says. */
export function joinedDirection(first: Direction, more: Direction): Direction {
  if (first === "unknown") return more;
  return more === "unknown" || more === first ? first : "unknown";
}
