import type { SeenFrame, SenderHow } from "../../core/deed.ts";

export interface SendingModule {
  readonly how: SenderHow;
  /** Path of the module, where one is known. */
  readonly path?: string;
}

/**
 * Modules of Windows that every send goes through, and so tell nothing of who sends. What asks for names
 * (DNSAPI.dll) or speaks HTTP is not among them: it sends of its own.
 */
const passedThrough: Readonly<Record<string, string>> = {
  "ntdll.dll": "calls of the system, and where threads begin",
  "wow64.dll": "calls of 32-bit programs on 64-bit Windows",
  "wow64base.dll": "the same",
  "wow64con.dll": "the same",
  "wow64cpu.dll": "the same",
  "wow64win.dll": "the same",
  "xtajit.dll": "calls of x86 programs on ARM64",
  "xtajit64.dll": "calls of x64 programs on ARM64",
  "kernelbase.dll": "calls of the system for programs of all kinds",
  "kernel32.dll": "the same, and where threads begin",
  "ws2_32.dll": "Windows Sockets",
  "wsock32.dll": "Windows Sockets 1.1, which calls ws2_32.dll",
  "mswsock.dll": "Microsoft's provider of sockets, below ws2_32.dll",
  "wshtcpip.dll": "its helper for IPv4",
  "wship6.dll": "its helper for IPv6",
  "wshqos.dll": "its helper for quality of service",
};

/** Of these, those in which threads begin: there is always one at the end of a stack. */
const beginnings = new Set(["ntdll.dll", "kernel32.dll", "kernelbase.dll"]);

/**
 * Who sent, by the stack of the send: the module of the first frame of the process itself above what every send goes
 * through. Where nothing stands above that, it is the outermost of them.
 */
export function sendingModule(frames: Iterable<SeenFrame>): SendingModule {
  let outermost: string | undefined;
  let isUser = false;
  for (const { module, mode } of frames) {
    if (mode === "kernel") continue;
    isUser = true;
    if (module === undefined) return { how: "unknown module" };
    if (!isPassedThrough(module)) return { how: "module", path: module };
    if (outermost === undefined || !beginnings.has(fileName(module))) outermost = module;
  }
  if (!isUser || outermost === undefined) return { how: "no user-mode stack" };
  return { how: "module", path: outermost };
}

/** Whether every send goes through the module: by its name, and that it lies where Windows has its own. */
export function isPassedThrough(path: string): boolean {
  return Object.hasOwn(passedThrough, fileName(path)) && isSystemFolder(path);
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf("\\") + 1).toLowerCase();
}

const systemFolders = ["system32", "syswow64", "sysarm32", "syschpe32"];
const systemRoots = ["windows", "winnt", "systemroot"];

/** `C:\Windows\System32\`, `\SystemRoot\System32\`, `\Device\HarddiskVolume2\Windows\SysWOW64\`: at the top of a volume. */
function isSystemFolder(path: string): boolean {
  const folders = path.toLowerCase().split("\\").slice(0, -1);
  // A module without a folder is one of those that the loader finds by name.
  if (folders.length === 0) return true;
  const root = folders.length - 2;
  if (!systemFolders.includes(folders[root + 1]!) || !systemRoots.includes(folders[root] ?? "")) return false;
  return root === 1 || (root === 3 && folders[0] === "");
}
