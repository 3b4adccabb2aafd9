import type { Format } from "../../core/format.ts";
import type { FenceInfo } from "./fence.ts";

const ordered = new WeakMap<readonly Format[], Map<Format, readonly Format[]>>();

/**
 * The formats in the order in which they are asked for the lines of a fence. Those of ours never claim one line; of
 * the user's own the one that the fence names goes before all.
 */
export function fencedFormats(formats: readonly Format[], { word, facts }: FenceInfo): readonly Format[] {
  const named = formats.find(
    ({ definition, id, family, vendor }) =>
      definition !== undefined && (id === word || (family === word && vendor === facts.vendor)),
  );
  if (!named) return formats;
  const known = ordered.get(formats) ?? new Map<Format, readonly Format[]>();
  ordered.set(formats, known);
  const inOrder = known.get(named) ?? [named, ...formats.filter((format) => format !== named)];
  known.set(named, inOrder);
  return inOrder;
}
