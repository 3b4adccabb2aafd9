import { PathMemo } from "./pathMemo.ts";
import { parseWindowsPath, startsWithSegments, type WindowsPath } from "./windowsPath.ts";

/**
 * Where an executable or library lies, by who may write there:
 *
 * - `windows`, `programs`: administrators and installers;
 * - `user program`: the user, but it is where programs of one user are installed;
 * - `user`: every user, or this one;
 * - `temporary`: the same, and what lies there came lately: Temp, Downloads, caches;
 * - `odd`: folders in which no program belongs;
 * - `network`: another machine;
 * - `other`: nobody can tell from the path.
 */
export type ImagePlace =
  | "windows"
  | "programs"
  | "user program"
  | "user"
  | "temporary"
  | "odd"
  | "network"
  | "other";

/**
 * The first that fits counts. Folders in which no program belongs: SigmaHQ, "Process Execution From A Potentially
 * Suspicious Folder" (3dfd06d2-eaf4-4532-9555-68aca59f57c4, Florian Roth and Tim Shelton).
 * Known folders: https://learn.microsoft.com/windows/win32/shell/knownfolderid
 */
const places: readonly (readonly [place: ImagePlace, ...folders: string[]])[] = [
  ["odd", "$recycle.bin", "recycler", "recycled", "perflogs", "users/public", "users/default", "intel/logs"],
  ["odd", "windows/fonts", "windows/tasks", "windows/debug", "windows/tracing", "windows/addins"],
  [
    "odd",
    "windows/media",
    "windows/help",
    "windows/cursors",
    "windows/repair",
    "windows/security",
    "windows/ime",
  ],
  ["odd", "windows/system32/tasks", "windows/system32/config", "windows/syswow64/tasks"],
  ["odd", "windows/system32/spool/drivers/color", "windows/system32/com/dmp", "system volume information"],
  ["odd", "users/*/contacts", "users/*/favorites", "users/*/links", "users/*/music", "users/*/pictures"],
  ["odd", "users/*/saved games", "users/*/searches", "users/*/videos"],
  ["temporary", "windows/temp", "temp", "tmp", "users/*/appdata/local/temp", "users/*/downloads"],
  ["temporary", "users/*/appdata/local/microsoft/windows/inetcache", "users/*/appdata/locallow"],
  ["temporary", "users/*/appdata/local/microsoft/windows/temporary internet files"],
  ["temporary", "documents and settings/*/local settings/temp"],
  ["temporary", "documents and settings/*/local settings/temporary internet files"],
  [
    "programs",
    "programdata/microsoft/windows defender",
    "programdata/microsoft/windows defender advanced threat protection",
  ],
  ["windows", "windows", "$windows.~bt", "$winreagent", "windows.old/windows"],
  ["programs", "program files", "program files (x86)", "program files (arm)"],
  ["user program", "users/*/appdata/local/programs", "users/*/appdata/local/microsoft"],
  ["user program", "users/*/appdata/local/google/chrome", "users/*/appdata/local/google/update"],
  // Squirrel, by which many programs of one user update themselves: https://github.com/Squirrel/Squirrel.Windows
  ["user program", "users/*/appdata/local/*/app-*", "users/*/appdata/local/*/update.exe"],
  ["user program", "users/*/appdata/roaming/zoom", "users/*/appdata/roaming/spotify"],
  [
    "user program",
    "users/*/appdata/local/packages",
    "users/*/appdata/roaming/dropbox",
    "programdata/package cache",
  ],
  ["user", "users", "documents and settings", "programdata"],
];

const patterns = places.flatMap(([place, ...folders]) =>
  folders.map((folder) => ({ place, segments: folder.split("/") })),
);

const memo = new PathMemo((path) => placeOf(parseWindowsPath(path)));

export function imagePlace(path: string): ImagePlace {
  return memo.of(path);
}

export function placeOf({ segments, network }: WindowsPath): ImagePlace {
  if (network) return "network";
  if (isFalseWindows(segments[0])) return "odd";
  return patterns.find((pattern) => startsWithSegments(segments, pattern.segments))?.place ?? "other";
}

/** `C:\Windows \System32` is nobody's folder but that of somebody who hides. */
function isFalseWindows(first: string | undefined): boolean {
  return first !== undefined && first !== "windows" && first.trim() === "windows";
}

/** Whether somebody without an administrator's rights can put a file there. */
export function isUserWritable(place: ImagePlace): boolean {
  return (
    place === "user" ||
    place === "user program" ||
    place === "temporary" ||
    place === "odd" ||
    place === "network"
  );
}

/** In words: "a folder for temporary files". */
export const placeWords: Readonly<Record<ImagePlace, string>> = {
  windows: "Windows' own folder",
  programs: "a folder of installed programs",
  "user program": "a folder of programs installed for one user",
  user: "a folder that users can write to",
  temporary: "a folder for temporary or downloaded files",
  odd: "a folder in which no program belongs",
  network: "another machine's share",
  other: "a folder of its own",
};

/**
 * Whether a library belongs to a program: it lies in the program's folder or below, or in the folder of its vendor
 * (`C:\Program Files\Vendor`, `C:\Users\kim\AppData\Local\Vendor`). Of a program in `C:\Windows`, all that is there.
 */
export function isOfProgram(module: string, executable: string): boolean {
  const program = parseWindowsPath(executable);
  const library = parseWindowsPath(module);
  if (program.network !== library.network) return false;
  const home = homeOf(program);
  if (0 < home.length && startsWithSegments(library.segments, home)) return true;
  return placeOf(program) === "user program" && isOfVendor(library, program);
}

/** The same vendor's folder in `AppData\\Local` and `AppData\\Roaming` of one user. */
function isOfVendor({ segments: library }: WindowsPath, { segments: program }: WindowsPath): boolean {
  const [users, user, appData, , vendor] = program;
  const same = library[0] === users && library[1] === user && library[2] === appData && library[4] === vendor;
  return same && users === "users" && appData === "appdata" && vendor !== "temp" && 5 < library.length;
}

function homeOf(program: WindowsPath): readonly string[] {
  const folder = program.segments.slice(0, -1);
  const place = placeOf(program);
  const depth = place === "windows" ? 1 : place === "programs" ? vendorDepth(folder) : userDepth(folder);
  return folder.slice(0, Math.min(depth, folder.length));
}

function vendorDepth([, second]: readonly string[]): number {
  return second === "common files" || second === "windowsapps" ? 3 : 2;
}

/** `users\kim\appdata\local\vendor`; a program anywhere else has but its own folder. */
function userDepth([first, , third, fourth, fifth]: readonly string[]): number {
  const isVendor = first === "users" && third === "appdata" && fifth !== "temp" && fifth !== "programs";
  if (isVendor && fourth !== "locallow") return 5;
  return Number.POSITIVE_INFINITY;
}
