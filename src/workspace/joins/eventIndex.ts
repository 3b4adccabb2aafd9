import { canonicalAddress, isAddress } from "../../core/address.ts";
import { Triples } from "../../core/triples.ts";
import { absent } from "../captures/columns.ts";
import { type Conversations, conversationsOf, nearKey } from "../captures/conversations.ts";
import type { ScannedCapture } from "../captures/scannedFile.ts";
import type { CaptureHost } from "./hosts.ts";

/** Stands for a far end of which the capture has only the name. */
const named = -2;
const end = -1;
/** Two ends have few owners, and a port few far ends; a hostile capture may give them as many as it has rows. */
const mostOfKey = 64;
const mostOfPort = 4096;

/** Finds the conversations of a monitor's capture by their ports and far ends. */
export class EventIndex {
  readonly capture: ScannedCapture;
  readonly host: CaptureHost;
  readonly conversations: Conversations;
  /** 1 for names of the columns that are no addresses. */
  readonly isName: Uint8Array;
  /** Names that are one address, however they spell it. */
  readonly #byAddress = new Map<string, number>();
  readonly #addressOf: Int32Array;
  /** Local port and transport, far end, far port. */
  readonly #keys = new Triples();
  /** The first conversation of each key, and the next one of the same key of each conversation. */
  readonly #heads: Int32Array;
  readonly #next: Int32Array;
  /** The same by local port and transport alone. */
  readonly #portHeads = new Int32Array(2 * 65_536).fill(end);
  readonly #portNext: Int32Array;

  constructor(capture: ScannedCapture, host: CaptureHost) {
    const { names } = capture.columns;
    this.capture = capture;
    this.host = host;
    this.conversations = conversationsOf(capture);
    const { count } = this.conversations;
    this.isName = new Uint8Array(names.size);
    this.#addressOf = new Int32Array(names.size).fill(absent);
    this.#heads = new Int32Array(count).fill(end);
    this.#next = new Int32Array(count).fill(end);
    this.#portNext = new Int32Array(count).fill(end);
    for (let conversation = count - 1; 0 <= conversation; conversation--) this.#add(conversation);
  }

  /** The number of an address for `find`; below 0 where nothing was said to it. */
  numberOf(canonical: string): number {
    return this.#byAddress.get(canonical) ?? absent;
  }

  /** Whether far ends are printed by name. */
  get hasNames(): boolean {
    return 0 <= (this.#byAddress.get("") ?? absent);
  }

  /** Conversations with this far end from this port. */
  find(port: number, isUdp: number, far: number, farPort: number): readonly number[] {
    const near = nearKey(port, isUdp);
    if ((this.#portHeads[near] ?? end) === end) return none;
    const key = this.#keys.find(near, far, farPort);
    return key < 0 ? none : this.#chain(this.#heads[key]!, this.#next, mostOfKey);
  }

  /** The same with far ends of which only the name is printed. */
  findNamed(port: number, isUdp: number, farPort: number): readonly number[] {
    return this.find(port, isUdp, named, farPort);
  }

  /** All conversations from a port. */
  ofPort(port: number, isUdp: number): readonly number[] {
    return this.#chain(this.#portHeads[nearKey(port, isUdp)] ?? end, this.#portNext, mostOfPort);
  }

  #chain(head: number, next: Int32Array, most: number): readonly number[] {
    const found: number[] = [];
    for (let at = head; at !== end && found.length < most; at = next[at]!) found.push(at);
    return found;
  }

  #add(conversation: number): void {
    const { sourcePort, destination, destinationPort } = this.capture.columns;
    const row = this.conversations.firstRows[conversation]!;
    const port = sourcePort[row]!;
    if (port === absent || destination[row] === absent) return;
    const isUdp = this.capture.columns.mannerOf(row).transport === "udp" ? 1 : 0;
    const near = nearKey(port, isUdp);
    const key = this.#keys.numberOf(near, this.#far(destination[row]!), destinationPort[row]!);
    // Few keys have more than one conversation: they are fewer than there is room for.
    this.#next[conversation] = this.#heads[key]!;
    this.#heads[key] = conversation;
    this.#portNext[conversation] = this.#portHeads[near]!;
    this.#portHeads[near] = conversation;
  }

  #far(name: number): number {
    if (this.#addressOf[name] === absent) {
      const text = this.capture.columns.names.text(name);
      const isName = !isAddress(text);
      if (isName) this.isName[name] = 1;
      const address = isName ? "" : canonicalAddress(text);
      const number = this.#byAddress.get(address) ?? (isName ? 0 : name);
      this.#byAddress.set(address, number);
      this.#addressOf[name] = isName ? named : number;
    }
    return this.#addressOf[name]!;
  }
}

const none: readonly number[] = [];
