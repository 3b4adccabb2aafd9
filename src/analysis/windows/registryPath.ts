/** A key or value of the registry as it is compared: lower case, without what only says whose view it is. */
export interface RegistryPath {
  readonly hive: "machine" | "user" | "other";
  readonly segments: readonly string[];
}

/**
 * Reads a path however tools print it:
 *
 *     HKLM\SOFTWARE\WOW6432Node\Microsoft\…     HKEY_LOCAL_MACHINE\…     \REGISTRY\MACHINE\…
 *     HKCU\Software\…                           HKU\S-1-5-21-…\Software\…
 *     HKU\S-1-5-21-…_Classes\CLSID\…            HKCR\CLSID\…
 *     HKLM\System\ControlSet001\…
 *
 * Keys of 32-bit programs and those of a numbered control set are read as the keys they stand for.
 */
export function parseRegistryPath(printed: string): RegistryPath {
  const all = printed
    .toLowerCase()
    .split("\\")
    .filter((segment) => segment !== "");
  const [first = "", ...rest] = all[0] === "registry" ? all.slice(1) : all;
  const hive = hives[first];
  if (hive === "machine") return { hive, segments: withoutViews(rest) };
  if (hive === "user") return { hive, segments: withoutViews(rest) };
  if (hive === "classes")
    return { hive: "machine", segments: withoutViews(["software", "classes", ...rest]) };
  if (hive === "users") return ofUser(rest);
  return { hive: "other", segments: all };
}

const hives: Readonly<Record<string, "machine" | "user" | "users" | "classes">> = {
  hklm: "machine",
  hkey_local_machine: "machine",
  machine: "machine",
  hkcu: "user",
  hkey_current_user: "user",
  hku: "users",
  hkey_users: "users",
  user: "users",
  hkcr: "classes",
  hkey_classes_root: "classes",
};

/** Each user's classes are a hive of their own: `S-1-5-21-…_Classes`. */
function ofUser([user = "", ...rest]: readonly string[]): RegistryPath {
  const segments = user.endsWith("_classes") ? ["software", "classes", ...rest] : rest;
  return { hive: "user", segments: withoutViews(segments) };
}

function withoutViews(segments: readonly string[]): readonly string[] {
  return segments
    .filter((segment, i) => segment !== "wow6432node" || 3 < i)
    .map((segment, i) => (i === 1 && isControlSet(segment, segments[0]) ? "currentcontrolset" : segment));
}

function isControlSet(segment: string, parent: string | undefined): boolean {
  return parent === "system" && segment.startsWith("controlset");
}
