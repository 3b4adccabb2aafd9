import type { EventHead } from "../../formats/procmon/pml/eventHead.ts";
import { addressAt, findUserFrames } from "./nativeFrames.ts";

/** Stacks that are looked at of each process, spread evenly over its events. */
const mostOfProcess = 64;
/** Addresses that are kept of all processes together. */
const mostAddresses = 2 << 20;

/** The frames of the process itself in one of its events. */
export interface SampledStack {
  readonly event: number;
  readonly addresses: Float64Array;
}

interface Sampled {
  /** Every so many-th event is looked at. */
  every: number;
  seen: number;
  stacks: SampledStack[];
}

/** Some stacks of every process, so that what is usual for it can be told without looking at all of its events. */
export class StackSamples {
  readonly #highest: number;
  readonly #frames = { from: 0, to: 0 };
  readonly #processes: Sampled[] = [];
  #kept = 0;

  constructor(highestUserAddress: number) {
    this.#highest = highestUserAddress;
  }

  /** An event of a process, which is told by a small number of its own. */
  see(process: number, event: number, head: EventHead): void {
    let sampled = this.#processes[process];
    if (sampled === undefined) {
      sampled = { every: 1, seen: 0, stacks: [] };
      this.#processes[process] = sampled;
    }
    if (sampled.seen++ % sampled.every === 0) this.#look(sampled, event, head);
  }

  of(process: number): readonly SampledStack[] {
    return this.#processes[process]?.stacks ?? [];
  }

  #look(sampled: Sampled, event: number, head: EventHead): void {
    const frames = this.#frames;
    findUserFrames(head, this.#highest, frames);
    const { pointerSize } = head;
    const count = (frames.to - frames.from) / pointerSize;
    if (count === 0 || mostAddresses < this.#kept + count) return;
    this.#kept += count;
    const addresses = new Float64Array(count);
    for (let i = 0; i < count; i++)
      addresses[i] = addressAt(head.bytes, frames.from + i * pointerSize, pointerSize);
    sampled.stacks.push({ event, addresses });
    if (sampled.stacks.length < mostOfProcess) return;
    sampled.stacks = sampled.stacks.filter((_, i) => i % 2 === 0);
    sampled.every *= 2;
  }
}
