import type { StackFrame } from "../../core/eventDetail.ts";
import type { EventHead } from "../../formats/procmon/pml/eventHead.ts";
import type { PmlModule } from "../../formats/procmon/pml/pmlProcesses.ts";
import { addressAt } from "../native/nativeFrames.ts";
import type { PmlCapture } from "../native/pmlCapture.ts";
import { fileNameOf } from "./pathNames.ts";

/** Windows walks no more. */
const mostFrames = 512;
/** The process whose modules are the kernel's. */
const systemPid = 4;

/** Stacks of events, with the modules that the capture's table of processes names. */
export class PmlStacks {
  readonly #capture: PmlCapture;
  /** By the index of the process, in the order of their addresses. */
  readonly #modules = new Map<number, readonly PmlModule[]>();

  constructor(capture: PmlCapture) {
    this.#capture = capture;
  }

  framesOf(head: EventHead): readonly StackFrame[] {
    const { stackFrom, pointerSize, bytes, view } = head;
    return Array.from({ length: Math.min(head.frames, mostFrames) }, (_, depth) => {
      const at = stackFrom + depth * pointerSize;
      const exact = pointerSize === 8 ? view.getBigUint64(at, true) : BigInt(view.getUint32(at, true));
      return this.#frame(head.processIndex, { depth, exact, near: addressAt(bytes, at, pointerSize) });
    });
  }

  #frame(
    process: number,
    { depth, exact, near }: { readonly depth: number; readonly exact: bigint; readonly near: number },
  ): StackFrame {
    const mode = near <= this.#capture.header.highestUserAddress ? "user" : "kernel";
    const owner = mode === "user" ? process : this.#system;
    const module = this.#modulesOf(owner).findLast(({ base }) => base <= near);
    const address = hexAddress(exact);
    if (!module || module.base + module.size <= near) return { depth, mode, address };
    const { path, company, version } = module;
    const name = fileNameOf(path);
    return {
      ...{ depth, mode, address, module: name, path },
      location: `${name} + 0x${(exact - BigInt(module.base)).toString(16)}`,
      ...(company === "" ? {} : { company }),
      ...(version === "" ? {} : { version }),
    };
  }

  get #system(): number {
    return this.#capture.processes.list.find(({ pid }) => pid === systemPid)?.index ?? -1;
  }

  #modulesOf(index: number): readonly PmlModule[] {
    const known = this.#modules.get(index);
    if (known) return known;
    const process = this.#capture.processes.of(index);
    const own = process ? [...this.#capture.processes.modulesOf(process)] : [];
    const modules = own.sort((a, b) => a.base - b.base);
    this.#modules.set(index, modules);
    return modules;
  }
}

/** `0x7ff6a0000000` */
export function hexAddress(address: bigint): string {
  return `0x${address.toString(16)}`;
}
