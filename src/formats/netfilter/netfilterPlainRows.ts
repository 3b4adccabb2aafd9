import { ascii, decimal, hasWordAt, indexOfByte, isBlank, isDigit, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import { type KernelTexts, longestKernelText, mostKernelVerdicts } from "../../core/kernel.ts";
import { longestPlainLine, type PlainRows } from "../../core/plainRows.ts";
import { Row } from "../../core/row.ts";
import { ByteMemo } from "../cells/byteMemo.ts";
import { clockMicros, DayMemo } from "../cells/dayMemo.ts";
import type { SyslogNames } from "../syslog/syslogNames.ts";
import { readPlainPacket } from "./netfilterPlainPacket.ts";
import { skipUptime } from "./netfilterVerdict.ts";

const dayLength = "Mar  3".length;
const clockFrom = "Mar  3 ".length;
/** Where the names begin. */
const timeLength = "Mar  3 10:00:01 ".length;
const longestTransport = 4;

const hasIngress = 1;
const hasEgress = 2;
const verdictShift = 2;

/** Where the parts of a line begin that stand before its packet. */
export interface PacketPlace {
  readonly start: number;
  readonly message: number;
  /** Behind the message's uptime. */
  readonly said: number;
  readonly packet: number;
}

/**
 * Reads the rows that nearly all lines are: day, host and verdict as in lines that were read the ordinary way, and
 * a plain packet.
 *
 *     Mar  3 10:00:01 gw01 kernel: [12345.678901] [UFW BLOCK] IN=eth0 OUT= MAC=… SRC=198.51.100.7 DST=…
 *     └ start         └ names      └ message      └ said      └ packet
 */
export class NetfilterPlainRows {
  readonly #day = new DayMemo();
  readonly #names = new ByteMemo(longestKernelText);
  readonly #verdicts: ByteMemo[] = [];
  readonly #packet = new Row();
  /** Made anew when any of these changes. */
  #texts: KernelTexts | undefined;

  /** Remembers what stands before the packet of a row that was read the ordinary way. */
  keep(row: Row, place: PacketPlace, names: SyslogNames): void {
    const { bytes } = row;
    if (!isPlainHead(row, place, names)) return;
    const { start, message, said, packet } = place;
    if (!this.#names.isAt(bytes, start + timeLength) || this.#names.length !== message - start - timeLength) {
      this.#names.keep(bytes, start + timeLength, message);
      this.#texts = undefined;
    }
    if (Number.isNaN(this.#day.midnight(bytes, start, dayLength))) {
      this.#day.keep(bytes, start, dayLength, row.time - clockMicros(bytes, start + clockFrom));
      this.#texts = undefined;
    }
    this.#keepVerdict(bytes, said, packet);
  }

  /**
   * Fills the block with the plain rows from `start` on, of whole lines, and returns where the first line starts
   * that is none, or for which there is no room.
   */
  read(bytes: Uint8Array, start: number, end: number, rows: PlainRows): number {
    rows.count = 0;
    rows.hasYear = false;
    let at = start;
    // Without names there is no day either.
    while (at < end && this.#names.length !== 0) {
      at = this.#readByKernel(bytes, at, rows);
      if (end <= at || rows.count === rows.capacity) break;
      const lineFeed = bytes.indexOf(ascii.lineFeed, at);
      if (lineFeed < 0 || !this.#readRow(bytes, at, lineFeed, rows)) break;
      rows.count++;
      at = lineFeed + 1;
    }
    return at;
  }

  /** The same of rows that are plainer still: words of four letters at the most, a line that ends soon. */
  #readByKernel(bytes: Uint8Array, start: number, rows: PlainRows): number {
    const { kernel } = rows;
    if (!kernel?.holds(bytes)) return start;
    this.#texts ??= this.#kernelTexts();
    return kernel.readNetfilter(start, bytes.length, this.#texts);
  }

  #kernelTexts(): KernelTexts {
    const { text, midnight } = this.#day.last;
    const day = new Uint8Array([...text, ascii.blank]);
    return {
      day,
      midnight,
      names: this.#names.text,
      verdicts: this.#verdicts.map((verdict) => verdict.text),
    };
  }

  #readRow(bytes: Uint8Array, start: number, lineFeed: number, rows: PlainRows): boolean {
    let end = lineFeed;
    while (start < end && bytes[end - 1] === ascii.carriageReturn) end--;
    const packetEnd = trimEnd(bytes, start, end);
    const message = start + timeLength + this.#names.length;
    // Tags of a web page may stand around the line.
    if (packetEnd <= message || longestPlainLine < end - start || bytes[end - 1] === ascii.greater)
      return false;
    const time = this.#timeAt(bytes, start);
    if (Number.isNaN(time) || !this.#names.isAt(bytes, start + timeLength)) return false;
    const said = skipUptime(bytes, message, packetEnd);
    const verdict = this.#verdictAt(bytes, said);
    if (verdict < 0) return false;
    if (!this.#readPacket(bytes, said + this.#verdicts[verdict]!.length, packetEnd, rows)) return false;
    const i = rows.count;
    rows.roles[i] = rows.roles[i]! | (verdict << verdictShift);
    rows.time[i] = time;
    rows.start[i] = start;
    rows.end[i] = end;
    return true;
  }

  #timeAt(bytes: Uint8Array, start: number): number {
    if (bytes[start + dayLength] !== ascii.blank || bytes[start + timeLength - 1] !== ascii.blank)
      return Number.NaN;
    return this.#day.midnight(bytes, start, dayLength) + clockMicros(bytes, start + clockFrom);
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
    const transport = shortWord(bytes, starts[field.transport]!, ends[field.transport]!);
    if (transport === 0) return false;
    const i = rows.count;
    rows.words[i] = transport;
    rows.roles[i] =
      (starts[field.ingress] === ends[field.ingress] ? 0 : hasIngress) |
      (starts[field.egress] === ends[field.egress] ? 0 : hasEgress);
    rows.source[i] = ipv4Number(bytes, starts[field.sourceAddress]!, ends[field.sourceAddress]!);
    rows.destination[i] = ipv4Number(
      bytes,
      starts[field.destinationAddress]!,
      ends[field.destinationAddress]!,
    );
    rows.sourcePort[i] = decimal(bytes, starts[field.sourcePort]!, ends[field.sourcePort]!);
    rows.destinationPort[i] = decimal(bytes, starts[field.destinationPort]!, ends[field.destinationPort]!);
    rows.pid[i] = -1;
    return true;
  }

  #keepVerdict(bytes: Uint8Array, from: number, to: number): void {
    if (!isPlainVerdict(bytes, from, to) || mostKernelVerdicts <= this.#verdicts.length) return;
    const isThis = (verdict: ByteMemo) =>
      verdict.length === to - from && (to === from || verdict.isAt(bytes, from));
    if (this.#verdicts.some(isThis)) return;
    const verdict = new ByteMemo(longestKernelText);
    verdict.keep(bytes, from, to);
    this.#verdicts.push(verdict);
    this.#texts = undefined;
  }
}

/** A day and a time without a year; one blank; host and tag of a program. */
function isPlainHead(row: Row, { start, message }: PacketPlace, names: SyslogNames): boolean {
  const { bytes } = row;
  const namesFrom = start + timeLength;
  return (
    !row.hasYear &&
    row.timeDigits === 0 &&
    !Number.isNaN(row.time) &&
    row.from[field.time] === start &&
    row.to[field.time] === namesFrom - 1 &&
    bytes[start + dayLength] === ascii.blank &&
    bytes[namesFrom - 1] === ascii.blank &&
    names.hasHost &&
    names.isProgram &&
    names.hostFrom === namesFrom &&
    isBlank(bytes[message - 1]) &&
    message - namesFrom <= longestKernelText &&
    // It could be a year.
    !isDigit(bytes[namesFrom])
  );
}

/**
 * Whether what stands between uptime and packet means the same in every line in which it stands there: it holds
 * no key of a packet, and begins with nothing that is a part of the line of its own: an uptime, a priority, a
 * repetition, another tag of the kernel.
 */
function isPlainVerdict(bytes: Uint8Array, from: number, to: number): boolean {
  if (to === from) return true;
  const first = bytes[from];
  return (
    to - from <= longestKernelText &&
    bytes[to - 1] === ascii.blank &&
    !isBlank(first) &&
    first !== ascii.less &&
    !hasWordAt(bytes, from, to, "message") &&
    !hasWordAt(bytes, from, to, "kernel") &&
    skipUptime(bytes, from, to) === from &&
    indexOfByte(bytes, ascii.equals, from, to) < 0 &&
    indexOfByte(bytes, ascii.lineFeed, from, to) < 0
  );
}

/** Its bytes as a number, the first one lowest; 0 where there are none or more than four. */
function shortWord(bytes: Uint8Array, from: number, to: number): number {
  if (longestTransport < to - from) return 0;
  let word = 0;
  for (let i = from; i < to; i++) word |= bytes[i]! << (8 * (i - from));
  return word;
}

/** Of strict dotted decimal. */
function ipv4Number(bytes: Uint8Array, from: number, to: number): number {
  let address = 0;
  let octet = 0;
  for (let i = from; i < to; i++) {
    if (bytes[i] === ascii.dot) {
      address = (address << 8) | octet;
      octet = 0;
    } else octet = octet * 10 + bytes[i]! - ascii.zero;
  }
  return (address << 8) | octet;
}
