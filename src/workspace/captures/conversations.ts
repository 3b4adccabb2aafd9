import { withRoom } from "../../core/names.ts";
import { Quadruples } from "../../core/quadruples.ts";
import type { Columns } from "./columns.ts";
import type { ScannedCapture } from "./scannedFile.ts";

/** Process Monitor's captures show every send and receive of their host. */
export function isMonitored({ family }: Pick<ScannedCapture, "family">): boolean {
  return family === "procmon";
}

/**
 * The conversations of a monitor's network events, numbered in the order in which they begin: the events of one local
 * port, one far end and one PID.
 */
export class Conversations {
  readonly ofRow: Uint32Array;
  count = 0;
  /** Of each conversation. */
  firstRows = new Uint32Array(256);
  lastRows = new Uint32Array(256);

  constructor({ count, manners, manner, sourcePort, destination, destinationPort, pid }: Columns) {
    const keys = new Quadruples();
    const isUdp = Uint8Array.from(manners, ({ transport }) => (transport === "udp" ? 1 : 0));
    this.ofRow = new Uint32Array(count);
    for (let row = 0; row < count; row++) {
      const near = nearKey(sourcePort[row]!, isUdp[manner[row]!]!);
      const number = keys.numberOf(near, destination[row]!, destinationPort[row]!, pid[row]!);
      if (number === this.count) {
        this.count++;
        this.firstRows = withRoom(this.firstRows, this.count);
        this.lastRows = withRoom(this.lastRows, this.count);
        this.firstRows[number] = row;
      }
      this.lastRows[number] = row;
      this.ofRow[row] = number;
    }
  }
}

/** A local port of a transport as one number. */
export function nearKey(port: number, isUdp: number): number {
  return port * 2 + isUdp;
}

/** Captures do not change; their conversations are asked for more than once. */
const known = new WeakMap<ScannedCapture, Conversations>();

export function conversationsOf(capture: ScannedCapture): Conversations {
  const conversations = known.get(capture) ?? new Conversations(capture.columns);
  known.set(capture, conversations);
  return conversations;
}
