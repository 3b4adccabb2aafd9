import type { SeenFrame } from "../../core/deed.ts";
import { Names } from "../../core/names.ts";
import { Quadruples } from "../../core/quadruples.ts";
import type { EventHead } from "../../formats/procmon/pml/eventHead.ts";
import { type SendingModule, sendingModule } from "../../formats/procmon/sendingModule.ts";
import type { ModuleMap } from "./moduleMap.ts";
import { addressAt, findUserFrames } from "./nativeFrames.ts";
import type { SampledStack } from "./stackSamples.ts";

/** Sends between two ends with one and the same stack. */
interface AlikeSends {
  readonly ends: number;
  readonly stack: number;
  readonly line: number;
  lastLine: number;
  count: number;
}

/** What the stacks of one process's sends between two ends say. */
export interface ToldSends extends SendingModule {
  /** Number of its ends. */
  readonly ends: number;
  readonly count: number;
  readonly line: number;
  readonly lastLine: number;
}

/** Bytes of all different stacks together that are kept; those beyond are taken for unknown. */
const mostStackBytes = 64 << 20;

/** Gathers sends with what of their stacks is the process's own, to be understood when all modules are known. */
export class PmlSenders {
  readonly #highest: number;
  readonly #pointerSize: 4 | 8;
  readonly #stacks = new Names();
  #stackBytes = 0;
  readonly #alike: AlikeSends[] = [];
  readonly #numbers = new Quadruples();
  readonly #frames = { from: 0, to: 0 };

  constructor(highestUserAddress: number, pointerSize: 4 | 8) {
    this.#highest = highestUserAddress;
    this.#pointerSize = pointerSize;
  }

  /** A send between these ends. One of TCP tells something only where it has frames of its process. */
  add(event: number, head: EventHead, ends: number, transport: "tcp" | "udp"): void {
    const frames = this.#frames;
    findUserFrames(head, this.#highest, frames);
    if (transport === "tcp" && frames.from === frames.to) return;
    const stack = this.#stackOf(head.bytes, frames.from, frames.to);
    const number = this.#numbers.numberOf(ends, stack, 0, 0);
    const known = this.#alike[number];
    if (known) {
      known.count++;
      known.lastLine = event;
    } else this.#alike[number] = { ends, stack, line: event, lastLine: event, count: 1 };
  }

  /** Those with one answer taken together, in the order of their first events. */
  told(modulesOf: (ends: number) => ModuleMap): readonly ToldSends[] {
    const told = new Map<string, { -readonly [Key in keyof ToldSends]: ToldSends[Key] }>();
    for (const { ends, stack, line, lastLine, count } of this.#alike) {
      const answer = sendingModule(this.#framesOf(stack, modulesOf(ends), line));
      const key = `${ends} ${answer.how} ${answer.path ?? ""}`;
      const known = told.get(key);
      if (known) {
        known.count += count;
        known.lastLine = Math.max(known.lastLine, lastLine);
      } else told.set(key, { ...answer, ends, count, line, lastLine });
    }
    return [...told.values()];
  }

  #stackOf(bytes: Uint8Array, from: number, to: number): number {
    const known = this.#stacks.find(bytes, from, to);
    if (0 <= known) return known;
    if (mostStackBytes < this.#stackBytes + to - from) return -1;
    this.#stackBytes += to - from;
    return this.#stacks.idOf(bytes, from, to);
  }

  *#framesOf(stack: number, modules: ModuleMap, event: number): Generator<SeenFrame> {
    if (stack < 0) return yield { module: undefined, mode: "user" };
    const bytes = this.#stacks.bytesOf(stack);
    for (let at = 0; at < bytes.length; at += this.#pointerSize)
      yield { module: modules.pathAt(addressAt(bytes, at, this.#pointerSize), event), mode: "user" };
  }
}

/** Of stacks with frames of the process itself, the share with a frame in no known module; NaN without any. */
export function shareOfUnknown(stacks: readonly SampledStack[], modules: ModuleMap): number {
  const unknown = stacks.filter(({ event, addresses }) =>
    addresses.some((address) => modules.pathAt(address, event) === undefined),
  );
  return stacks.length === 0 ? Number.NaN : unknown.length / stacks.length;
}
