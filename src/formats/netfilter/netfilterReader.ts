import { ascii, hasWordAt, isDigit, isUpper, skipBlanks, skipWord, trimEnd } from "../../core/ascii.ts";
import { readCommonLogTime } from "../../core/clock.ts";
import { field } from "../../core/field.ts";
import type { LineReader } from "../../core/format.ts";
import type { PlainRows } from "../../core/plainRows.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { readLoss, readRepetition } from "../syslog/syslogGap.ts";
import { SyslogPrefix, skipPriority } from "../syslog/syslogPrefix.ts";
import {
  foundArp,
  foundDestination,
  foundIn,
  foundOut,
  foundSource,
  foundTransport,
  packetStart,
  readIcmp,
  readPacket,
} from "./netfilterPacket.ts";
import { readPlainPacket } from "./netfilterPlainPacket.ts";
import { NetfilterPlainRows } from "./netfilterPlainRows.ts";
import { isVerdict, skipUptime, Verdicts } from "./netfilterVerdict.ts";
import { endsBetweenWords, isComplete, isPacketRest } from "./netfilterWrap.ts";

/** The state after a row: a "last message repeated" below it is about that row. */
const afterRow = "r";
/** After a row that lacks ports or protocol, and after one that lacks an address too: they may stand below it. */
const afterOpenRow = "w";
const afterBareRow = "a";

/** Reads the packets that Linux's netfilter logs, out of syslog, the journal, dmesg, or Proxmox's own file. */
export class NetfilterReader implements LineReader {
  state: string;
  readonly #prefix = new SyslogPrefix();
  readonly #verdicts = new Verdicts();
  readonly #plain = new NetfilterPlainRows();

  constructor(state = "") {
    this.state = state;
  }

  read(bytes: Uint8Array, start: number, end: number, row: Row): LineKind {
    let from = start;
    while (from < end && bytes[from]! <= ascii.blank) from++;
    const to = trimEnd(bytes, from, end);
    if (to <= from) return "ignorable";
    const above = this.state;
    this.state = "";
    // JSON around a message is another format.
    if (bytes[from] === leftBrace) return "unknown";
    if (above !== "" && this.#isRest(row, from, to, above)) return "detail";
    const kind = this.#line(row, from, to, above !== "");
    const isRepetition = kind === "gap" && row.flaws[0]?.code === "FW006";
    if (kind === "row") this.state = stateBelow(row);
    else if (isRepetition) this.state = afterRow;
    return kind;
  }

  readPlain(bytes: Uint8Array, start: number, end: number, rows: PlainRows): number {
    const to = this.#plain.read(bytes, start, end, rows);
    if (rows.count !== 0) this.state = afterRow;
    return to;
  }

  /** Reads what a mail program or a page put onto the lines below a packet. */
  #isRest(row: Row, from: number, end: number, above: string): boolean {
    const { bytes } = row;
    if (!isUpper(bytes[from]) || !isPacketRest(bytes, from, end)) return false;
    readPacket(row, from, end);
    // A packet that is whole so far does not get another address.
    const isOwn = above === afterBareRow || !row.has(field.sourceAddress);
    if (!isOwn) {
      row.clear(bytes);
      return false;
    }
    setDirection(row);
    row.flaw("EV016", from, end);
    this.state = above === afterRow || isComplete(row) ? afterRow : above;
    return true;
  }

