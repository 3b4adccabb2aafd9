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

function isOfUnix(format: string): boolean {
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
