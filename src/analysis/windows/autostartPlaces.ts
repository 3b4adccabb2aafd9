import type { Technique } from "../../core/finding.ts";
import { techniques } from "../detectors/attack.ts";
import { parseRegistryPath } from "./registryPath.ts";
import { parseWindowsPath, startsWithSegments } from "./windowsPath.ts";

/** A place from which Windows starts or loads something by itself. */
export interface AutostartPlace {
  /** In words: "a Run key" */
  readonly name: string;
  readonly technique: Technique;
}

interface PlaceRow extends AutostartPlace {
  readonly where: "file" | "machine" | "user" | "any hive";
  readonly segments: readonly string[];
  /** Names of values, the last part of the path; absent where all are meant. */
  readonly values?: readonly string[];
}

const control = "system/currentcontrolset/control";
const windows = "software/microsoft/windows/currentversion";
const windowsNt = "software/microsoft/windows nt/currentversion";
const startMenu = "microsoft/windows/start menu/programs/startup";

/**
 * Keys as Autoruns looks at them (https://learn.microsoft.com/sysinternals/downloads/autoruns) and as the pages of
 * the techniques name them (https://attack.mitre.org/techniques/T1547/, /T1546/, /T1543/003/, /T1053/005/). Hive and
 * key, a colon, values; `*` is any one part. Keys of 32-bit programs and of control sets are the same keys here.
 */
const rows: readonly (readonly [
  technique: Technique,
  name: string,
  where: PlaceRow["where"],
  ...keys: string[],
])[] = [
  [
    ...([techniques.runKeys, "a Run key", "any hive"] as const),
    ...["run", "runonce", "runonceex", "runservices", "runservicesonce", "policies/explorer/run"].map(
      (key) => `${windows}/${key}`,
    ),
    ...["run", "runonce", "runonceex"].map(
      (key) => `${windowsNt}/terminal server/install/software/microsoft/windows/currentversion/${key}`,
    ),
    `${windowsNt}/windows:load,run`,
  ],
  [
    ...([techniques.runKeys, "the place of the Startup folder", "any hive"] as const),
    `${windows}/explorer/user shell folders:startup,common startup`,
    `${windows}/explorer/shell folders:startup,common startup`,
  ],
  [
    techniques.runKeys,
    "the programs run at boot",
    "machine",
    `${control}/session manager:bootexecute,setupexecute,execute,s0initialcommand`,
  ],
  [
    ...([techniques.winlogon, "Winlogon's programs", "any hive"] as const),
    `${windowsNt}/winlogon:shell,userinit,taskman,vmapplet,gpextensions,appsetup,system,uihost`,
    `${windowsNt}/winlogon/notify`,
    `${windows}/policies/system:shell`,
  ],
  [
    techniques.service,
    "a service",
    "machine",
    "system/currentcontrolset/services/*:imagepath,failurecommand",
    "system/currentcontrolset/services/*/parameters:servicedll",
  ],
  [
    techniques.ifeo,
    "a debugger that is started in a program's place",
    "any hive",
    `${windowsNt}/image file execution options/*:debugger,verifierdlls`,
    `${windowsNt}/silentprocessexit/*:monitorprocess`,
  ],
  [techniques.appInit, "AppInit_DLLs", "any hive", `${windowsNt}/windows:appinit_dlls,loadappinit_dlls`],
  [techniques.appCert, "AppCertDlls", "machine", `${control}/session manager/appcertdlls`],
  [
    techniques.scheduledTask,
    "a scheduled task",
    "machine",
    `${windowsNt}/schedule/taskcache/tasks`,
    `${windowsNt}/schedule/taskcache/tree`,
  ],
  [
    techniques.activeSetup,
    "Active Setup",
    "any hive",
    "software/microsoft/active setup/installed components/*:stubpath",
  ],
  [
    techniques.comHijack,
    "a COM class of one user",
    "user",
    "software/classes/clsid/*/inprocserver32",
    "software/classes/clsid/*/localserver32",
    "software/classes/clsid/*/treatas",
    "software/classes/clsid/*/scriptleturl",
  ],
  [
    techniques.authenticationPackage,
    "LSA's authentication packages",
    "machine",
    `${control}/lsa:authentication packages`,
  ],
  [
    techniques.securityPackage,
    "LSA's security packages",
    "machine",
    `${control}/lsa:security packages`,
    `${control}/lsa/osconfig:security packages`,
  ],
  [
    techniques.passwordFilter,
    "LSA's notification packages",
    "machine",
    `${control}/lsa:notification packages`,
  ],
  [
    techniques.lsassDriver,
    "LSA's drivers",
    "machine",
    "system/currentcontrolset/services/ntds:lsadbextpt,directoryserviceextpt",
  ],
  [techniques.printMonitor, "a port monitor of the spooler", "machine", `${control}/print/monitors/*:driver`],
  [
    techniques.printProcessor,
    "a print processor",
    "machine",
    `${control}/print/environments/*/print processors/*:driver`,
  ],
  [
    techniques.timeProvider,
    "a time provider",
    "machine",
    "system/currentcontrolset/services/w32time/timeproviders/*:dllname",
  ],
  [techniques.screensaver, "the screensaver", "user", "control panel/desktop:scrnsave.exe"],
  [techniques.logonScript, "a logon script", "user", "environment:userinitmprlogonscript"],
  [techniques.netsh, "a helper of netsh", "machine", "software/microsoft/netsh"],
  [
    techniques.eventTriggered,
    "the command that cmd.exe begins with",
    "any hive",
    "software/microsoft/command processor:autorun",
  ],
  [
    techniques.shim,
    "an application shim",
    "machine",
    `${windowsNt}/appcompatflags/custom`,
    `${windowsNt}/appcompatflags/installedsdb`,
  ],
  [techniques.officeTest, "Office's test library", "any hive", "software/microsoft/office test/special/perf"],
  [techniques.browserExtension, "a browser helper", "any hive", `${windows}/explorer/browser helper objects`],
  [
    ...([techniques.autostart, "a library that the shell loads", "any hive"] as const),
    ...["shellserviceobjects", "shellexecutehooks", "sharedtaskscheduler", "shelliconoverlayidentifiers"].map(
      (key) => `${windows}/explorer/${key}`,
    ),
    `${windows}/shellserviceobjectdelayload`,
    `${windows}/authentication/credential providers`,
  ],
  [
    ...([techniques.runKeys, "the Startup folder", "file"] as const),
    ...[`users/*/appdata/roaming/${startMenu}`, `programdata/${startMenu}`],
    "documents and settings/*/start menu/programs/startup",
  ],
  [techniques.scheduledTask, "a scheduled task", "file", "windows/system32/tasks", "windows/tasks"],
  [
    techniques.powershellProfile,
    "a profile of PowerShell",
    "file",
    "users/*/documents/windowspowershell/profile.ps1",
    "users/*/documents/windowspowershell/microsoft.powershell_profile.ps1",
    "users/*/documents/powershell/profile.ps1",
    "windows/system32/windowspowershell/v1.0/profile.ps1",
  ],
  [
    techniques.officeStartup,
    "a startup folder of Office",
    "file",
    "users/*/appdata/roaming/microsoft/word/startup",
    "users/*/appdata/roaming/microsoft/excel/xlstart",
  ],
  [
    techniques.logonScript,
    "a script of group policy",
    "file",
    "windows/system32/grouppolicy/machine/scripts",
    "windows/system32/grouppolicy/user/scripts",
  ],
];

