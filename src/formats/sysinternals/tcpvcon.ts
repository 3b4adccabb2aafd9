import { ascii, hasWordAt, lastIndexOfByte, skipBlanks, trimEnd } from "../../core/ascii.ts";
import { field } from "../../core/field.ts";
import type { Format, LineReader } from "../../core/format.ts";
import type { LineKind, Row } from "../../core/row.ts";
import { isConsoleLine } from "../cells/windowsConsole.ts";
import { PropertyLine } from "../tables/propertyLine.ts";
import { type FieldUse, putValue } from "../words/fieldUse.ts";

/**
 *     [TCP] explorer.exe
 *             PID:     1432
 *             State:   ESTABLISHED
 *             Local:   192.0.2.5:49731
 *             Remote:  203.0.113.77:12000
 */
export const tcpvcon: Format = {
  id: "tcpvcon",
  family: "netstat",
  title: "tcpvcon",
  reference: "https://learn.microsoft.com/sysinternals/downloads/tcpview",
  vendor: "sysinternals",
  carries: ["state", "pid", "process"],
  marks: ["[TCP", "[UDP"],
  claims: (bytes, start, end) => (endOfHead(bytes, skipBlanks(bytes, start, end), end) < 0 ? "none" : "row"),
  reader: (state) => new TcpvconReader(state),
};

const heads = ["[TCP] ", "[UDP] ", "[TCPV6] ", "[UDPV6] ", "[TCPv6] ", "[UDPv6] "];

function endOfHead(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] !== ascii.leftBracket) return -1;
  const head = heads.find((word) => hasWordAt(bytes, at, end, word));
  return head === undefined ? -1 : at + head.length;
}

const uses: Readonly<Record<string, FieldUse>> = {
  pid: "pid",
  state: "state",
  local: "sourceSocket",
  remote: "destinationSocket",
};

class TcpvconReader implements LineReader {
  readonly #line = new PropertyLine();
  readonly ownsDetail = true;
  #inBlock: boolean;

  constructor(state = "") {
    this.#inBlock = state === "block";
  }

  get state(): string {
    return this.#inBlock ? "block" : "";
  }

  read(bytes: Uint8Array, start: number, lineEnd: number, row: Row): LineKind {
    const at = skipBlanks(bytes, start, lineEnd);
    const end = trimEnd(bytes, at, lineEnd);
    if (at === end || isConsoleLine(bytes, at, end)) return "ignorable";
    const name = endOfHead(bytes, at, end);
    this.#inBlock = 0 <= name || (this.#inBlock && this.#line.find(bytes, at, end, ":"));
    if (!this.#inBlock) return "unknown";
    if (name < 0) return this.#readDetail(row);
    row.set(field.transport, at + 1, name - 2);
    const slash = lastIndexOfByte(bytes, ascii.backslash, name, end);
    if (name < slash) row.set(field.executable, name, end);
    row.set(field.process, Math.max(name, slash + 1), end);
    return "row";
  }

  #readDetail(row: Row): LineKind {
    const { name, valueFrom, valueTo } = this.#line;
    const use = uses[name];
    const isNone = use === "state" && row.bytes[valueFrom] === ascii.asterisk;
    if (use && !isNone) putValue(row, use, valueFrom, valueTo);
    return "detail";
  }
}
