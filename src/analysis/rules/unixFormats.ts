/** Ids of the formats that hold tables in which a socket stands once, as Unix prints them. */
export const unixSockets: readonly string[] = ["netstat.linux", "netstat.bsd", "netstat.solaris", "ss.linux"];

/** Ids of the formats that hold a row for every open file, of which several may be one socket. */
const unixFiles: readonly string[] = ["lsof.unix", "sockstat.bsd"];

/** Whether a socket may stand in a table of this format more than once. */
export function listsFiles(format: string): boolean {
  return unixFiles.includes(format);
}
