import type { Direction } from "./direction.ts";

/**
 * What prints every socket with numbers and owners, on the systems whose captures have these formats. Others are
 * Windows'.
 */
const socketCommands: ReadonlyMap<string, string> = new Map([
  ["netstat.linux", "sudo netstat -tunapW"],
  ["ss.linux", "sudo ss -tunap"],
  ["netstat.bsd", "sudo lsof -nPi"],
  ["netstat.solaris", "netstat -anu"],
  ["lsof.unix", "sudo lsof -nPi"],
  ["sockstat.bsd", "sockstat -46s"],
]);

/** Formats of process lists that are not Windows'. */
const unixLists: ReadonlySet<string> = new Set(["unix.ps"]);

/** Whether captures of this format are taken on systems that are not Windows. */
export function isOfUnix(format: string): boolean {
  return socketCommands.has(format) || unixLists.has(format);
}

/** What to run for all sockets and their owners. */
export function commandForSockets(format: string): string {
  return socketCommands.get(format) ?? "netstat -ano";
}

/** What to run for the name of a process, and where it has any, its services. */
export function commandForProcess(format: string, pid: number): string {
  return isOfUnix(format) ? `ps -fp ${pid}` : `tasklist /svc /fi "PID eq ${pid}"`;
}

/** What to run for the libraries that a process has loaded. */
export function commandForModules(format: string, pid: number): string {
  return isOfUnix(format) ? `sudo lsof -p ${pid}` : `tasklist /m /fi "PID eq ${pid}"`;
}

/** A row that a firewall logged without an owner. */
interface LoggedRow {
  readonly format: string;
  readonly transport: "tcp" | "udp";
  readonly direction: Direction;
  readonly isIPv6: boolean;
}

/**
 * What to run for the owner of a row that a firewall logged. Linux' own firewall says the direction of its host's
 * packets alone, not of those that a router passes on: whose host that is, nobody knows.
 */
export function commandForLoggedRow({ format, transport, direction, isIPv6 }: LoggedRow): string {
  const isOwn = format === "linux.netfilter" && (direction === "inbound" || direction === "outbound");
  return isOwn ? "sudo ss -tunap" : `netstat -ano -p ${transport}${isIPv6 ? "v6" : ""}`;
}
