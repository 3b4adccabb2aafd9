import { ascii, hasWordAt, isDigit, isWord, skipWord } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import { textOf } from "../../core/lineBytes.ts";
import type { Row } from "../../core/row.ts";
import { CellList } from "../cells/cellList.ts";
import { allDigits, allHexDigits } from "../cells/cellShapes.ts";
import { trimCells } from "../cells/cells.ts";
import { isCutEndpoint } from "../cells/cutEndpoint.ts";
import { EndpointCell } from "../cells/endpointCell.ts";
import { startOfRow } from "../cells/rowPrefix.ts";
import { bsdCutOf } from "./netstatBsdCut.ts";
import { bsdColumns, readBsdTail } from "./netstatBsdTail.ts";
import { isSocketTitle } from "./netstatUnixWords.ts";
import type { SocketReading, SocketTable } from "./socketTable.ts";

/** Characters of the columns that `-A` leaves to the endpoints. */
const narrowColumn = 18;
/** Without `-W` no IPv6 address has more characters. */
const longestNarrowAddress = 16;
const longestHeading = 400;
/** The first column: with `-A`, of control blocks. */
const headingStarts = ["Proto", "Tcpcb", "Socket ", "PCB"];

/**
 * Rows of BSD's netstat, by their shape; `-A` prints addresses in the kernel in front of them:
 *
 *     fffff80003df43d0 tcp4       0      0 10.20.0.42.22      10.20.0.9.64330    ESTABLISHED     sshd:812
 *     └──────┬───────┘ └┬─┘       queues   └─────┬─────┘      └──────┬──────┘    └────┬────┘     └──┬───┘
 *      control block  protocol                 local              foreign           state         owner
 */
export class BsdTable implements SocketTable {
  readonly #cells = new CellList();
  readonly #local = new EndpointCell(".");
  readonly #foreign = new EndpointCell(".");
  /** Whether a row above shows that nothing is cut. */
  #isWide = false;
  /** Characters of an endpoint's column by its heading, 0 where there is none. */
  #width = 0;
  /** What stands behind the foreign address, a letter for each column. */
  #columns = "";
  /** Whether addresses in the kernel stand in front of the row read last. */
  #hasBlock = false;
  /** Whether a row above has a name where `-n` prints numbers. */
  #isResolved = false;

  get state(): string {
    return `${this.#isWide ? "w" : "-"}${this.#isResolved ? "n" : "-"}${this.#width}:${this.#columns}`;
  }

  set state(state: string) {
    const colon = state.indexOf(":");
    this.#isWide = state[0] === "w";
    this.#isResolved = state[1] === "n";
    this.#width = Number(state.slice(2, colon)) || 0;
    this.#columns = colon < 0 ? "" : state.slice(colon + 1);
  }

  read(row: Row, start: number, lineEnd: number): SocketReading {
    const { bytes } = row;
    const from = startOfRow(bytes, start, lineEnd, startsLikeRow);
    if (from < 0) return "none";
    const cells = this.#cells;
    cells.read(bytes, from, trimCells(bytes, from, lineEnd));
    const at = this.#protocolCell(bytes);
    if (at < 0 || cells.count <= at + 2) return "none";
    row.set(field.transport, cells.from[at]!, cells.to[at]!);
    const numbers = this.#countNumbers(bytes, at + 1);
    return this.#isRowWith(numbers) ? this.#readEnds(row, at + 1 + numbers) : "none";
  }

  readRest(): boolean {
    return false;
  }

  readHeading(bytes: Uint8Array, at: number, lineEnd: number): boolean {
    const end = Math.min(lineEnd, at + longestHeading);
    if (isSocketTitle(bytes, at, end)) return isBsdTitle(bytes, at, end);
    if (!headingStarts.some((start) => hasWordAt(bytes, at, end, start))) return false;
    const text = textOf(bytes, at, end);
    const local = text.indexOf("Local Address");
    const foreign = text.indexOf("Foreign Address");
    const isLinux = text.startsWith("Proto Recv-Q Send-Q Local") && !text.includes("(");
    if (
      local < 0 ||
      foreign < local ||
      !(text.includes("Recv-Q Send-Q") || text.includes("Proto Rexmit")) ||
      isLinux
    )
      return false;
    this.#isWide = false;
    this.#isResolved = false;
    this.#width = foreign - local - 1;
    this.#columns = bsdColumns(text.slice(foreign + "Foreign Address".length));
    return true;
  }

