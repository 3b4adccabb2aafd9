import { baseName, parseWindowsPath, startsWithSegments } from "./windowsPath.ts";

/** A program that comes with Windows, as its name, its place and its parent tell it. */
export interface WindowsProcess {
  readonly name: string;
  /** Folders below which it lies, as segments; `*` is any one. */
  readonly folders: readonly (readonly string[])[];
  /** Who starts it; absent where many do. */
  readonly parents?: readonly string[];
  /** Whether that parent ends while it lives, so that its PID may soon be another's. */
  readonly parentEnds?: true;
  /** Where its parents are written down. */
  readonly source?: string;
}

/**
 * Names that malware takes are those of SigmaHQ's "System File Execution Location Anomaly"
 * (e4a6b256-3e47-40fc-89d2-7a477edd6915, Florian Roth and others), and `explorer.exe`, which is not among them.
 * https://github.com/SigmaHQ/sigma/blob/master/rules/windows/process_creation/proc_creation_win_susp_system_exe_anomaly.yml
 */
const ofSystem32 = [
  ...["atbroker", "bcdedit", "bitsadmin", "certreq", "certutil", "cmd", "cmstp", "conhost", "cscript"],
  ...["ctfmon", "dashost", "defrag", "dfrgui", "dism", "dllhost", "dllhst3g", "eventvwr", "forfiles"],
  ...["msdtc", "mshta", "msiexec", "powershell", "powershell_ise", "regsvr32", "rundll32", "runonce"],
  ...["sc", "schtasks", "searchindexer", "searchprotocolhost", "searchfilterhost", "systemsettingsbroker"],
  ...["taskmgr", "werfault", "winver", "wlanext", "wscript", "wsmprovhost", "wuauclt"],
];

/** Microsoft's copies of its own programs; the list of the same Sigma rule. */
const system32 = ["windows/system32", "windows/syswow64", "windows/sysarm32", "windows/sysnative"];
const copies = [
  ...["windows/winsxs", "windows/softwaredistribution", "windows/systemtemp", "windows/uus"],
  ...["windows/servicing", "$windows.~bt", "$winreagent", "windows.old", "windows/installer"],
];

/** SANS, "Hunt Evil": https://www.sans.org/posters/hunt-evil/ */
const sans = "SANS poster Hunt Evil";
/** https://docs.velociraptor.app/artifact_references/pages/windows.attack.parentprocess/ */
const velociraptor = `${sans}; Velociraptor, Windows.Attack.ParentProcess`;
/** SigmaHQ, "Uncommon Svchost Parent Process" (01d2e2a1-5f09-44f7-9fc1-24faa7479b6d). */
const sigmaSvchost = `${velociraptor}; Sigma 01d2e2a1-5f09-44f7-9fc1-24faa7479b6d`;

/** Name, parents, source. `smss.exe` ends when it has started a session. Services of Windows XP and 7 have others than those of Windows 10; both stand here. */
const withParents: readonly (readonly [name: string, parents: string, source: string])[] = [
  ["smss", "system smss", velociraptor],
  ["csrss", "smss", sans],
  ["wininit", "smss", sans],
  ["winlogon", "smss", sans],
  ["services", "wininit winlogon", velociraptor],
  ["lsass", "wininit winlogon", velociraptor],
  ["lsaiso", "wininit", sans],
  ["lsm", "wininit", sans],
  ["svchost", "services msmpeng mrt rpcnet rpcnetp ngen tiworker", sigmaSvchost],
  ["taskhost", "services svchost", sans],
  ["taskhostw", "svchost services", velociraptor],
  ["taskhostex", "svchost services", sans],
  ["runtimebroker", "svchost", velociraptor],
  ["spoolsv", "services", sans],
  ["userinit", "winlogon", sans],
  ["logonui", "winlogon", sans],
  ["dwm", "winlogon svchost", sans],
  ["fontdrvhost", "wininit winlogon", sans],
  ["sihost", "svchost", sans],
  ["wmiprvse", "svchost services", sans],
  ["audiodg", "svchost", sans],
  ["consent", "svchost", sans],
  ["smartscreen", "svchost", sans],
  ["trustedinstaller", "services", sans],
];

/** Those that lie elsewhere. Windows 11 has its Notepad from the Store. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  explorer: ["windows/explorer.exe", "windows/syswow64/explorer.exe"],
  notepad: ["windows/notepad.exe", ...system32, "program files/windowsapps"],
  calc: system32,
  mspaint: [...system32, "program files/windowsapps"],
  iexplore: ["program files/internet explorer", "program files (x86)/internet explorer"],
  wordpad: ["program files/windows nt", "program files (x86)/windows nt"],
  trustedinstaller: ["windows/servicing"],
  msmpeng: [
    ...["program files/windows defender", "programdata/microsoft/windows defender"],
    ...["program files/microsoft security client", "program files (x86)/windows defender"],
  ],
};

export const windowsProcesses: ReadonlyMap<string, WindowsProcess> = new Map(
  [...new Set([...ofSystem32, ...withParents.map(([name]) => name), ...Object.keys(elsewhere)])].map(
    (name) => [`${name}.exe`, processOf(name)],
  ),
);

function processOf(stem: string): WindowsProcess {
  const [, parents, source] = withParents.find(([name]) => name === stem) ?? [];
  const folders = [...(elsewhere[stem] ?? system32), ...copies].map((folder) => folder.split("/"));
  return {
    name: `${stem}.exe`,
    folders,
    ...(parents === undefined ? {} : { parents: parents.split(" ") }),
    ...(source === undefined ? {} : { source }),
    ...(parents?.startsWith("smss") ? { parentEnds: true } : {}),
  };
}

/** The program of Windows that has this name. */
export function windowsProcessNamed(name: string | undefined): WindowsProcess | undefined {
  return name === undefined ? undefined : windowsProcesses.get(name.toLowerCase());
}

/** Whether it lies where Windows has it. A path without a folder says nothing, and so is none that is wrong. */
export function isInItsPlace(process: WindowsProcess, executable: string): boolean {
  const { segments, network } = parseWindowsPath(executable);
  if (segments.length < 2) return true;
  return !network && process.folders.some((folder) => startsWithSegments(segments, folder));
}

/** Whether this parent is one that starts it; whoever has no list of parents may be started by all. */
export function mayBeStartedBy({ parents }: WindowsProcess, parentName: string): boolean {
  if (!parents) return true;
  const name = baseName(parentName).toLowerCase();
  return parents.includes(name.endsWith(".exe") ? name.slice(0, -4) : name);
}
