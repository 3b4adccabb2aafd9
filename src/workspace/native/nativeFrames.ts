import { type EventHead, u32 } from "../../formats/procmon/pml/eventHead.ts";

/** Addresses of a process are read up to so many frames: Windows walks no more. */
const mostFrames = 512;

/** Where the frames of the process itself stand in an event's bytes; empty where it has none. */
export interface UserFrames {
  from: number;
  to: number;
}

/**
 * Finds the frames of the process itself: the kernel's stand before them, and none behind. Those of one event lie
 * next to each other.
 */
export function findUserFrames(head: EventHead, highest: number, found: UserFrames): void {
  const { bytes, pointerSize, stackFrom } = head;
  const count = Math.min(head.frames, mostFrames);
  let i = 0;
  while (i < count && highest < addressAt(bytes, stackFrom + i * pointerSize, pointerSize)) i++;
  found.from = stackFrom + i * pointerSize;
  found.to = stackFrom + count * pointerSize;
}

/** Exact for addresses of processes. */
export function addressAt(bytes: Uint8Array, at: number, pointerSize: 4 | 8): number {
  return pointerSize === 4 ? u32(bytes, at) : u32(bytes, at + 4) * 0x1_0000_0000 + u32(bytes, at);
}
