import { skipBlanks, trimEnd } from "../../core/ascii.ts";
import type { Claim, Format, LineReader } from "../../core/format.ts";
import { type LineKind, Row } from "../../core/row.ts";
import { isUnixConsoleLine } from "../cells/unixConsole.ts";
import { isOtherSocket, isSockstatHeading, SockstatScanner } from "./sockstatRow.ts";

/** Open sockets with their owners, of FreeBSD and NetBSD. */
export const sockstat: Format = {
  id: "sockstat.bsd",
  family: "netstat",
  title: "sockstat (FreeBSD, NetBSD)",
  reference: "https://man.freebsd.org/cgi/man.cgi?query=sockstat",
  vendor: "bsd",
  carries: ["pid", "process", "state"],
  marks: ["tcp", "udp", "sctp", "PROTO"],
  claims: claimOf,
  reader: () => new SockstatReader(),
};

/** No row is longer; a longer line is read only so far. In bytes. */
const longestLine = 1024;

const claimant = new SockstatScanner();
const claimed = new Row();

function claimOf(bytes: Uint8Array, start: number, lineEnd: number): Claim {
  const end = Math.min(lineEnd, start + longestLine);
  claimed.clear(bytes);
  if (claimant.read(claimed, start, end)) return "row";
  return isSockstatHeading(bytes, skipBlanks(bytes, start, end), end) ? "heading" : "none";
}

class SockstatReader implements LineReader {
  readonly #scanner = new SockstatScanner();
  readonly state = "";

  read(bytes: Uint8Array, start: number, lineEnd: number, row: Row): LineKind {
    const end = Math.min(lineEnd, start + longestLine);
    row.clear(bytes);
    if (this.#scanner.read(row, start, end)) return "row";
    const at = skipBlanks(bytes, start, end);
    if (isSockstatHeading(bytes, at, end)) return "heading";
    const isKnown =
      at === end || isOtherSocket(bytes, at, end) || isUnixConsoleLine(bytes, at, trimEnd(bytes, at, end));
    return isKnown ? "ignorable" : "unknown";
  }
}
