/** Host prefix to local prefix, as the setting has them: `{ "C:\\": "/mnt/ws-042/C" }`. */
export type HostPaths = Readonly<Record<string, string>>;

/** A path of the investigated host, led to a place on this machine. */
export interface LocalPlace {
  /** The mapped folder. */
  readonly root: string;
  /** Names below it, as the host spells them: Windows does not care for their case, a mounted image may. */
  readonly segments: readonly string[];
}

/**
 * Where a host's path lies on this machine, by the longest prefix that matches at a folder's end. A prefix may name
 * the host, as its share `\\WS-042\C$\`: it goes before one that could be of any host. Host paths come from
 * evidence: one with `..` in it, or that is no more than the prefix, leads nowhere.
 */
export function localPlace(hostPath: string, mappings: HostPaths, host?: string): LocalPlace | undefined {
  const share = host === undefined ? undefined : shareOf(hostPath, host);
  return placeBelow(share ?? hostPath, mappings) ?? placeBelow(hostPath, mappings);
}

function placeBelow(hostPath: string, mappings: HostPaths): LocalPlace | undefined {
  const path = segmentsOf(hostPath);
  const best = Object.entries(mappings)
    .map(([prefix, root]) => ({ prefix: segmentsOf(prefix), root }))
    .filter(({ prefix, root }) => 0 < prefix.length && root !== "" && startsWith(path, prefix))
    .sort((a, b) => b.prefix.length - a.prefix.length)[0];
  if (best === undefined) return undefined;

  const segments = path.slice(best.prefix.length);
  return segments.length === 0 || segments.some(isUnsafe) ? undefined : { root: best.root, segments };
}

/** The root of a host's path, as a prefix to map: `C:\Windows\explorer.exe` gives `C:\`, or `\\WS-042\C$\`. */
export function mappablePrefix(hostPath: string, host?: string): string | undefined {
  const ofHost = host === undefined ? undefined : shareOf(hostPath, host);
  if (ofHost !== undefined) return /^\\\\[^\\]+\\[^\\]+\\/.exec(ofHost)?.[0];
  const drive = /^(?:\\\\[?.]\\|\\\?\?\\)?([A-Za-z]:)[\\/]/.exec(hostPath)?.[1];
  if (drive !== undefined) return `${drive.toUpperCase()}\\`;
  const share = /^\\\\[^\\?.]+\\[^\\]+\\/.exec(hostPath)?.[0];
  return share ?? (hostPath.startsWith("/") ? "/" : undefined);
}

/** `C:\Windows\explorer.exe` of WS-042 as its administrative share has it: `\\WS-042\C$\Windows\explorer.exe`. */
function shareOf(hostPath: string, host: string): string | undefined {
  const [, drive, rest] = /^(?:\\\\[?.]\\|\\\?\?\\)?([A-Za-z]):[\\/](.*)$/.exec(hostPath) ?? [];
  return drive === undefined || /[\\/]/.test(host)
    ? undefined
    : `\\\\${host}\\${drive.toUpperCase()}$\\${rest}`;
}

/** `\??\C:\Windows\.\explorer.exe` gives `C:`, `Windows`, `explorer.exe`; a POSIX path starts with `/`. */
function segmentsOf(path: string): readonly string[] {
  if (path.startsWith("/")) return ["/", ...path.split("/").filter(isName)];
  const bare = path.replace(/^(?:\\\\[?.]\\|\\\?\?\\)/, "");
  return bare.split(/[\\/]/).filter(isName);
}

function isName(segment: string): boolean {
  return segment !== "" && segment !== ".";
}

function isUnsafe(segment: string): boolean {
  return segment === ".." || segment.includes("\0") || segment.includes(":");
}

/** Prefixes of Windows match in any case; a POSIX prefix (it starts with `/`) only as it is spelt. */
function startsWith(path: readonly string[], prefix: readonly string[]): boolean {
  const fold = prefix[0] === "/" ? (text: string) => text : (text: string) => text.toLowerCase();
  return prefix.every((segment, i) => path[i] !== undefined && fold(path[i]) === fold(segment));
}
