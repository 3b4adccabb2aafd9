import { skipBlanks } from "../../core/ascii.ts";
import type { Claim, Format } from "../../core/format.ts";
import { Row } from "../../core/row.ts";
import { BsdTable } from "./netstatBsdTable.ts";
import { LinuxTable } from "./netstatLinuxTable.ts";
import { SolarisTable } from "./netstatSolarisTable.ts";
import { longestLine, NetstatUnixReader } from "./netstatUnixReader.ts";
import { opensOtherTable, titleMarks } from "./netstatUnixWords.ts";
import type { SocketTable } from "./socketTable.ts";

/** One of these is in each state that a row may end with, whatever the system calls it. */
const solarisStateMarks = ["ESTAB", "LISTEN", "_WAIT", "SYN_", "FIN_", "CLOS", "LAST_ACK", "IDLE", "BOUND"];

/** netstat of net-tools and of BusyBox. */
export const netstatLinux: Format = {
  id: "netstat.linux",
  family: "netstat",
  title: "netstat (Linux, BusyBox)",
  reference: "https://man7.org/linux/man-pages/man8/netstat.8.html",
  vendor: "linux",
  carries: ["pid", "process", "state"],
  marks: ["tcp", "udp", "raw", "sctp", "dccp", ...titleMarks],
  claims: claimsOf(new LinuxTable()),
  reader: (state = "") => new NetstatUnixReader(new LinuxTable(), state),
};

/** netstat of FreeBSD, OpenBSD, NetBSD, macOS, AIX and HP-UX: a dot stands before the port. */
export const netstatBsd: Format = {
  id: "netstat.bsd",
  family: "netstat",
  title: "netstat (BSD, macOS, AIX)",
  reference: "https://man.freebsd.org/cgi/man.cgi?query=netstat",
  vendor: "bsd",
  carries: ["pid", "process", "state", "bytes"],
  marks: ["tcp", "udp", "sctp", "Recv-Q", ...titleMarks],
  claims: claimsOf(new BsdTable()),
  reader: (state = "") => new NetstatUnixReader(new BsdTable(), state),
};

/** netstat of Solaris and illumos: the protocol stands in the title. */
export const netstatSolaris: Format = {
  id: "netstat.solaris",
  family: "netstat",
  title: "netstat (Solaris, illumos)",
  reference: "https://docs.oracle.com/cd/E88353_01/html/E72487/netstat-8.html",
  vendor: "solaris",
  carries: ["pid", "process", "state"],
  marks: ["TCP: IPv", "UDP: IPv", "SCTP:", "Local Address", ...solarisStateMarks, ...titleMarks],
  claims: claimsOf(new SolarisTable()),
  reader: (state = "") => new NetstatUnixReader(new SolarisTable(), state),
};

/** By one line alone: what the table remembers of lines before must not count. */
function claimsOf(table: SocketTable): Format["claims"] {
  const row = new Row();
  const { state } = table;
  return (bytes, start, lineEnd): Claim => {
    const end = Math.min(lineEnd, start + longestLine);
    row.clear(bytes);
    table.state = state;
    if (table.read(row, start, end) === "row") return "row";
    const at = skipBlanks(bytes, start, end);
    return table.readHeading(bytes, at, end) || opensOtherTable(bytes, at, end) ? "heading" : "none";
  };
}
