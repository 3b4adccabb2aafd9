import { ascii, hasWordAt, indexOfByte, isDigit, isWord } from "../../core/ascii.ts";
import { type FieldIndex, field } from "../../core/field.ts";
import { textOf } from "../../core/lineBytes.ts";
import type { Row } from "../../core/row.ts";
import { CellList } from "../cells/cellList.ts";
import { allDigits } from "../cells/cellShapes.ts";
import { trimCells } from "../cells/cells.ts";
import { isCutEndpoint } from "../cells/cutEndpoint.ts";
import { type CutEnd, EndpointCell } from "../cells/endpointCell.ts";
import { startOfRow } from "../cells/rowPrefix.ts";
import { type LinuxLack, readLinuxRest, readLinuxTail } from "./netstatLinuxTail.ts";
import { isSocketTitle } from "./netstatUnixWords.ts";
import type { SocketReading, SocketTable } from "./socketTable.ts";

const lackLetters: readonly (readonly [letter: string, lack: LinuxLack])[] = [
  ["-", "nothing"],
  ["s", "state"],
  ["o", "owner"],
];

/** Without `-W`, address, colon and port share so many characters; old systems have some more. */
const usualColumn = 23;
/** `-W` makes room for every address. */
const wideColumn = 40;
const longestHeading = 240;

/**
 * Rows of net-tools and BusyBox, by their shape:
 *
 *     tcp6       0      0 2001:db8::5:22          2001:db8::9:51234       ESTABLISHED 1204/sshd: kim
 *     └┬─┘   queues       └─────┬──────┘          └──────┬────────┘       └────┬────┘ └─────┬──────┘
 *    protocol                 local                   foreign                state         owner
 */
export class LinuxTable implements SocketTable {
  readonly #cells = new CellList();
  readonly #endpoint = new EndpointCell();
  /** Whether a row above shows that nothing is cut. */
  #isWide = false;
  /** Characters of an endpoint's column. */
  #width = usualColumn;
  #lack: LinuxLack = "nothing";

  get state(): string {
    const lack = lackLetters.find(([, lack]) => lack === this.#lack)?.[0] ?? "-";
    return `${lack}${this.#isWide ? "w" : "-"}${this.#width}`;
  }

  set state(state: string) {
    this.#lack = lackLetters.find(([letter]) => letter === state[0])?.[1] ?? "nothing";
    this.#isWide = state[1] === "w";
    this.#width = Number(state.slice(2)) || usualColumn;
  }

  read(row: Row, start: number, lineEnd: number): SocketReading {
    const { bytes } = row;
    const from = startOfRow(bytes, start, lineEnd, startsWithProtocol);
    if (from < 0) return "none";
    const cells = this.#cells;
    cells.read(bytes, from, trimCells(bytes, from, lineEnd));
    if (!isProtocol(bytes, cells.from[0]!, cells.to[0]!)) return "none";
    row.set(field.transport, cells.from[0]!, cells.to[0]!);
    return this.#readEnds(row, hasQueues(bytes, cells) ? 3 : 1);
  }

  readRest(row: Row, at: number, end: number): boolean {
    this.#cells.read(row.bytes, at, end);
    const isRest = readLinuxRest(row, this.#cells, this.#lack);
    if (isRest) this.#lack = "nothing";
    return isRest;
  }

  readHeading(bytes: Uint8Array, at: number, end: number): boolean {
    const isTitle = isSocketTitle(bytes, at, end) && !isBsdTitle(bytes, at, end);
    if (!isTitle && !isColumns(bytes, at, end)) return false;
    this.#width = isTitle ? usualColumn : widthOf(bytes, at, end);
    this.#isWide = wideColumn < this.#width;
    return true;
  }

  /** Without queues, which a script may have left out, only addresses tell a row from words with colons. */
  #readEnds(row: Row, at: number): SocketReading {
    const cells = this.#cells;
    const endpoint = this.#endpoint;
    if (cells.count <= at) return "none";
    if (!endpoint.find(row.bytes, cells.from[at]!, cells.to[at]!)) return this.#unlessCut(row, at);
    const isNamed = endpoint.isNamed;
    this.#put(row, at, field.sourceAddress, field.sourcePort);
    if (cells.count <= at + 1) return at === 3 ? cut(row, cells.from[at]!, cells.to[at]!) : "none";
    if (!endpoint.find(row.bytes, cells.from[at + 1]!, cells.to[at + 1]!))
      return this.#unlessCut(row, at + 1);
    if (at === 1 && (isNamed || endpoint.isNamed)) return "none";
    this.#put(row, at + 1, field.destinationAddress, field.destinationPort);
    this.#lack = readLinuxTail(row, cells, at + 2);
    return "row";
  }

  #put(row: Row, cell: number, address: FieldIndex, port: FieldIndex): void {
    this.#endpoint.put(row, address, port, this.#cutOf(row.bytes, cell));
  }

