import { collectSteps, type MonitorCapture, usualProgram } from "../../core/monitorCapture.ts";
import { commandLine } from "../../core/windowsShells.ts";
import type { StepCommand } from "./nextStep.ts";

/** Systems by what runs on them. */
export type HostSystem = "windows" | "linux" | "unix";

type CommandsOf<Asked> = { readonly [System in HostSystem]: (asked: Asked) => readonly StepCommand[] };

/** What prints the owners of sockets. */
export const socketCommands: CommandsOf<{ readonly transport: string; readonly isIPv6: boolean }> = {
  windows: ({ transport, isIPv6 }) => [
    cmd(`netstat -ano -p ${transport}${isIPv6 ? "v6" : ""}`),
    powershell(
      transport === "udp"
        ? "Get-NetUDPEndpoint | Format-Table LocalAddress,LocalPort,OwningProcess"
        : "Get-NetTCPConnection | Format-Table LocalAddress,LocalPort,RemoteAddress,RemotePort,State,OwningProcess",
    ),
  ],
  // With one protocol alone it would not print which.
  linux: () => [sh("sudo ss -tunap")],
  unix: ({ transport }) => [sh(`sudo lsof -nP -i${transport.toUpperCase()}`)],
};

/** What prints the name of a process. */
export const nameCommands: CommandsOf<number> = {
  windows: (pid) => [
    cmd(`tasklist /svc /fi "PID eq ${pid}"`),
    powershell(`Get-Process -Id ${pid} | Format-List Id,ProcessName,Path,StartTime`),
  ],
  linux: (pid) => [sh(`ps -fp ${pid}`)],
  unix: (pid) => [sh(`ps -fp ${pid}`)],
};

/** What prints the file of a process, and its parent. */
export const fileCommands: CommandsOf<number> = {
  windows: (pid) => [
    cmd(
      `wmic process where ProcessId=${pid} get Name,ProcessId,ParentProcessId,ExecutablePath,CommandLine,CreationDate /format:list`,
    ),
    powershell(
      `Get-CimInstance Win32_Process -Filter "ProcessId = ${pid}" | Format-List Name,ProcessId,ParentProcessId,ExecutablePath,CommandLine,CreationDate`,
    ),
  ],
  linux: (pid) => [sh(`sudo sha256sum "$(sudo readlink -f /proc/${pid}/exe)"`)],
  unix: (pid) => [sh(`ps -ww -o pid,ppid,user,lstart,args -p ${pid}`)],
};

/** What prints the hash of a file. */
export const hashCommands: CommandsOf<string> = {
  windows: (path) => [
    cmd(commandLine({ words: ["certutil", "-hashfile", path, "SHA256"] }, "cmd")),
    powershell(
      `${commandLine({ words: ["Get-FileHash", "-Algorithm", "SHA256", "-LiteralPath", path] }, "powershell")} | Format-List`,
    ),
  ],
  linux: (path) => [sh(`sudo sha256sum ${quoted(path)}`)],
  unix: (path) => [sh(`sudo shasum -a 256 ${quoted(path)}`)],
};

/** What shows who within a process sends. */
export const senderCommands: CommandsOf<number> = {
  windows: (pid) => {
    const capture: MonitorCapture = {
      pid,
      name: `procmon-${pid}`,
      folder: "C:\\case",
      seconds: 180,
      megabytes: 1024,
      program: usualProgram,
    };
    const step = collectSteps(capture).find(({ id }) => id === "capture");
    return step ? [cmd(commandLine(step, "cmd")), powershell(commandLine(step, "powershell"))] : [];
  },
  linux: (pid) => [sh(`sudo lsof -nP -p ${pid}`), sh(`sudo cat /proc/${pid}/maps`)],
  unix: (pid) => [sh(`sudo lsof -nP -p ${pid}`)],
};

function cmd(text: string): StepCommand {
  return { shell: "cmd", text };
}

function powershell(text: string): StepCommand {
  return { shell: "powershell", text };
}

function sh(text: string): StepCommand {
  return { shell: "sh", text };
}

/** A word that no shell of Unix reads anything into. */
function quoted(word: string): string {
  return /^[\p{L}\p{N}_./:-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
