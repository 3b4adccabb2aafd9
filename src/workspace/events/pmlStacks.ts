import type { ModuleFacts } from "../../core/deed.ts";
import type { StackFrame } from "../../core/eventDetail.ts";
import type { EventHead } from "../../formats/procmon/pml/eventHead.ts";
import { addressAt } from "../native/nativeFrames.ts";
import type { PmlCapture } from "../native/pmlCapture.ts";
import type { PmlEventReader } from "../native/pmlEventReader.ts";
import { PmlModules } from "../native/pmlModules.ts";
import { isImageLoad, PmlTelling } from "../native/pmlTelling.ts";
import { fileNameOf } from "./pathNames.ts";

/** Windows walks no more. */
const mostFrames = 512;
/** The process whose modules are the kernel's. */
const systemPid = 4;
/** So many events one stack makes be looked through for what was loaded; the next goes on from there. */
const mostForOne = 1 << 18;
/** Events that are looked through before the stack is tried again. */
const together = 1 << 12;

/** Where a frame's address stands, exactly and as a number near enough to compare. */
interface Address {
  readonly depth: number;
  readonly exact: bigint;
  readonly near: number;
}

/** Stacks of events, with the modules that the table of processes names, and those that events show loaded. */
export class PmlStacks {
  readonly #capture: PmlCapture;
  readonly #modules: PmlModules;
  readonly #facts: ReadonlyMap<string, ModuleFacts>;
  readonly #told: PmlTelling;
  /** Events that have been looked at for what they load. */
  #seen = 0;

  constructor(capture: PmlCapture) {
    this.#capture = capture;
    this.#modules = new PmlModules(capture.processes);
    this.#facts = this.#modules.facts;
    this.#told = new PmlTelling(capture.names);
  }

  /** Looks for what was loaded, with a reader of its own, where the stack has frames in no module known so far. */
  async framesOf(event: number, head: EventHead, reader: PmlEventReader): Promise<readonly StackFrame[]> {
    const addresses = addressesOf(head);
    const { processIndex } = head;
    const until = this.#seen + mostForOne;
    for (;;) {
      const frames = addresses.map((address) => this.#frame(event, processIndex, address));
      const isKnown = frames.every(({ mode, module }) => mode === "kernel" || module !== undefined);
      if (isKnown || until <= this.#seen || !(await this.#lookOn(reader))) return frames;
    }
  }

  /** Whether there was more to look at. */
  async #lookOn(reader: PmlEventReader): Promise<boolean> {
    const { count } = this.#capture.offsets;
    const to = Math.min(count, this.#seen + together);
    if (this.#seen === to) return false;
    for (; this.#seen < to; this.#seen++) {
      const head = reader.held(this.#seen) ?? (await reader.read(this.#seen));
      if (!head || !isImageLoad(head)) continue;
      this.#told.take(head, 0, this.#seen, head.micros);
      this.#told.findPath();
      this.#modules.load(this.#seen, head, this.#told);
    }
    return true;
  }

  #frame(event: number, process: number, { depth, exact, near }: Address): StackFrame {
    const mode = near <= this.#capture.header.highestUserAddress ? "user" : "kernel";
    const owner = mode === "user" ? process : this.#system;
    const module = this.#modules.of(owner).placeAt(near, event);
    const address = hexAddress(exact);
    if (!module) return { depth, mode, address };
    const { path, base } = module;
    const name = fileNameOf(path);
    const { company, version } = this.#facts.get(path.toLowerCase()) ?? {};
    return {
      ...{ depth, mode, address, module: name, path },
      location: `${name} + 0x${(exact - BigInt(base)).toString(16)}`,
      ...(company === undefined ? {} : { company }),
      ...(version === undefined ? {} : { version }),
    };
  }

  get #system(): number {
    return this.#capture.processes.list.find(({ pid }) => pid === systemPid)?.index ?? -1;
  }
}

function addressesOf({ frames, stackFrom, pointerSize, bytes, view }: EventHead): readonly Address[] {
  return Array.from({ length: Math.min(frames, mostFrames) }, (_, depth) => {
    const at = stackFrom + depth * pointerSize;
    const exact = pointerSize === 8 ? view.getBigUint64(at, true) : BigInt(view.getUint32(at, true));
    return { depth, exact, near: addressAt(bytes, at, pointerSize) };
  });
}

/** `0x7ff6a0000000` */
export function hexAddress(address: bigint): string {
  return `0x${address.toString(16)}`;
}
