import { type Instant, isoText, microsPerDay, microsPerMinute } from "../core/instant.ts";
import type { Remote, RemoteColumns } from "../workspace/case/remote.ts";
import type { GatheredRemotes } from "../workspace/case/remotes.ts";
import { JsonTexts, valueText } from "./jsonBytes.ts";
import type { JsonKernel, MemoryPlan } from "./jsonKernel.ts";
import { assumedText, farEnd, wayText } from "./remoteJson.ts";

/** The kernel's own pieces, in its order; its words follow for each way, and then those of zones. */
const pieces = [
  '{"id":"',
  ',"destination.port":',
  assumedText,
  ',"first":"',
  '","last":"',
  '"',
  ',"count":',
  ',"sources":[',
  '],"processes":[',
  "]}",
  "]",
];
/** The pieces that close lists: of near ends, of processes, and any other. */
export const closing = { nears: 8, processes: 9, other: 10 } as const;
const piecesOfWay = 3;
const noTime = 0xff;
/** Of a remote without transport, outbound. */
const noWay = -2;
const mostFraction = 6;
/** `2031-07-02T09:01:07` */
const wallLength = 19;
/** The kernel reckons no farther: the first day of 10000. */
const endOfTime = 2_932_897 * microsPerDay;
/** Digits of a port, of a count, and of two times. */
const mostDigits = 100;

/** What the kernel is told of the remotes of a case, as columns in their order. */
export class KernelRemotes {
  readonly count: number;
  readonly #address: Uint32Array;
  readonly #port: Int32Array;
  readonly #way: Uint32Array;
  readonly #rows: Uint32Array;
  readonly #assumed: Uint8Array;
  readonly #first: Float64Array;
  readonly #last: Float64Array;
  readonly #digits: Uint8Array;
  readonly #zone: Uint32Array;
  readonly #addresses: JsonTexts;
  /** Grows until all remotes were looked at. */
  readonly #pieces: string[];
  readonly #texts: JsonTexts;
  #isBeyond = false;
  readonly #zones = new Map<number | undefined, number>();

  private constructor(gathered: GatheredRemotes) {
    const { remotes, columns } = gathered;
    const count = remotes.length;
    this.count = count;
    this.#address = new Uint32Array(count);
    this.#port = new Int32Array(count);
    this.#way = new Uint32Array(count);
    this.#rows = new Uint32Array(count);
    this.#assumed = new Uint8Array(count);
    this.#first = new Float64Array(count);
    this.#last = new Float64Array(count);
    this.#digits = new Uint8Array(count).fill(noTime);
    this.#zone = new Uint32Array(count);
    this.#addresses = JsonTexts.of(columns.addresses.texts);
    this.#pieces = [...pieces];
    for (let way = noWay; way < columns.transports.texts.length * 2; way++)
      this.#pieces.push(
        ...piecesOf(columns.transports.text(way >> 1), (way & 1) === 1 ? "inbound" : "outbound"),
      );
    for (let i = 0; i < count; i++) this.#take(remotes[i]!, i, columns);
    this.#texts = new JsonTexts(this.#pieces);
  }

  /** Undefined where a time is more than the kernel can tell. */
  static of(gathered: GatheredRemotes): KernelRemotes | undefined {
    const remotes = new KernelRemotes(gathered);
    return remotes.#isBeyond ? undefined : remotes;
  }

  /** Bytes of the longest text. */
  get longest(): number {
    return Math.max(this.#addresses.longest, this.#texts.longest);
  }

  /** Bytes of a remote at the most, without its lists. */
  get most(): number {
    return 2 * this.#addresses.longest + (pieces.length + piecesOfWay + 2) * this.#texts.longest + mostDigits;
  }

  /** Bytes of all ids at the most. */
  get idBytes(): number {
    const { starts } = this.#addresses;
    let bytes = 0;
    for (const address of this.#address) bytes += starts[address + 1]! - starts[address]!;
    return bytes + this.count * (this.#texts.longest + mostDigits);
  }

  /** Gives the columns and texts their places in the kernel's memory. */
  place(kernel: JsonKernel, plan: MemoryPlan, outEnd: number): void {
    const [pieces, addresses] = [plan.copyTexts(this.#texts), plan.copyTexts(this.#addresses)];
    kernel.placeTexts(outEnd, pieces.bytes, pieces.starts, addresses.bytes, addresses.starts);
    kernel.placeRemotes(
      plan.copy(this.#address),
      plan.copy(this.#port),
      plan.copy(this.#way),
      plan.copy(this.#rows),
      plan.copy(this.#assumed),
      plan.copy(this.#first),
      plan.copy(this.#last),
      plan.copy(this.#digits),
      plan.copy(this.#zone),
    );
  }

  #take(remote: Remote, i: number, { keys, parts }: RemoteColumns): void {
    const { number } = remote;
    this.#address[i] = keys.at(number, 0);
    this.#port[i] = keys.at(number, 1);
    this.#way[i] = keys.at(number, 2) - noWay;
    this.#rows[i] = parts.connections(number);
    this.#assumed[i] = parts.isDirectionSaid(number) ? 0 : 1;
    const times = remote.times();
    if (!times) return;
    const { digits, utcOffset } = times.first;
    const [first, last] = [localMicros(times.first), localMicros(times.last)];
    if (mostFraction < digits || !isTold(first) || !isTold(last)) this.#isBeyond = true;
    this.#first[i] = first;
    this.#last[i] = last;
    this.#digits[i] = digits;
    this.#zone[i] = this.#zones.get(utcOffset) ?? this.#newZone(utcOffset);
  }

  /** The piece of an offset. */
  #newZone(utcOffset: number | undefined): number {
    const offset = utcOffset === undefined ? {} : { utcOffset };
    const text = isoText({ micros: 0, digits: 0, assumed: [], ...offset }).slice(wallLength);
    const piece = this.#pieces.push(text) - 1;
    this.#zones.set(utcOffset, piece);
    return piece;
  }
}

function localMicros({ micros, utcOffset = 0 }: Instant): number {
  return micros + utcOffset * microsPerMinute;
}

function isTold(micros: number): boolean {
  return Number.isInteger(micros) && 0 <= micros && micros < endOfTime;
}

/** What a way says: the end of an id, what comes before the address, what comes behind the port. */
function piecesOf(transport: string | undefined, direction: string): readonly string[] {
  const endOfId = valueText(` ${transport ?? "-"} ${direction}`).slice(1);
  return [endOfId, `,"${farEnd(direction)}":"`, wayText(transport, direction)];
}
