import { readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import type { LocalPlace } from "./hostPath.ts";

export type HostFile =
  | { readonly kind: "found"; readonly path: string }
  | { readonly kind: "missing"; readonly sentence: string };

/**
 * The file at a place below a mapped folder. Names are matched as they are, else without regard to case. A link in
 * the image that leads out of the folder is refused: what it points at belongs to this machine, not to the host.
 */
export async function hostFile(place: LocalPlace): Promise<HostFile> {
  let path = place.root;
  for (const name of place.segments) {
    const next = await childNamed(path, name);
    if (next === undefined) return { kind: "missing", sentence: `There is no ${name} in ${path}.` };
    path = next;
  }
  const [real, root] = await Promise.all([realpath(path), realpath(place.root)]).catch(() => []);
  if (real === undefined || root === undefined)
    return { kind: "missing", sentence: `${path} is a link that leads nowhere.` };
  const inside = real.startsWith(root.endsWith(sep) ? root : root + sep);
  return inside
    ? { kind: "found", path: real }
    : { kind: "missing", sentence: `${path} is a link that leads out of ${place.root}.` };
}

async function childNamed(folder: string, name: string): Promise<string | undefined> {
  const exact = join(folder, name);
  if (await stat(exact).catch(() => undefined)) return exact;
  const names = await readdir(folder).catch(() => []);
  const found = names.find((other) => other.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : join(folder, found);
}
