import { ascii, decimal, hasWordAt, indexOfByte, isDigit, isLetter, isUpper } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import { textOf } from "../../core/lineBytes.ts";
import type { Row } from "../../core/row.ts";
import { tcpStateOf } from "../../core/tcpState.ts";
import { allDigits, endsWithExe } from "../cells/cellShapes.ts";
import { Cells, isSeparator, skipSeparators, trimCells } from "../cells/cells.ts";
import { EndpointCell } from "../cells/endpointCell.ts";
import { startOfRow } from "../cells/rowPrefix.ts";

/** "cut": it was a row, and its text ends within an address. */
export type SocketReading = "none" | "row" | "cut";

/** What a row still lacks, which a wrapped line may bring. */
export type Lack = "nothing" | "foreign" | "udpForeign" | "state" | "pid";

const largestPid = 0xffffffff;

/**
 * Reads one row of Windows netstat by its shape, in whatever language and with whatever columns.
 *
 *     TCP    [fe80::1%12]:49664     198.51.100.7:https     HERGESTELLT     3416     InHost
 *     └┬┘    └───────┬────────┘     └───────┬────────┘     └────┬────┘     └┬─┘     └─┬──┘
 *   protocol       local                 foreign              state        PID     offload
 */
export class SocketScanner {
  readonly #cells = new Cells();
  readonly #endpoint = new EndpointCell();
  /** Where the row read last starts, and whether line numbers or the like stand in front of it. */
  rowFrom = 0;
  lack: Lack = "nothing";

  read(row: Row, start: number, lineEnd: number): SocketReading {
    const lackAbove = this.lack;
    const reading = this.#readRow(row, start, lineEnd);
    if (reading !== "row") this.lack = lackAbove;
    return reading;
  }

  #readRow(row: Row, start: number, lineEnd: number): SocketReading {
    const { bytes } = row;
    const from = startOfRow(bytes, start, lineEnd, isProtocolAt);
    if (from < 0) return "none";
    const end = trimCells(bytes, from, lineEnd);
    const cells = this.#cells;
    cells.start(bytes, from, end);
    cells.next();
    const isTcp = bytes[cells.from] === ascii.upperT;
    row.set(field.transport, cells.from, cells.to);
    this.rowFrom = from;
    if (!cells.next()) return "none";
    if (!this.#endpoint.find(bytes, cells.from, cells.to))
      return isDigit(bytes[cells.from]) || bytes[cells.from] === ascii.leftBracket
        ? this.#unlessCut(row, end)
        : "none";
    const isNamed = this.#endpoint.isNamed;
    this.#endpoint.put(row, field.sourceAddress, field.sourcePort);
    this.lack = isTcp ? "foreign" : "udpForeign";
    if (!cells.next()) return "row";
    const reading = this.#readForeign(row, end, isTcp);
    return isNamed && this.#endpoint.isNamed && !isOfNames(row, isTcp) ? "none" : reading;
  }

  /** Reads what a mail program put onto the next line; false where this line is not it. */
  readRest(row: Row, at: number, lineEnd: number): boolean {
    const end = trimCells(row.bytes, at, lineEnd);
    const cells = this.#cells;
    cells.start(row.bytes, at, end);
    if (this.lack === "nothing" || !cells.next()) return false;
    if (this.lack === "foreign" || this.lack === "udpForeign") {
      if (!this.#endpoint.find(row.bytes, cells.from, cells.to)) return false;
      return this.#readForeign(row, end, this.lack === "foreign") === "row";
    }
    if (this.lack === "state" ? !this.#isWrappedState(row, end) : !this.#isNumber(row, end)) return false;
    this.#readBehindForeign(row, this.lack === "state");
    return true;
  }

  #readForeign(row: Row, end: number, isTcp: boolean): SocketReading {
    const cells = this.#cells;
    const { bytes } = row;
    if (this.#endpoint.find(bytes, cells.from, cells.to)) {
      this.#endpoint.put(row, field.destinationAddress, field.destinationPort);
      cells.next();
    } else if (isTcp || !this.#standsForAny(bytes)) return this.#unlessCut(row, end);
    this.#readBehindForeign(row, isTcp);
    return "row";
  }

  /** UDP's `*:*` where Markdown took the stars away, and where somebody cut the column out. */
  #standsForAny(bytes: Uint8Array): boolean {
    const cells = this.#cells;
    if (cells.to - cells.from !== 1 || bytes[cells.from] !== ascii.colon)
      return allDigits(bytes, cells.from, cells.to);
    cells.next();
    return true;
  }

  /** From the cell the cursor is on: state, PID, and what may stand behind them. */
  #readBehindForeign(row: Row, isTcp: boolean): void {
    const cells = this.#cells;
    const { bytes } = row;
    if (bytes[cells.from] === ascii.minus && cells.to - cells.from === 1) cells.next();
    if (cells.from < cells.to && this.#isState(bytes, isTcp)) this.#readState(row);
    this.lack = isTcp && !row.has(field.state) ? "state" : "pid";
    if (cells.from < cells.to && isPidLike(bytes, cells.from, cells.to)) {
      putPid(row, cells.from, cells.to);
      this.lack = "nothing";
      cells.next();
    }
    if (cells.from < cells.to) this.#readTail(row);
  }

  #isState(bytes: Uint8Array, isTcp: boolean): boolean {
    const { from, to } = this.#cells;
    const first = bytes[from]!;
    if (isTcp) return isLetter(first) || isForeignLetter(first) || first === 0x3f;
    return isStateWord(bytes, from, to);
  }

