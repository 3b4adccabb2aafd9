import { canonicalAddress } from "../../core/address.ts";
import { withRoom } from "../../core/names.ts";
import { absent } from "../captures/columns.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { EventIndex } from "./eventIndex.ts";

/** More rows of a log are not joined. */
const mostHits = 4_000_000;

/** Rows of a log, each with a conversation that it may be of. */
export class LogHits {
  readonly log: ScannedCapture;
  readonly index: EventIndex;
  count = 0;
  rows = new Uint32Array(256);
  /** The conversation times four, plus two where the near end is the destination, plus one where the far end is a name. */
  conversations = new Uint32Array(256);
  /** Number of each of the log's names in the index. */
  readonly #farOf: Int32Array;

  constructor(log: ScannedCapture, index: EventIndex) {
    const { names } = log.columns;
    this.log = log;
    this.index = index;
    this.#farOf = Int32Array.from({ length: names.size }, (_, name) =>
      index.numberOf(canonicalAddress(names.text(name))),
    );
  }

  look(): void {
    const { columns } = this.log;
    const { count, manner, source, sourcePort, destination, destinationPort } = columns;
    const transports = Int8Array.from(columns.manners, ({ transport }) =>
      transport === "udp" ? 1 : transport === "tcp" ? 0 : -1,
    );
    const { hasNames } = this.index;
    const farOf = this.#farOf;
    for (let row = 0; row < count && this.count < mostHits; row++) {
      const isUdp = transports[manner[row]!]!;
      const [from, to] = [source[row]!, destination[row]!];
      if (isUdp < 0 || from === absent || to === absent) continue;
      const [port, farPort] = [sourcePort[row]!, destinationPort[row]!];
      if (0 <= farOf[to]!) this.#add(row, this.index.find(port, isUdp, farOf[to]!, farPort), 0);
      if (0 <= farOf[from]!) this.#add(row, this.index.find(farPort, isUdp, farOf[from]!, port), 2);
      if (!hasNames) continue;
      this.#add(row, this.index.findNamed(port, isUdp, farPort), 1);
      this.#add(row, this.index.findNamed(farPort, isUdp, port), 3);
    }
  }

  #add(row: number, conversations: readonly number[], how: number): void {
    for (const conversation of conversations) {
      const at = this.count++;
      this.rows = withRoom(this.rows, this.count);
      this.conversations = withRoom(this.conversations, this.count);
      this.rows[at] = row;
      this.conversations[at] = conversation * 4 + how;
    }
  }
}
