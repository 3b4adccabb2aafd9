import type { CaptureIdentity } from "../../core/capture.ts";
import type { FenceInfo } from "../reading/fence.ts";
import type { PlacedBlock } from "./evidenceDocumentBlock.ts";

/** A fenced block of a note. Lines are 0-based. */
export interface Fence {
  readonly info: FenceInfo;
  /** The line that opens it. */
  readonly open: number;
  /** The line that closes it, or the first one behind it where nothing does. */
  readonly close: number;
}

/** The captures that the blocks open, each up to its last line. */
export function capturesOf(uri: string, blocks: readonly PlacedBlock[]): readonly CaptureIdentity[] {
  const captures: { -readonly [K in keyof CaptureIdentity]: CaptureIdentity[K] }[] = [];
  for (const { first, block } of blocks) {
    const open = captures.at(-1);
    if (open && 0 <= block.lastOfOpen) open.lastLine = first + block.lastOfOpen;
    for (const { offset, last, format, facts, place } of block.openings) {
      const firstLine = first + offset;
      const identity = { id: `${uri}#L${firstLine + 1}`, uri, format: format.id, family: format.family };
      captures.push({ ...identity, firstLine, lastLine: first + last, facts, place });
    }
  }
  return captures;
}

export function fencesOf(blocks: readonly PlacedBlock[], lineCount: number): readonly Fence[] {
  const fences: Fence[] = [];
  let open: { readonly info: FenceInfo; readonly open: number } | undefined;
  for (const { first, block } of blocks)
    for (const { offset, mark, info } of block.fences) {
      if (open) fences.push({ ...open, close: first + offset });
      open = mark === "open" ? { info, open: first + offset } : undefined;
    }
  if (open) fences.push({ ...open, close: lineCount });
  return fences;
}