  /** A state may be two words: `À L'ÉCOUTE`, `IN ASCOLTO`. */
  #readState(row: Row): void {
    const cells = this.#cells;
    const { from } = cells;
    let { to } = cells;
    while (cells.next() && cells.gap === 1 && continuesState(row.bytes, cells.from, cells.to)) to = cells.to;
    row.set(field.state, from, to);
  }

  /** `-t` ends with an offload state; scripts append the owner, as `svchost.exe` or `RpcSs [svchost.exe]`. */
  #readTail(row: Row): void {
    const cells = this.#cells;
    let wordFrom = -1;
    let wordTo = -1;
    do {
      const { from, to } = cells;
      if (isOffloadState(row.bytes, from, to)) row.set(field.offload, from, to);
      else if (putProcess(row, from, to)) {
        if (0 <= wordFrom) row.set(field.service, wordFrom, wordTo);
        return;
      } else if (0 <= wordFrom) return;
      else {
        wordFrom = from;
        wordTo = to;
      }
    } while (cells.next());
  }

  #isWrappedState(row: Row, end: number): boolean {
    const { from, to } = this.#cells;
    const behind = skipSeparators(row.bytes, to, end);
    if (behind === end) return isStateWord(row.bytes, from, to);
    return isDigit(row.bytes[behind]) && this.#isState(row.bytes, true);
  }

  #isNumber(row: Row, end: number): boolean {
    const { from, to } = this.#cells;
    return to - from <= 10 && allDigits(row.bytes, from, to) && skipSeparators(row.bytes, to, end) === end;
  }

  /** The capture may end, or a screen may be cut off, within an address: the row cannot be read. */
  #unlessCut(row: Row, end: number): SocketReading {
    const { from, to } = this.#cells;
    if (to !== end || !startsAddress(row.bytes, from, to)) return "none";
    row.flaw("EV004", from, to);
    return "cut";
  }
}

/** `TCP`, `UDPv6`, `TCP4`; Linux and macOS write them small. */
function isProtocolAt(bytes: Uint8Array, at: number, end: number): boolean {
  if (!hasWordAt(bytes, at, end, "TCP") && !hasWordAt(bytes, at, end, "UDP")) return false;
  let to = at + 3;
  if (to < end && (bytes[to]! | 0x20) === 0x76) to++;
  if (to < end && (bytes[to] === 0x34 || bytes[to] === 0x36)) to++;
  else if (to !== at + 3) return false;
  return to < end && isSeparator(bytes[to]!);
}

/** Words with colons may be anybody's, as in `TCP TTL:63 TOS:0x0 ID:4711`: a state that is none tells them. */
function isOfNames(row: Row, isTcp: boolean): boolean {
  if (!isTcp) return false;
  if (!row.has(field.state)) return true;
  const from = row.from[field.state]!;
  return indexOfByte(row.bytes, ascii.colon, from, row.to[field.state]!) < 0;
}

function isPidLike(bytes: Uint8Array, from: number, to: number): boolean {
  return allDigits(bytes, bytes[from] === ascii.minus ? from + 1 : from, to);
}

function putPid(row: Row, from: number, to: number): void {
  if (decimal(row.bytes, from, to) <= largestPid) row.set(field.pid, from, to);
  else row.flaw("NET015", from, to);
}

function putProcess(row: Row, from: number, to: number): boolean {
  const bracketed = row.bytes[from] === ascii.leftBracket && row.bytes[to - 1] === ascii.rightBracket;
  const inner = bracketed ? 1 : 0;
  if (!endsWithExe(row.bytes, from + inner, to - inner)) return false;
  row.set(field.process, from + inner, to - inner);
  return true;
}

/** For where a word could as well be somebody's remark: only a state that is known, or all in capitals. */
function isStateWord(bytes: Uint8Array, from: number, to: number): boolean {
  if (24 < to - from) return false;
  return (
    tcpStateOf(textOf(bytes, from, to)) !== undefined || (2 < to - from && isAllCapitals(bytes, from, to))
  );
}

function isAllCapitals(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (!isUpper(bytes[i]) && bytes[i] !== ascii.underscore) return false;
  return true;
}

function continuesState(bytes: Uint8Array, from: number, to: number): boolean {
  if (!isUpper(bytes[from]) && !isForeignLetter(bytes[from]!)) return false;
  for (let i = from; i < to; i++) if (isLetter(bytes[i]) && !isUpper(bytes[i])) return false;
  return true;
}

/** The first byte of a letter beyond ASCII; arrows, dashes and pictures start otherwise. */
function isForeignLetter(byte: number): boolean {
  return 0x80 <= byte && byte !== 0xe2 && byte < 0xf0;
}

const offloadStates = ["InHost", "Offloaded", "Offloading", "Uploading"];

function isOffloadState(bytes: Uint8Array, from: number, to: number): boolean {
  return offloadStates.some((word) => word.length === to - from && hasWordAt(bytes, from, to, word));
}

/** RFC 1035. */
const longestName = 255;

/** `203.0.11`, `[fe80::1`, `ws-17`: the beginning of an address; a state word is none. */
function startsAddress(bytes: Uint8Array, from: number, to: number): boolean {
  if (longestName < to - from || allDigits(bytes, from, to)) return false;
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    if (!isDigit(byte) && !isLetter(byte) && !isAddressMark(byte)) return false;
  }
  return !isStateWord(bytes, from, to);
}

function isAddressMark(byte: number): boolean {
  return (
    byte === ascii.dot ||
    byte === ascii.colon ||
    byte === ascii.minus ||
    byte === ascii.percent ||
    byte === ascii.leftBracket ||
    byte === ascii.rightBracket
  );
}