const places: readonly PlaceRow[] = rows.flatMap(([technique, name, where, ...keys]) =>
  keys.map((key) => {
    const [path = "", values] = key.split(":");
    const row = { technique, name, where, segments: path.split("/") };
    return values === undefined ? row : { ...row, values: values.split(",") };
  }),
);

/** The place of autostart in which a value of the registry lies; its path as Process Monitor prints it. */
export function autostartValue(path: string): AutostartPlace | undefined {
  const { hive, segments } = parseRegistryPath(path);
  if (hive === "other") return undefined;
  return places.find(
    (place) => (place.where === hive || place.where === "any hive") && isWithin(place, segments),
  );
}

/** The place of autostart in which a file lies. */
export function autostartFile(path: string): AutostartPlace | undefined {
  const { segments, network } = parseWindowsPath(path);
  if (network || segments.at(-1) === "desktop.ini") return undefined;
  return places.find(
    (place) =>
      place.where === "file" &&
      startsWithSegments(segments, place.segments) &&
      (place.segments.length < segments.length || place.segments.at(-1)!.endsWith(".ps1")),
  );
}

function isWithin({ segments: key, values }: PlaceRow, segments: readonly string[]): boolean {
  if (segments.length <= key.length || !startsWithSegments(segments, key)) return false;
  return !values || (segments.length === key.length + 1 && values.includes(segments.at(-1)!));
}
