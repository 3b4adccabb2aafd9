import { canonicalAddress, isAddress } from "../../core/address.ts";
import type { Confidence } from "../../core/finding.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { EventIndex } from "./eventIndex.ts";
import { type Life, livesOf } from "./lives.ts";
import type { Socket } from "./sockets.ts";

/** Events of a monitor that went through a socket of a table. */
export interface SocketEventJoin {
  readonly events: ScannedCapture;
  readonly socket: Socket;
  /** The first of them. */
  readonly eventRow: number;
  readonly count: number;
  readonly matched: readonly string[];
  readonly confidence: Confidence;
  readonly reason: string;
}

/** More would not be looked at. */
const mostJoins = 20_000;

/** Finds for every socket of a table the events of the same host, port and PID, and where it shows a far end, that one. */
export function joinSocketsWithEvents(
  sockets: readonly Socket[],
  indexes: readonly EventIndex[],
): readonly SocketEventJoin[] {
  const joins: SocketEventJoin[] = [];
  for (const index of indexes) {
    const counts = rowCounts(index);
    for (const socket of sockets) {
      if (mostJoins <= joins.length) return joins;
      const fitting = conversationsOf(index, socket);
      const [first] = fitting;
      if (first !== undefined) joins.push(joinOf(index, socket, fitting, counts));
    }
  }
  return joins;
}

/**
 * The one life that the sockets of each table and PID lead to, by the table's id and the PID: a PID that was given
 * again is told apart by what its process did.
 */
export function livesOfSockets(
  sockets: readonly Socket[],
  indexes: readonly EventIndex[],
): ReadonlyMap<string, Life> {
  const found = new Map<string, Set<Life>>();
  for (const index of indexes) {
    const lives = livesOf(index.capture);
    if (!lives) continue;
    for (const socket of sockets) {
      if (socket.pid === undefined) continue;
      for (const conversation of conversationsOf(index, socket)) {
        const row = index.conversations.firstRows[conversation]!;
        const life = lives.all[lives.ofRow(row)];
        const key = `${socket.capture.id} ${socket.pid}`;
        if (life) found.set(key, (found.get(key) ?? new Set()).add(life));
      }
    }
  }
  return new Map(
    [...found].flatMap(([key, [life, ...others]]) => (life && others.length === 0 ? [[key, life]] : [])),
  );
}

/** Events through each conversation. */
function rowCounts({ conversations }: EventIndex): Uint32Array {
  const counts = new Uint32Array(conversations.count);
  for (const conversation of conversations.ofRow) counts[conversation] = counts[conversation]! + 1;
  return counts;
}

/** The conversations that can have gone through a socket, in their order. */
function conversationsOf(index: EventIndex, socket: Socket): readonly number[] {
  if (socket.host.key !== index.host.host.key) return [];
  const { transport, port } = socket;
  if (transport !== "tcp" && transport !== "udp") return [];
  return index
    .ofPort(port, transport === "udp" ? 1 : 0)
    .filter((conversation) => isThrough(index, conversation, socket));
}

function isThrough(
  { capture: { columns }, conversations }: EventIndex,
  conversation: number,
  socket: Socket,
): boolean {
  const row = conversations.firstRows[conversation]!;
  if (socket.pid !== undefined && columns.pid[row] !== socket.pid) return false;
  const near = columns.text(columns.source[row]!);
  if (near !== undefined && isAddress(near) && !isHeard(canonicalAddress(near), socket)) return false;
  if (socket.foreign === undefined) return true;
  const far = columns.text(columns.destination[row]!);
  const isOther = far === undefined || (isAddress(far) && canonicalAddress(far) !== socket.foreign);
  return !isOther && columns.destinationPort[row] === socket.foreignPort;
}

function isHeard(near: string, { address, hears }: Socket): boolean {
  return address === undefined ? hears !== (near.includes(":") ? "ipv4" : "ipv6") : address === near;
}

function joinOf(
  { capture, conversations }: EventIndex,
  socket: Socket,
  fitting: readonly number[],
  counts: Uint32Array,
): SocketEventJoin {
  const { columns } = capture;
  const rows = fitting.map((conversation) => conversations.firstRows[conversation]!);
  const row = rows.reduce((first, other) => Math.min(first, other));
  const hasFar = socket.foreign !== undefined;
  const far = columns.text(columns.destination[row]!) ?? "";
  const isNamed = hasFar && !isAddress(far);
  const owners = new Set(rows.map((one) => columns.pid[one]!));
  const reasons = [
    sameText([
      ...["host", "protocol", "local port"],
      ...(socket.pid === undefined ? [] : ["PID"]),
      ...(hasFar && !isNamed ? ["far end"] : []),
    ]),
    ...(isNamed ? ["the capture prints the far end by its name only"] : []),
    ...(hasFar ? [] : ["the table shows no far end"]),
    ...(1 < owners.size ? ["events of several processes fit"] : []),
    takenText(socket.capture),
  ];
  return {
    events: capture,
    socket,
    eventRow: row,
    count: fitting.reduce((sum, conversation) => sum + counts[conversation]!, 0),
    matched: [
      ...["host.name", "network.transport", "source.port"],
      ...(socket.pid === undefined ? [] : ["process.pid"]),
      ...(hasFar && !isNamed ? ["destination.ip"] : []),
      ...(hasFar ? ["destination.port"] : []),
    ],
    confidence:
      socket.pid === undefined ? (hasFar && !isNamed ? "medium" : "low") : isNamed ? "medium" : "high",
    reason: reasons.join("; "),
  };
}

/** `same host, protocol and local port` */
function sameText(things: readonly string[]): string {
  return `same ${things.slice(0, -1).join(", ")} and ${things.at(-1)}`;
}

/** A table has no times of its own. */
function takenText({ facts }: ScannedCapture): string {
  return facts.captured === undefined
    ? "when the table was taken is not known, so the port and the PID are assumed not to have been given again"
    : "the table is of one moment, and the events are of a while";
}
