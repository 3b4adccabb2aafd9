// tasklist.csv: `tasklist /v /fo csv` on WS-042.

const system = "NT AUTHORITY\\SYSTEM";
const local = "NT AUTHORITY\\LOCAL SERVICE";
const network = "NT AUTHORITY\\NETWORK SERVICE";
const user = "NORDHAFEN\\mkern";

/** Image, PID, session, memory in kB, status, user, CPU time, window title. */
/** @type {readonly (readonly [string, number, 0 | 1, number, string, string, string, string])[]} */
const processes = [
  ["System Idle Process", 0, 0, 8, "Unknown", system, "27:41:09", "N/A"],
  ["System", 4, 0, 148, "Unknown", "N/A", "0:03:12", "N/A"],
  ["Registry", 124, 0, 41_212, "Unknown", "N/A", "0:00:02", "N/A"],
  ["smss.exe", 472, 0, 1_164, "Unknown", system, "0:00:00", "N/A"],
  ["csrss.exe", 660, 0, 5_732, "Unknown", system, "0:00:04", "N/A"],
  ["wininit.exe", 748, 0, 6_904, "Unknown", system, "0:00:00", "N/A"],
  ["csrss.exe", 756, 1, 7_020, "Running", system, "0:00:31", "N/A"],
  ["winlogon.exe", 836, 1, 13_108, "Unknown", system, "0:00:00", "N/A"],
  ["services.exe", 880, 0, 11_448, "Unknown", system, "0:00:18", "N/A"],
  ["lsass.exe", 900, 0, 24_860, "Unknown", system, "0:00:22", "N/A"],
  ["svchost.exe", 1064, 0, 33_116, "Unknown", system, "0:00:27", "N/A"],
  ["dwm.exe", 1132, 1, 102_340, "Running", "Window Manager\\DWM-1", "0:04:15", "DWM Notification Window"],
  ["svchost.exe", 1180, 0, 13_284, "Unknown", network, "0:00:14", "N/A"],
  ["svchost.exe", 1236, 0, 9_412, "Unknown", local, "0:00:01", "N/A"],
  ["svchost.exe", 1412, 0, 9_788, "Unknown", local, "0:00:02", "N/A"],
  ["svchost.exe", 2480, 0, 18_056, "Unknown", local, "0:00:05", "N/A"],
  ["spoolsv.exe", 2612, 0, 16_520, "Unknown", system, "0:00:03", "N/A"],
  ["svchost.exe", 2964, 0, 37_904, "Unknown", system, "0:00:40", "N/A"],
  ["MsMpEng.exe", 3108, 0, 221_776, "Unknown", system, "0:06:52", "N/A"],
  ["sihost.exe", 3320, 1, 29_464, "Running", user, "0:00:06", "N/A"],
  ["explorer.exe", 3416, 1, 168_212, "Running", user, "0:01:57", "N/A"],
  ["ctfmon.exe", 3588, 1, 19_936, "Running", user, "0:00:08", "N/A"],
  ["SearchHost.exe", 4712, 1, 141_020, "Running", user, "0:00:11", "Search"],
  ["RuntimeBroker.exe", 4980, 1, 36_148, "Running", user, "0:00:02", "N/A"],
  ["OUTLOOK.EXE", 6120, 1, 311_684, "Running", user, "0:02:33", "Inbox - m.kern@nordhafen.example - Outlook"],
  ["Rundruf.exe", 6644, 1, 188_432, "Running", user, "0:01:21", "Rundruf | Logistics"],
  ["SecurityHealthSystray.exe", 7012, 1, 11_060, "Running", user, "0:00:00", "N/A"],
  ["msedge.exe", 7704, 1, 254_908, "Running", user, "0:03:48", "Customs tariff - Work - Microsoft Edge"],
  ["msedge.exe", 7832, 1, 96_380, "Running", user, "0:00:44", "N/A"],
  ["EXCEL.EXE", 8256, 1, 174_572, "Running", user, "0:00:38", "Berths_week27.xlsx - Excel"],
  ["cmd.exe", 9444, 1, 4_812, "Running", user, "0:00:00", "Administrator: Command Prompt"],
  ["tasklist.exe", 9520, 1, 9_876, "Unknown", user, "0:00:00", "N/A"],
];

/** @returns {readonly string[]} */
export function workstationProcesses() {
  const headings = [
    "Image Name",
    "PID",
    "Session Name",
    "Session#",
    "Mem Usage",
    "Status",
    "User Name",
    "CPU Time",
    "Window Title",
  ];
  const rows = processes.map(([image, pid, session, memory, status, owner, cpu, title]) => [
    image,
    String(pid),
    session === 0 ? "Services" : "Console",
    String(session),
    `${memory.toLocaleString("en-US")} K`,
    status,
    owner,
    cpu,
    title,
  ]);
  return [headings, ...rows].map((cells) => cells.map((cell) => `"${cell}"`).join(","));
}