  /** The cell of the protocol, behind at most two numbers of 64 bits; -1 where there is none. */
  #protocolCell(bytes: Uint8Array): number {
    const { from, to, count } = this.#cells;
    for (let cell = 0; cell < Math.min(3, count); cell++) {
      if (isProtocol(bytes, from[cell]!, to[cell]!)) {
        this.#hasBlock = 0 < cell;
        return cell;
      }
      const least = cell === 0 ? 8 : 1;
      if (this.#cells.length(cell) < least || !isHex(bytes, from[cell]!, to[cell]!)) return -1;
    }
    return -1;
  }

  #countNumbers(bytes: Uint8Array, at: number): number {
    const { from, to, count } = this.#cells;
    let cell = at;
    while (cell < count && allDigits(bytes, from[cell]!, to[cell]!)) cell++;
    return cell - at;
  }

  /** Two queues, or three counts of `-T`, which UDP does not have; only a heading tells such a row. */
  #isRowWith(numbers: number): boolean {
    return numbers === 2 || numbers === 3 || (numbers === 0 && 0 < this.#width);
  }

  #readEnds(row: Row, at: number): SocketReading {
    const cells = this.#cells;
    const { bytes } = row;
    if (cells.count <= at) return "none";
    if (!this.#findEnd(bytes, this.#local, at) || cells.count <= at + 1) return this.#unlessCut(row, at);
    if (!this.#findEnd(bytes, this.#foreign, at + 1)) return this.#unlessCut(row, at + 1);
    this.#noteRoom();
    const room = {
      isWide: this.#isWide,
      isNarrow: this.#hasBlock && this.#width <= narrowColumn,
      isResolved: this.#isResolved,
    };
    const { sourceAddress, sourcePort, destinationAddress, destinationPort } = field;
    this.#local.put(row, sourceAddress, sourcePort, bsdCutOf(bytes, this.#local, room));
    this.#foreign.put(row, destinationAddress, destinationPort, bsdCutOf(bytes, this.#foreign, room));
    readBsdTail(row, cells, at + 2, this.#columns);
    return "row";
  }

  #findEnd(bytes: Uint8Array, end: EndpointCell, cell: number): boolean {
    const { from, to } = this.#cells;
    if (!end.find(bytes, from[cell]!, to[cell]!)) return false;
    return !lacksOctets(bytes, from[cell]!, from[cell]! + end.addressLength);
  }

  /** What this row shows of how the table is printed. */
  #noteRoom(): void {
    for (const end of [this.#local, this.#foreign]) {
      if (end.isIPv6 && longestNarrowAddress < end.addressLength) this.#isWide = true;
      if (end.hasService || end.isNamed) this.#isResolved = true;
    }
  }

  /** Where the line ends within an address; no column of digits and dots alone is a name's. */
  #unlessCut(row: Row, cell: number): SocketReading {
    const { from, to, count } = this.#cells;
    const isCut = cell + 1 === count && isCutEndpoint(row.bytes, from[cell]!, to[cell]!);
    if (!isCut || 0 <= row.bytes.subarray(from[cell]!, to[cell]!).lastIndexOf(ascii.colon)) return "none";
    row.flaw("EV004", from[cell]!, to[cell]!);
    return "cut";
  }
}

const protocols = ["tcp", "udp", "sctp", "udplite", "udpl"];
const versions = ["", "4", "6", "46"];

/** A protocol, or an address in the kernel: no need to look for the cells of other lines. */
function startsLikeRow(bytes: Uint8Array, at: number, end: number): boolean {
  const to = skipWord(bytes, at, Math.min(end, at + 20));
  return isProtocol(bytes, at, to) || (8 <= to - at && isHex(bytes, at, to));
}

function isProtocol(bytes: Uint8Array, from: number, to: number): boolean {
  return protocols.some(
    (protocol) =>
      hasWordAt(bytes, from, to, protocol) &&
      versions.some((version) => isWord(bytes, from + protocol.length, to, version)),
  );
}

/** `203.0.1` is no IPv4 address and a port: the line ends within it, or is somebody's own. */
function lacksOctets(bytes: Uint8Array, from: number, to: number): boolean {
  let dots = 0;
  for (let i = from; i < to; i++) {
    if (bytes[i] === ascii.dot) dots++;
    else if (!isDigit(bytes[i])) return false;
  }
  return dots !== 3;
}

/** `fffff80003df43d0`, `0xfffffd8012345678` */
function isHex(bytes: Uint8Array, start: number, to: number): boolean {
  const from = bytes[start] === ascii.zero && bytes[start + 1] === 0x78 ? start + 2 : start;
  return allHexDigits(bytes, from, to);
}

/** Linux says in parentheses which sockets are shown; of these words BSD has "including servers". */
function isBsdTitle(bytes: Uint8Array, at: number, end: number): boolean {
  const words = "Active Internet connections";
  if (!hasWordAt(bytes, at, end, words)) return false;
  return at + words.length === end || hasWordAt(bytes, at + words.length, end, " (including");
}
