import { microsPerSecond } from "../../core/instant.ts";
import { picked } from "../../core/names.ts";
import type { Columns } from "./columns.ts";
import { type Conversations, conversationsOf, isMonitored } from "./conversations.ts";
import type { Manner } from "./manners.ts";
import type { ScannedCapture } from "./scannedFile.ts";

/** What an event of a conversation is, as bits. */
export const roleOfEvent = {
  /** The far end called us. */
  inbound: 1,
  /** No event says who called. */
  assumed: 2,
  /** It is a connection of its own: see `eventRolesOf`. */
  counted: 4,
  /** Something begins with it: a connection, or a send after a silence. */
  beat: 8,
} as const;

/**
 * The roles of a monitor's network events, one place per row; undefined for captures whose rows are connections or
 * packets themselves.
 *
 * Events of one local port, one far end and one process are a conversation. Of TCP its Connects and Accepts are its
 * connections, and where the capture began later its first event; of UDP the datagrams of the end that called, as a
 * firewall would log them.
 */
export function eventRolesOf(capture: ScannedCapture): Uint8Array | undefined {
  if (!isMonitored(capture)) return undefined;
  let roles = known.get(capture);
  if (!roles) {
    const { narrowedFrom } = capture;
    roles = narrowedFrom
      ? picked(eventRolesOf(narrowedFrom.capture)!, narrowedFrom.rows)
      : new RoleFinding(capture).roles;
    known.set(capture, roles);
  }
  return roles;
}

/** Captures do not change; their events are asked for more than once. */
const known = new WeakMap<ScannedCapture, Uint8Array>();

/** What a manner's operation says, as bits. */
const operation = { udp: 1, accept: 2, connect: 4, send: 8, receive: 16 } as const;
const opening = operation.accept | operation.connect;

function operationOf({ action = "", transport }: Manner): number {
  const bits = transport === "udp" ? operation.udp : 0;
  const word = action.slice(action.indexOf(" ") + 1);
  return bits | (word in operation ? operation[word as keyof typeof operation] : 0);
}

/** Sends that follow each other faster are one exchange. */
const silence = microsPerSecond;
/** Ports that systems give to who calls; Windows since Vista. */
const firstDynamicPort = 49_152;

/** What is known of one conversation, as bits. */
const told = { inbound: 1, assumed: 2, opened: 4, sent: 8, received: 16 } as const;

class RoleFinding {
  readonly roles: Uint8Array;
  readonly #columns: Columns;
  readonly #operations: Uint8Array;
  readonly #conversations: Conversations;
  readonly #told: Uint8Array;

  constructor(capture: ScannedCapture) {
    const { columns } = capture;
    this.#columns = columns;
    this.roles = new Uint8Array(columns.count);
    this.#operations = Uint8Array.from(columns.manners, operationOf);
    this.#conversations = conversationsOf(capture);
    this.#told = new Uint8Array(this.#conversations.count);
    this.#look();
    this.#assume();
    this.#write();
  }

  /** What their events say of conversations. The first call counts. */
  #look(): void {
    const { manner, count } = this.#columns;
    const { ofRow } = this.#conversations;
    for (let row = 0; row < count; row++) {
      const bits = this.#operations[manner[row]!]!;
      const at = ofRow[row]!;
      const before = this.#told[at]!;
      if ((bits & opening) !== 0 && (before & told.opened) === 0)
        this.#told[at] = before | told.opened | ((bits & operation.accept) === 0 ? 0 : told.inbound);
      else if ((bits & operation.send) !== 0) this.#told[at] = before | told.sent;
      else if ((bits & operation.receive) !== 0) this.#told[at] = before | this.#receivedBits(bits, before);
    }
  }

  /** Who receives before it sends was called. */
  #receivedBits(bits: number, before: number): number {
    const isFirst = (bits & operation.udp) !== 0 && (before & (told.sent | told.received)) === 0;
    return told.received | (isFirst ? told.inbound : 0);
  }

  /** Where the capture began in the midst of a conversation, the lower port is the service's. */
  #assume(): void {
    const { sourcePort, destinationPort, manner } = this.#columns;
    const { firstRows } = this.#conversations;
    for (let at = 0; at < this.#told.length; at++) {
      const bits = this.#told[at]!;
      if ((bits & told.opened) !== 0) continue;
      const row = firstRows[at]!;
      const [near, far] = [sourcePort[row]!, destinationPort[row]!];
      const isUdp = (this.#operations[manner[row]!]! & operation.udp) !== 0;
      if (isUdp && (bits & told.sent) !== 0 && (bits & told.inbound) === 0) continue;
      const isCaller = isUdp ? firstDynamicPort <= near && far < near : far <= near;
      this.#told[at] = (bits & ~told.inbound) | told.assumed | (isCaller ? 0 : told.inbound);
    }
  }

  #write(): void {
    const { manner, count, time } = this.#columns;
    const { ofRow, firstRows } = this.#conversations;
    const lastSend = new Float64Array(this.#told.length).fill(Number.NEGATIVE_INFINITY);
    for (let row = 0; row < count; row++) {
      const at = ofRow[row]!;
      const bits = this.#told[at]!;
      const own = this.#operations[manner[row]!]!;
      const isCounted = isConnection(own, bits, row === firstRows[at]);
      let role = bits & (told.inbound | told.assumed);
      if (isCounted) role |= roleOfEvent.counted;
      if (isCounted && !(time[row]! - lastSend[at]! < silence)) role |= roleOfEvent.beat;
      if (isCounted && (own & operation.udp) !== 0) lastSend[at] = time[row]!;
      this.roles[row] = role;
    }
  }
}

/** Whether an event of a conversation counts as a connection. */
function isConnection(own: number, conversation: number, isFirst: boolean): boolean {
  if ((own & operation.udp) === 0)
    return (conversation & told.opened) === 0 ? isFirst : (own & opening) !== 0;
  const calls = (conversation & told.inbound) === 0 ? operation.send : operation.receive;
  const hasCalls = (conversation & (calls === operation.send ? told.sent : told.received)) !== 0;
  return hasCalls ? (own & calls) !== 0 : isFirst;
}
