// Captures of Process Monitor for the tests of the editor of events, and for its pictures.
import { pmlBytes } from "../procmon/pmlOf.ts";

/** @typedef {import("../procmon/pmlDescription.ts").DescribedEvent} DescribedEvent */
/** @typedef {import("../procmon/pmlDescription.ts").DescribedProcess} DescribedProcess */

const windows = "Microsoft Corporation";
const system = "C:\\Windows\\System32";
const user = "C:\\Users\\lena\\AppData\\Local\\Acme";

const module = (/** @type {string} */ base, /** @type {string} */ path, company = windows) => ({
  base,
  size: 0x40000,
  path,
  ...(company === "" ? {} : { company, version: "10.0.19041.4123" }),
});

/** @type {readonly DescribedProcess[]} */
const processes = [
  {
    pid: 4,
    name: "System",
    user: "NT AUTHORITY\\SYSTEM",
    integrity: "System",
    modules: [
      module("0xfffff80060000000", `${system}\\ntoskrnl.exe`),
      module("0xfffff80061000000", `${system}\\drivers\\afd.sys`),
    ],
  },
  {
    pid: 1432,
    parentPid: 900,
    name: "explorer.exe",
    path: "C:\\Windows\\explorer.exe",
    commandLine: "C:\\Windows\\explorer.exe /factory",
    user: "WS-042\\lena",
    integrity: "Medium",
    company: windows,
    description: "Windows Explorer",
    version: "10.0.19041.4123",
    modules: [
      module("0x7ff600000000", "C:\\Windows\\explorer.exe"),
      module("0x7ffb10000000", `${system}\\ntdll.dll`),
      module("0x7ffb20000000", `${system}\\ws2_32.dll`),
      module("0x7ffb30000000", `${system}\\mswsock.dll`),
      module("0x180000000", `${user}\\acmeshell.dll`, ""),
    ],
  },
  {
    pid: 988,
    parentPid: 700,
    name: "svchost.exe",
    path: `${system}\\svchost.exe`,
    commandLine: `${system}\\svchost.exe -k NetworkService`,
    user: "NT AUTHORITY\\NETWORK SERVICE",
    integrity: "System",
    company: windows,
    description: "Host Process for Windows Services",
  },
  {
    pid: 4711,
    parentPid: 1432,
    name: "notepad.exe",
    path: `${system}\\notepad.exe`,
    commandLine: `"${system}\\notepad.exe" C:\\Users\\lena\\notes.txt`,
    user: "WS-042\\lena",
    integrity: "Medium",
    company: windows,
    description: "Notepad",
  },
];

const sendStack = [
  "0xfffff80061012345",
  "0xfffff80060023456",
  "0x7ffb10009e04",
  "0x7ffb30004121",
  "0x7ffb20003f7c",
  "0x180001a2f",
  "0x180002c10",
  "0x7ff600014f20",
];
const keys = [
  "HKCU\\Software\\Classes",
  "HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer",
  "HKCU\\Software\\Acme\\Shell",
];
const files = [
  "C:\\Users\\lena\\notes.txt",
  `${user}\\acmeshell.dll`,
  "C:\\Windows\\Prefetch\\NOTEPAD.EXE-2C9109F9.pf",
];
const notFound = 0xc0000034;

/** @returns {DescribedEvent} */
function eventAt(/** @type {number} */ i) {
  const micros = i * 1_713 + ((i * 7919) % 1000);
  const time = `${new Date(Date.UTC(2031, 6, 2, 9) + Math.floor(micros / 1000)).toISOString().slice(0, 23)}${String(micros % 1000).padStart(3, "0")}4Z`;
  const process = 1 + (i % 3);
  const base = { process, tid: 4000 + (i % 9) * 4, time, duration: (i * 37) % 900 };
  if (i % 200 === 17)
    return {
      ...base,
      process: 1,
      duration: 0,
      operation: "UDP Send",
      from: "192.168.10.42:49731",
      to: "203.0.113.77:12000",
      length: 512,
      stack: sendStack,
    };
  if (i % 11 === 3)
    return {
      ...base,
      operation: "RegOpenKey",
      path: `${keys[i % 3]}\\{${i}}`,
      result: i % 2 === 0 ? 0 : notFound,
      access: 0x20019,
    };
  if (i % 11 === 5) return { ...base, operation: "RegSetValue", path: `${keys[2]}\\Seen`, type: 4, data: i };
  if (i % 11 === 7)
    return { ...base, operation: "Load Image", base: "0x180000000", size: 0x40000, path: files[1] ?? "" };
  if (i % 11 === 9)
    return { ...base, operation: "ReadFile", path: files[i % 3] ?? "", offset: i * 16, length: 4096 };
  return { ...base, operation: "CreateFile", path: files[i % 3] ?? "", access: 0x120089, openResult: 1 };
}

/** A native capture of a process that sends, with many events beside. */
export function nativeCapture(/** @type {number} */ count) {
  return pmlBytes({
    computer: "WS-042",
    processes,
    events: Array.from({ length: count }, (_, i) => eventAt(i)),
  });
}

/** An export with the standard columns. */
export function csvCapture(/** @type {number} */ count) {
  const rows = Array.from({ length: count }, (_, i) => {
    const at = `10:${String(Math.floor(i / 60) % 60).padStart(2, "0")}:${String(i % 60).padStart(2, "0")}.1234567`;
    const cells = [
      at,
      i % 50 === 7 ? "acme.exe" : "svchost.exe",
      String(400 + (i % 5)),
      "RegOpenKey",
      `HKLM\\Software\\<b>${i}</b>`,
      "SUCCESS",
      "Desired Access: Read",
    ];
    return `${cells.map((cell) => `"${cell}"`).join(",")}\r\n`;
  });
  return `\ufeff"Time of Day","Process Name","PID","Operation","Path","Result","Detail"\r\n${rows.join("")}`;
}
