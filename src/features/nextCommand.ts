/** What to run on the host to learn a process's name. */
export function commandForName(pid: number): string {
  return `tasklist /svc /fi "PID eq ${pid}"`;
}

/** What to run on the host to learn whose socket it is. */
export function commandForSocket(transport: string | undefined): string {
  return transport === "tcp" || transport === "udp" ? `netstat -ano -p ${transport}` : "netstat -ano";
}
