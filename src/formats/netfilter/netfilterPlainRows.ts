import { ascii, hasWordAt, indexOfByte, isBlank, isDigit, isWord, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import {
  type KernelHead,
  type KernelSyslog,
  kindOfHead,
  longestVerdict,
  mostVerdicts,
} from "../../core/kernel.ts";
import { longestPlainLine, otherAddress, type PlainRows } from "../../core/plainRows.ts";
import { Row } from "../../core/row.ts";
import { ByteMemo } from "../cells/byteMemo.ts";
import { SyslogHeads } from "../syslog/syslogHeads.ts";
import type { SyslogNames } from "../syslog/syslogNames.ts";
import { headOf, type PacketPlace } from "./netfilterHeads.ts";
import { readPlainPacket } from "./netfilterPlainPacket.ts";
import { skipUptime } from "./netfilterVerdict.ts";

const longestTransport = 4;
/** In place of the names that are longer: no byte of a word is so small. */
const longTransports: readonly (readonly [name: string, word: number])[] = [
  ["ICMPv6", 1],
  ["UDPLITE", 2],
];

const hasIngress = 1;
const hasEgress = 2;
const verdictShift = 2;

/**
 * Reads the rows that nearly all lines are: head and verdict as in lines that were read the ordinary way, and a plain
 * packet.
 *
 *     Mar  3 10:00:01 gw01 kernel: [12345.678901] [UFW BLOCK] IN=eth0 OUT= MAC=… SRC=198.51.100.7 DST=…
 *     └ start                      └ message      └ said      └ packet
 */
export class NetfilterPlainRows {
  readonly #heads = new SyslogHeads();
  readonly #verdicts: ByteMemo[] = [];
  readonly #packet = new Row();
  /** Made anew when there are more of either, or others. */
  #texts: KernelSyslog | undefined;
  #changes = 0;

  /** Remembers what stands before the packet of a row that was read the ordinary way. */
  keep(row: Row, place: PacketPlace, names: SyslogNames): void {
    const head = headOf(row, place, names);
    if (head) this.#heads.add(head);
    this.#keepVerdict(row.bytes, place.said, place.packet);
  }

  /**
   * Fills the block with the plain rows from `start` on, of whole lines, and returns where the first line starts
   * that is none, or for which there is no room.
   */
  read(bytes: Uint8Array, start: number, end: number, rows: PlainRows): number {
    const first = this.#heads.find(bytes, start);
    rows.begin(bytes, first?.times ?? "none");
    if (!first) return start;
    const kind = kindOfHead(first);
    let at = start;
    while (at < end) {
      at = this.#readByKernel(bytes, at, kind, rows);
      if (end <= at || rows.count === rows.capacity) break;
      const lineFeed = bytes.indexOf(ascii.lineFeed, at);
      if (lineFeed < 0 || !this.#readRow(bytes, at, lineFeed, kind, rows)) break;
      rows.count++;
      at = lineFeed + 1;
    }
    return at;
  }

  /** The same of rows that are plainer still: words of four letters at the most, a line that ends soon. */
  #readByKernel(bytes: Uint8Array, start: number, kind: number, rows: PlainRows): number {
    const { kernel } = rows;
    if (!kernel?.holds(bytes)) return start;
    if (this.#changes !== this.#heads.changes) this.#texts = undefined;
    this.#changes = this.#heads.changes;
    this.#texts ??= { heads: [...this.#heads.list], verdicts: this.#verdicts.map(({ text }) => text) };
    return kernel.readNetfilter(start, bytes.length, this.#texts, kind);
  }

  #readRow(bytes: Uint8Array, start: number, lineFeed: number, kind: number, rows: PlainRows): boolean {
    const end = bytes[lineFeed - 1] === ascii.carriageReturn ? lineFeed - 1 : lineFeed;
    if (rows.returns === "some" && 0 <= indexOfByte(bytes, ascii.carriageReturn, start, end)) return false;
    const packetEnd = trimEnd(bytes, start, end);
    // Tags of a web page may stand around the line.
    if (longestPlainLine < end - start || bytes[end - 1] === ascii.greater) return false;
    const head = this.#heads.find(bytes, start);
    const { message, time, number } = this.#heads;
    if (!head || kindOfHead(head) !== kind || packetEnd <= message) return false;
    const said = skipUptime(bytes, message, packetEnd);
    if (!isPlainUptime(bytes, head, message, said)) return false;
    const verdict = this.#verdictAt(bytes, said);
    if (verdict < 0) return false;
    if (!this.#readPacket(bytes, said + this.#verdicts[verdict]!.length, packetEnd, rows)) return false;
    const i = rows.count;
    rows.roles[i] = rows.roles[i]! | (verdict << verdictShift);
    rows.head[i] = number;
    rows.time[i] = time;
    rows.start[i] = start;
    rows.end[i] = end;
    return true;
  }

  /** The number of the verdict that stands there and has the packet's `IN=` behind it, or -1. */
  #verdictAt(bytes: Uint8Array, at: number): number {
    return this.#verdicts.findIndex(
      (verdict) =>
        (verdict.length === 0 || verdict.isAt(bytes, at)) &&
        hasWordAt(bytes, at + verdict.length, bytes.length, "IN="),
    );
  }

  #readPacket(bytes: Uint8Array, from: number, end: number, rows: PlainRows): boolean {
    const packet = this.#packet;
    packet.bytes = bytes;
    if (!readPlainPacket(packet, from, end)) return false;
    const { from: starts, to: ends } = packet;
    const transport = transportWord(bytes, starts[field.transport]!, ends[field.transport]!);
    if (transport === 0) return false;
    const i = rows.count;
    rows.words[i] = transport;
    rows.roles[i] =
      (starts[field.ingress] === ends[field.ingress] ? 0 : hasIngress) |
      (starts[field.egress] === ends[field.egress] ? 0 : hasEgress);
    const [source, destination] = [starts[field.sourceAddress]!, starts[field.destinationAddress]!];
    rows.source[i] = addressNumber(bytes, source, ends[field.sourceAddress]!);
    rows.sourcePlace[i] = source;
    rows.destination[i] = addressNumber(bytes, destination, ends[field.destinationAddress]!);
    rows.destinationPlace[i] = destination;
    rows.sourcePort[i] = packet.has(field.sourcePort) ? packet.number(field.sourcePort) : -1;
    rows.destinationPort[i] = packet.has(field.destinationPort) ? packet.number(field.destinationPort) : -1;
    rows.pid[i] = -1;
    return true;
  }

  #keepVerdict(bytes: Uint8Array, from: number, to: number): void {
    if (!isPlainVerdict(bytes, from, to) || mostVerdicts <= this.#verdicts.length) return;
    const isThis = (verdict: ByteMemo) =>
      verdict.length === to - from && (to === from || verdict.isAt(bytes, from));
    if (this.#verdicts.some(isThis)) return;
    const verdict = new ByteMemo(longestVerdict);
    verdict.keep(bytes, from, to);
    this.#verdicts.push(verdict);
    this.#texts = undefined;
  }
}

/** A line without a time has an uptime, in which no time can be meant. */
function isPlainUptime(bytes: Uint8Array, head: KernelHead, message: number, said: number): boolean {
  return head.times !== "none" || (message < said && indexOfByte(bytes, ascii.colon, message, said) < 0);
}

/**
 * Whether what stands between uptime and packet means the same in every line in which it stands there: it holds
 * no key of a packet, no time and no tag of the kernel, and begins with nothing that is a part of the line of its
 * own: an uptime, a priority, a repetition.
 */
function isPlainVerdict(bytes: Uint8Array, from: number, to: number): boolean {
  if (to === from) return true;
  const first = bytes[from];
  return (
    to - from <= longestVerdict &&
    isVerdictEnd(bytes, from, to) &&
    !isBlank(first) &&
    first !== ascii.less &&
    !hasWordAt(bytes, from, to, "message") &&
    !hasWordAt(bytes, from, to, "kernel") &&
    skipUptime(bytes, from, to) === from &&
    indexOfByte(bytes, ascii.lineFeed, from, to) < 0 &&
    !hasTimeOrTag(bytes, from, to)
  );
}

/** What has a key of its own, such as UniFi's `DESCR=`, has to end before the packet begins. */
function isVerdictEnd(bytes: Uint8Array, from: number, to: number): boolean {
  const last = bytes[to - 1];
  if (last === ascii.blank) return true;
  return (
    (last === ascii.rightBracket || last === ascii.colon) && indexOfByte(bytes, ascii.equals, from, to) < 0
  );
}

function hasTimeOrTag(bytes: Uint8Array, from: number, to: number): boolean {
  for (
    let at = indexOfByte(bytes, ascii.colon, from, to);
    0 <= at;
    at = indexOfByte(bytes, ascii.colon, at + 1, to)
  ) {
    if (isDigit(bytes[at - 1]) && isDigit(bytes[at + 1])) return true;
    if (hasWordAt(bytes, at - kernelTag.length, to, kernelTag)) return true;
  }
  return false;
}

const kernelTag = "kernel";

/** Its bytes as a number, the first one lowest; 0 where there are none or too many. */
function transportWord(bytes: Uint8Array, from: number, to: number): number {
  if (longestTransport < to - from)
    return longTransports.find(([name]) => isWord(bytes, from, to, name))?.[1] ?? 0;
  let word = 0;
  for (let i = from; i < to; i++) word |= bytes[i]! << (8 * (i - from));
  return word;
}

/** Of strict dotted decimal; `otherAddress` for all else. */
function addressNumber(bytes: Uint8Array, from: number, to: number): number {
  let address = 0;
  let octet = 0;
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    if (byte === ascii.colon) return otherAddress;
    if (byte === ascii.dot) {
      address = (address << 8) | octet;
      octet = 0;
    } else octet = octet * 10 + byte - ascii.zero;
  }
  return (address << 8) | octet;
}