  #line(row: Row, from: number, end: number, isBelowRow: boolean): LineKind {
    const { bytes } = row;
    // A year is followed by a hyphen, the number of a guest never.
    const isNumber = isDigit(bytes[from]) && bytes[from + 4] !== ascii.minus;
    const proxmox = isNumber ? readProxmoxHead(row, from, end) : -1;
    const prefixEnd = 0 <= proxmox ? proxmox : this.#prefix.read(row, from, end);
    const message = skipPriority(bytes, prefixEnd, end);
    const said = skipUptime(bytes, message, end);
    const packet = packetStart(bytes, said, end);
    if (packet < 0) return this.#noPacket(row, message, end, isBelowRow);
    const seen = readPlainPacket(row, packet, end) ? wholeRow : readPacket(row, packet, end);
    if (!row.has(field.destinationPort) && row.has(field.transport)) readIcmp(row, end);
    const isWhole = (seen & both) === both && (seen & (interfaces | foundTransport)) !== 0;
    const isOpen = !isWhole && (seen & foundIn) !== 0 && this.#isOpen(row, from, packet, end);
    if (!isWhole && !isOpen) return this.#noRow(row, packet, end, seen);
    // No kernel logs an empty OUT= and no IN= at all.
    if ((seen & interfaces) === foundOut && isEmpty(row, field.egress))
      return this.#noRow(row, packet, end, seen);
    if (0 <= proxmox) this.#action(row, said, packet);
    else this.#head(row, message, said, packet);
    if (proxmox < 0 && message === prefixEnd)
      this.#plain.keep(row, { start: from, message, said, packet }, this.#prefix.names);
    setDirection(row);
    if ((seen & foundTransport) === 0) row.flaw("FW002", packet, end);
    return "row";
  }

  /** A packet of which nothing was cut off, but the rest of which stands below. */
  #isOpen(row: Row, from: number, packet: number, end: number): boolean {
    const isKernels = this.#prefix.isThere || lastKernelTag(row.bytes, from, packet) !== from;
    return isKernels && endsBetweenWords(row, packet, end);
  }

  /** Host, repetition and action: all that stands between the time and the packet. */
  #head(row: Row, message: number, said: number, packet: number): void {
    const { bytes } = row;
    const { hasHost, hostFrom, hostTo, hasTag, tagFrom, isProgram } = this.#prefix.names;
    let at = said;
    if (!isProgram) {
      if (hasTag) at = tagFrom;
      else if (hasHost && message === packet && isVerdict(bytes, hostFrom, hostTo)) at = hostFrom;
      // A relay, a grep or a container runtime may have put its own words before the kernel's.
      else at = skipUptime(bytes, lastKernelTag(bytes, said, packet), packet);
    }
    if (hasHost && at !== hostFrom) row.set(field.host, hostFrom, hostTo);
    if (bytes[at] === lowerM) at = skipUptime(bytes, readRepetition(row, at, packet), packet);
    if (hasWordAt(bytes, at, packet, bareTag)) at = skipUptime(bytes, at + bareTag.length - 1, packet);
    // Where the kernel wrote into the middle of another message, that message says nothing of the packet.
    if (!isPriorityBefore(bytes, at, packet)) this.#action(row, at, packet);
  }

  #action(row: Row, from: number, to: number): void {
    const verdict = this.#verdicts.of(row.bytes, from, to);
    if (verdict.from < 0) return;
    row.set(field.action, from + verdict.from, from + verdict.to);
    if (verdict.isRule) row.set(field.rule, from + verdict.from, from + verdict.to);
    row.eventType = verdict.eventType;
  }

  /** A packet with something missing: damaged, or cut at 1024 bytes as RFC 3164 allows. */
  #noRow(row: Row, packet: number, end: number, seen: number): LineKind {
    const isPacket = (seen & interfaces) === interfaces || (seen & (both | foundTransport)) !== 0;
    if (!isPacket || (seen & interfaces) === 0 || (seen & foundArp) !== 0)
      return this.#prefix.isThere ? "ignorable" : "unknown";
    row.flaw("FW002", packet, end);
    return "broken";
  }

  #noPacket(row: Row, message: number, end: number, isBelowRow: boolean): LineKind {
    if (!this.#prefix.isThere) return "unknown";
    const { hasHost, hostFrom, hostTo, hasTag } = this.#prefix.names;
    // On some systems "last message repeated" has neither host nor tag: its first word is taken for the host.
    const isHostOfIt = hasHost && !hasWordAt(row.bytes, hostFrom, end, "last message");
    const from = hasTag || isHostOfIt || !hasHost ? message : hostFrom;
    if (!readLoss(row, from, end, isBelowRow)) return "ignorable";
    if (isHostOfIt) row.set(field.host, hostFrom, hostTo);
    return "gap";
  }
}

function stateBelow(row: Row): string {
  if (row.has(field.destinationPort)) return afterRow;
  if (!row.has(field.destinationAddress)) return afterBareRow;
  return isComplete(row) ? afterRow : afterOpenRow;
}

const leftBrace = 0x7b;
const both = foundSource | foundDestination;
const wholeRow = both | foundIn | foundOut | foundTransport;
const interfaces = foundIn | foundOut;

function isEmpty(row: Row, index: typeof field.ingress | typeof field.egress): boolean {
  return row.from[index] === row.to[index];
}

/**
 * Only IN= is set for a packet to this host, only OUT= for one from it. With both it is passed on, and which
 * of the two interfaces is the outer one the line does not say.
 */
function setDirection(row: Row): void {
  const isIn = row.has(field.ingress) && !isEmpty(row, field.ingress);
  const isOut = row.has(field.egress) && !isEmpty(row, field.egress);
  if (isIn && !isOut) row.direction = "inbound";
  else if (isOut && !isIn) row.direction = "outbound";
}

const kernelTag = "kernel: ";
/** As some forwarders write it. */
const bareTag = "kernel [";

/** `<4>` */
function isPriorityBefore(bytes: Uint8Array, from: number, to: number): boolean {
  return from <= to - 3 && bytes[to - 1] === ascii.greater && bytes[to - 3] === ascii.less;
}

/** Behind the last `kernel: ` of `[from, to)`, or `from`. */
function lastKernelTag(bytes: Uint8Array, from: number, to: number): number {
  for (let i = to - kernelTag.length; from <= i; i--)
    if (bytes[i] === lowerK && hasWordAt(bytes, i, to, kernelTag)) return i + kernelTag.length;
  return from;
}

const lowerK = 0x6b;
const lowerM = 0x6d;
/**
 * Proxmox writes its own file: the number of the guest, a level, the chain, and a time.
 *
 *     0 3 PVEFW-HOST-IN 20/Jun/2031:13:09:14 +0200 policy DROP: IN=vmbr0 …
 *         └chain        └time                      └action
 */
function readProxmoxHead(row: Row, from: number, end: number): number {
  const { bytes } = row;
  const guestTo = digitsEnd(bytes, from, end);
  const levelFrom = skipBlanks(bytes, guestTo, end);
  const levelTo = digitsEnd(bytes, levelFrom, end);
  const chainFrom = skipBlanks(bytes, levelTo, end);
  const chainTo = skipWord(bytes, chainFrom, end);
  if (guestTo === levelFrom || levelTo === levelFrom || levelTo === chainFrom || chainTo === end) return -1;
  const to = readCommonLogTime(row, skipBlanks(bytes, chainTo, end), end);
  if (to < 0) return -1;
  row.set(field.rule, chainFrom, chainTo);
  return skipBlanks(bytes, to, end);
}

function digitsEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && isDigit(bytes[at])) at++;
  return at;
}
