/** Ids of the formats that hold socket tables as Windows prints them. */
export const windowsSockets: readonly string[] = ["netstat.windows"];

/** Ids of the formats that hold lists of processes as Windows prints them. */
export const windowsProcesses: readonly string[] = ["tasklist.windows", "tasklist.csv"];

/** Ids of the formats whose PIDs are Windows' own. */
export const windowsPids: readonly string[] = [
  ...windowsSockets,
  ...windowsProcesses,
  ...["windows.firewall", "windows.events", "windows.wmi"],
  ...["powershell.connections", "powershell.connections.json", "powershell.udp"],
  ...["powershell.processes", "powershell.processes.json"],
  ...["sysinternals.tcpview", "sysinternals.pslist", "nirsoft.currports"],
];
