import { ascii } from "../../core/ascii.ts";
import {
  type KernelHead,
  type KernelSyslog,
  kindOfHead,
  longestBefore,
  longestBehind,
} from "../../core/kernel.ts";
import { longestPlainLine, type PlainRows } from "../../core/plainRows.ts";
import type { SyslogHeads } from "../syslog/syslogHeads.ts";
import { AsaPlainMessage } from "./asaPlainMessage.ts";

/**
 * Reads the rows that nearly all lines are: a head as in lines that were read the ordinary way, and a message of the
 * usual kinds with addresses of IPv4.
 *
 *     <166>Jul 02 2031 09:01:07 fw01 : %ASA-6-302013: Built outbound TCP connection 4711 for …
 *     └ start                               └ message
 */
export class AsaPlainRows {
  readonly #heads: SyslogHeads;
  readonly #message = new AsaPlainMessage();
  /** Made anew when there are other heads. */
  #texts: KernelSyslog | undefined;
  #changes = 0;

  /** What stands before the messages of rows that were read the ordinary way. */
  constructor(heads: SyslogHeads) {
    this.#heads = heads;
  }

  /**
   * Fills the block with the plain rows from `start` on, of whole lines, and returns where the first line starts
   * that is none, or for which there is no room.
   */
  read(bytes: Uint8Array, start: number, end: number, rows: PlainRows): number {
    const heads = this.#heads;
    const first = heads.find(bytes, start);
    rows.begin(bytes, first?.times ?? "none");
    if (!first) return start;
    const kind = kindOfHead(first);
    let at = start;
    while (at < end) {
      at = this.#readByKernel(bytes, at, kind, rows);
      if (end <= at || rows.count === rows.capacity) break;
      const head = heads.find(bytes, at);
      if (!head || kindOfHead(head) !== kind) break;
      const lineFeed = this.#message.read(bytes, heads.message, rows);
      if (lineFeed < 0 || longestPlainLine < lineFeed - at) break;
      const i = rows.count++;
      rows.head[i] = heads.number;
      rows.time[i] = heads.time;
      rows.start[i] = at;
      rows.end[i] = bytes[lineFeed - 1] === ascii.carriageReturn ? lineFeed - 1 : lineFeed;
      at = lineFeed + 1;
    }
    return at;
  }

  /** The same of rows that are plainer still. */
  #readByKernel(bytes: Uint8Array, start: number, kind: number, rows: PlainRows): number {
    const { kernel } = rows;
    if (!kernel?.holds(bytes)) return start;
    if (this.#changes !== this.#heads.changes) this.#texts = undefined;
    this.#changes = this.#heads.changes;
    this.#texts ??= { heads: this.#heads.list.map(fitting), verdicts: [] };
    return kernel.readAsa(start, bytes.length, this.#texts, kind);
  }
}

/** In place of a head for which the kernel has no room: none of the messages begins with a bracket. */
function fitting(head: KernelHead): KernelHead {
  const fits = head.before.length <= longestBefore && head.behind.length <= longestBehind;
  return fits ? head : { ...head, before: nothing, behind: nothing, isBracketed: true };
}

const nothing = new Uint8Array(0);
