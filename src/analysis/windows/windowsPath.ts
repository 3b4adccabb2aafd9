import { PathMemo } from "./pathMemo.ts";

/** A path of Windows as it is compared: lower case, without its drive. */
export interface WindowsPath {
  /** `windows`, `system32`, `svchost.exe` */
  readonly segments: readonly string[];
  /** Whether it is of another machine: `\\server\share\…`. */
  readonly network: boolean;
}

/**
 * Reads a path however Windows and its tools print it:
 *
 *     "C:\Windows\System32\svchost.exe"
 *     \??\C:\Windows\…   \\?\C:\Windows\…   \Device\HarddiskVolume3\Windows\…
 *     \SystemRoot\…      %SystemRoot%\…     C:\PROGRA~1\…
 *
 * Blanks are kept: `C:\Windows \System32` is another folder than Windows'.
 */
export function parseWindowsPath(printed: string): WindowsPath {
  const text = unquoted(printed).replaceAll("/", "\\").toLowerCase();
  const local = text.startsWith("\\??\\") || text.startsWith("\\\\?\\") ? text.slice(4) : text;
  const network = local.startsWith("\\\\") || local.startsWith("unc\\");
  const parts = local.split("\\");
  const segments = parts.includes("") ? parts.filter((segment) => segment !== "") : parts;
  const [first = "", second = ""] = segments;
  if (network || first === "unc") return { segments: segments.slice(first === "unc" ? 1 : 0), network: true };
  if (isDrive(first)) return { segments: longNames(segments.slice(1)), network: false };
  if (first === "device" && second !== "") return { segments: longNames(segments.slice(2)), network: false };
  if (windowsNames.has(first)) return { segments: ["windows", ...segments.slice(1)], network: false };
  return { segments: longNames(segments), network: false };
}

/** `svchost.exe` of `C:\Windows\System32\svchost.exe`, as printed. */
export function baseName(path: string): string {
  const text = unquoted(path);
  return text.slice(Math.max(text.lastIndexOf("\\"), text.lastIndexOf("/")) + 1);
}

/** Whether these segments begin with those of a pattern; `*` stands for any one, `app-*` for those that begin so. */
export function startsWithSegments(segments: readonly string[], pattern: readonly string[]): boolean {
  return (
    pattern.length <= segments.length &&
    pattern.every((segment, i) => segment === "*" || isSegment(segments[i]!, segment))
  );
}

function isSegment(segment: string, pattern: string): boolean {
  return pattern.endsWith("*") ? segment.startsWith(pattern.slice(0, -1)) : segment === pattern;
}

/** One text for one file, however its path is printed. */
export function pathKey(path: string): string {
  return keys.of(path);
}

/** Paths of one case are asked for again and again. */
const keys = new PathMemo(keyOf);

function keyOf(path: string): string {
  const { segments, network } = parseWindowsPath(path);
  return `${network ? "\\\\" : ""}${segments.join("\\")}`;
}

/** The same for the folder that it lies in. */
export function folderKey(path: string): string {
  const key = pathKey(path);
  return key.slice(0, Math.max(key.lastIndexOf("\\"), 0));
}

const windowsNames: ReadonlySet<string> = new Set(["systemroot", "%systemroot%", "%windir%", "winnt"]);

/** Names in 8.3 form, which old programs still print. */
const longNameOf: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "progra~1": "program files",
    "progra~2": "program files (x86)",
    "progra~3": "programdata",
    "docume~1": "documents and settings",
    "locals~1": "local settings",
    "%programfiles%": "program files",
    "%programdata%": "programdata",
    winnt: "windows",
  }),
);

function longNames(segments: readonly string[]): readonly string[] {
  if (!isShort(segments[0]) && !isShort(segments[1]) && !isShort(segments[2]) && !isShort(segments[3]))
    return segments;
  return segments.map((segment, i) => (i < 4 ? (longNameOf.get(segment) ?? segment) : segment));
}

function isShort(segment: string | undefined): boolean {
  return segment !== undefined && longNameOf.has(segment);
}

function isDrive(segment: string): boolean {
  return segment.length === 2 && segment[1] === ":";
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, text.endsWith('"') ? -1 : undefined) : text;
}
