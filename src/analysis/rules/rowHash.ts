import type { Connection, Endpoint, Observation } from "../../core/observation.ts";

/** A number that equal rows share, over all that a log line says of a packet. Different rows rarely do. */
export function rowHash(row: Observation): number {
  const hash = hashNumber(hashText(0x811c9dc5, row.host), row.time?.micros ?? 0);
  return row.kind === "connection" ? hashConnection(hash, row) : hash;
}

function hashConnection(start: number, row: Connection): number {
  let hash = hashText(hashText(start, row.action), row.transport);
  hash = hashEndpoint(hashEndpoint(hash, row.source), row.destination);
  hash = hashText(hashText(hash, row.ingress), row.egress);
  hash = hashText(hash, row.direction);
  return hashNumber(hashNumber(hash, row.size ?? -1), row.process.pid ?? -1);
}

function hashEndpoint(hash: number, { ip, port }: Endpoint): number {
  return hashNumber(hashText(hash, ip), port ?? -1);
}

/** FNV-1a, 32 bit. */
function hashText(start: number, text: string | undefined): number {
  let hash = start;
  if (text !== undefined)
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return Math.imul(hash ^ 0x1ff, 0x01000193);
}

function hashNumber(hash: number, value: number): number {
  const low = Math.imul(hash ^ (value | 0), 0x01000193);
  return Math.imul(low ^ Math.floor(value / 2 ** 32), 0x01000193);
}
