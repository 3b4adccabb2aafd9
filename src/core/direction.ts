/** ECS `network.direction`, as far as the capture itself says it. */
export type Direction = "inbound" | "outbound" | "internal" | "external" | "unknown";

/** ECS `event.type`, where the capture's action word means one of these. */
export type EventType = "allowed" | "denied" | "start" | "end" | "info";