  /** net-tools cuts the address, never the port. */
  #cutOf(bytes: Uint8Array, cell: number): CutEnd {
    const from = this.#cells.from[cell]!;
    const length = this.#cells.length(cell);
    if (this.#width < length) this.#isWide = true;
    if (length !== this.#width || this.#isWide) return "nothing";
    const addressTo = from + this.#endpoint.addressLength;
    const isOpen =
      bytes[from] === ascii.leftBracket &&
      bytes[this.#cells.to[cell]! - this.#endpoint.portLength - 2] !== ascii.rightBracket;
    return isOpen || (this.#endpoint.isIPv6 && canGoOn(bytes, from, addressTo)) ? "address" : "nothing";
  }

  #unlessCut(row: Row, cell: number): SocketReading {
    const { from, to, count } = this.#cells;
    const isLast = cell + 1 === count && 3 <= cell;
    return isLast && isCutEndpoint(row.bytes, from[cell]!, to[cell]!)
      ? cut(row, from[cell]!, to[cell]!)
      : "none";
  }
}

function cut(row: Row, from: number, to: number): SocketReading {
  row.flaw("EV004", from, to);
  return "cut";
}

const { lowerA, lowerZ } = ascii;
const [lowerT, lowerU, lowerR, lowerS, lowerD] = [0x74, 0x75, 0x72, 0x73, 0x64] as const;

function startsWithProtocol(bytes: Uint8Array, at: number, end: number): boolean {
  const first = bytes[at];
  if (first !== lowerT && first !== lowerU && first !== lowerR && first !== lowerS && first !== lowerD)
    return false;
  return protocols.some((protocol) => hasWordAt(bytes, at, end, protocol));
}

const protocols = ["tcp", "udp", "raw", "sctp", "dccp"];
/** What may follow those; `udpl` is UDP-Lite. */
const versions = ["", "6", "l", "l6", "lite", "lite6"];

function isProtocol(bytes: Uint8Array, from: number, to: number): boolean {
  return protocols.some(
    (protocol) =>
      hasWordAt(bytes, from, to, protocol) &&
      versions.some((version) => isWord(bytes, from + protocol.length, to, version)),
  );
}

function hasQueues(bytes: Uint8Array, { from, to, count }: CellList): boolean {
  return 3 < count && allDigits(bytes, from[1]!, to[1]!) && allDigits(bytes, from[2]!, to[2]!);
}

/** BSD's title says nothing in parentheses, or "including servers". */
function isBsdTitle(bytes: Uint8Array, at: number, end: number): boolean {
  return (
    indexOfByte(bytes, 0x28, at, end) < 0 ||
    hasWordAt(bytes, at, end, "Active Internet connections (including")
  );
}

/** One blank where BSD has two, or has its states in parentheses; what macOS prints of its kernel begins small. */
function isColumns(bytes: Uint8Array, at: number, end: number): boolean {
  const start = "Proto Recv-Q Send-Q ";
  const behind = at + start.length;
  if (!hasWordAt(bytes, at, end, start) || end <= behind || bytes[behind] === ascii.blank) return false;
  if (lowerA <= bytes[behind]! && bytes[behind]! <= lowerZ) return false;
  return indexOfByte(bytes, 0x28, at, end) < 0;
}

/** From one heading to the next, and the blank between the columns. */
function widthOf(bytes: Uint8Array, at: number, end: number): number {
  const text = textOf(bytes, at, Math.min(end, at + longestHeading));
  const width = text.indexOf("Foreign Address") - text.indexOf("Local Address") - 1;
  return Math.max(usualColumn, width);
}

/**
 * Whether more digits could follow: an octet of `::ffff:192.0.2.85` can have no third one, and eight groups are all.
 */
function canGoOn(bytes: Uint8Array, from: number, to: number): boolean {
  let groups = 1;
  let digits = 0;
  let octet = 0;
  let isMapped = false;
  for (let i = from; i < to; i++) {
    if (bytes[i] === ascii.colon || bytes[i] === ascii.dot) {
      if (bytes[i] === ascii.colon) groups++;
      else isMapped = true;
      digits = octet = 0;
      continue;
    }
    digits++;
    octet = octet * 10 + (isDigit(bytes[i]) ? bytes[i]! - ascii.zero : 0);
  }
  return isMapped ? octet * 10 <= 255 : groups < 8 || digits < 4;
}
