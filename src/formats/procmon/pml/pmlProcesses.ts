import type { PmlStrings } from "./pmlStrings.ts";

/** One process of the capture's table. A text that is not there is empty. */
export interface PmlProcess {
  /** By which events name it. */
  readonly index: number;
  readonly pid: number;
  readonly parentPid: number;
  readonly parentIndex: number;
  readonly authenticationId: bigint;
  readonly session: number;
  /** FILETIME; 0 where it is not known. */
  readonly started: bigint;
  readonly ended: bigint;
  readonly isVirtualized: boolean;
  readonly is64Bit: boolean;
  readonly integrity: string;
  readonly user: string;
  readonly name: string;
  readonly path: string;
  readonly commandLine: string;
  readonly company: string;
  readonly version: string;
  readonly description: string;
  readonly moduleCount: number;
  /** Where its modules stand in the table. */
  readonly modulesAt: number;
}

export interface PmlModule {
  readonly base: number;
  readonly size: number;
  readonly path: string;
  readonly version: string;
  readonly company: string;
  readonly description: string;
}

/** The capture's processes and their modules. */
export class PmlProcesses {
  /** In the order of the table. */
  readonly list: readonly PmlProcess[];
  /** Whether some of it could not be read. */
  readonly isCut: boolean;
  readonly #byIndex: ReadonlyMap<number, PmlProcess>;
  readonly #view: DataView;
  readonly #strings: PmlStrings;
  readonly #pointerSize: 4 | 8;

  /** `bytes`: the part of the file that is the table. */
  constructor(bytes: Uint8Array, strings: PmlStrings, pointerSize: 4 | 8) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#strings = strings;
    this.#pointerSize = pointerSize;
    const { list, isCut } = this.#read();
    this.list = list;
    this.isCut = isCut;
    this.#byIndex = new Map(list.map((process) => [process.index, process]));
  }

  of(index: number): PmlProcess | undefined {
    return this.#byIndex.get(index);
  }

  *modulesOf({ modulesAt, moduleCount }: PmlProcess): Generator<PmlModule> {
    for (let i = 0; i < moduleCount; i++) yield this.#moduleAt(modulesAt + i * this.#moduleSize);
  }

  get #moduleSize(): number {
    return 2 * this.#pointerSize + 48;
  }

  get #headSize(): number {
    return 0x60 + this.#pointerSize;
  }

  #read(): Pick<PmlProcesses, "list" | "isCut"> {
    const size = this.#view.byteLength;
    const said = size < 4 ? 0 : this.#view.getUint32(0, true);
    // An index and an offset of each stand before the processes themselves.
    const rooms = Math.floor((size - 4 - 4 * said) / 4);
    const count = Math.max(0, Math.min(said, rooms, Math.floor(size / this.#headSize)));
    let isCut = size < 4 || count < said;
    // Modules stand in one place each: what has more of them than there is room for is damaged.
    let modulesLeft = Math.floor(size / this.#moduleSize);
    const list: PmlProcess[] = [];
    for (let i = 0; i < count; i++) {
      const at = this.#view.getUint32(4 + 4 * (said + i), true);
      const process = at + this.#headSize + 4 <= size ? this.#processAt(at, modulesLeft) : undefined;
      if (process) list.push(process);
      if (process === undefined || process.isCut) isCut = true;
      modulesLeft -= process?.moduleCount ?? 0;
    }
    return { list, isCut };
  }

  #processAt(at: number, mostModules: number): PmlProcess & { readonly isCut: boolean } {
    const view = this.#view;
    const modulesAt = at + this.#headSize + 4;
    const said = view.getUint32(modulesAt - 4, true);
    const room = Math.floor((view.byteLength - modulesAt) / this.#moduleSize);
    const moduleCount = Math.min(said, room, mostModules);
    const text = (from: number) => this.#strings.text(view.getUint32(at + from, true)) ?? "";
    return {
      index: view.getUint32(at, true),
      pid: view.getUint32(at + 0x4, true),
      parentPid: view.getUint32(at + 0x8, true),
      parentIndex: view.getUint32(at + 0xc, true),
      authenticationId: view.getBigUint64(at + 0x10, true),
      session: view.getUint32(at + 0x18, true),
      started: view.getBigUint64(at + 0x20, true),
      ended: view.getBigUint64(at + 0x28, true),
      isVirtualized: view.getUint32(at + 0x30, true) !== 0,
      is64Bit: view.getUint32(at + 0x34, true) !== 0,
      ...{ integrity: text(0x38), user: text(0x3c), name: text(0x40), path: text(0x44) },
      ...{ commandLine: text(0x48), company: text(0x4c), version: text(0x50), description: text(0x54) },
      ...{ moduleCount, modulesAt, isCut: moduleCount < said },
    };
  }

  #moduleAt(at: number): PmlModule {
    const view = this.#view;
    const base = at + this.#pointerSize;
    const size = base + this.#pointerSize;
    const text = (from: number) => this.#strings.text(view.getUint32(size + from, true)) ?? "";
    return {
      base: this.#pointerSize === 8 ? Number(view.getBigUint64(base, true)) : view.getUint32(base, true),
      size: view.getUint32(size, true),
      ...{ path: text(4), version: text(8), company: text(12), description: text(16) },
    };
  }
}
