import type { ModuleFacts } from "../../core/deed.ts";
import { Names, withRoom } from "../../core/names.ts";
import { type EventHead, u32 } from "../../formats/procmon/pml/eventHead.ts";
import type { PmlProcesses } from "../../formats/procmon/pml/pmlProcesses.ts";
import type { ToldEvent } from "../captures/deedTable.ts";
import { ModuleMap } from "./moduleMap.ts";
import { addressAt } from "./nativeFrames.ts";

/** Events of loading that are kept; more are in no capture of a day. */
const mostLoads = 1 << 20;

/** The modules of all processes: by the capture's table, and by the events that show them loaded. */
export class PmlModules {
  readonly #processes: PmlProcesses;
  readonly #paths = new Names();
  #process = new Uint32Array(256);
  #event = new Uint32Array(256);
  #base = new Float64Array(256);
  #size = new Float64Array(256);
  #path = new Uint32Array(256);
  #count = 0;
  readonly #maps = new Map<number, ModuleMap>();

  constructor(processes: PmlProcesses) {
    this.#processes = processes;
  }

  /** An event of loading; its path in UTF-8. */
  load(event: number, head: EventHead, { bytes: path, pathFrom, pathTo }: ToldEvent): void {
    if (mostLoads <= this.#count || pathFrom === pathTo) return;
    const i = this.#count++;
    if (this.#process.length < this.#count) this.#grow();
    this.#maps.delete(head.processIndex);
    const { bytes, detailFrom, pointerSize } = head;
    this.#process[i] = head.processIndex;
    this.#event[i] = event;
    this.#base[i] = addressAt(bytes, detailFrom, pointerSize);
    this.#size[i] = u32(bytes, detailFrom + pointerSize);
    this.#path[i] = this.#paths.idOf(path, pathFrom, pathTo);
  }

  /** As far as events have been seen. */
  of(index: number): ModuleMap {
    const known = this.#maps.get(index);
    if (known) return known;
    const map = new ModuleMap([...this.#ofTable(index), ...this.#ofEvents(index)]);
    this.#maps.set(index, map);
    return map;
  }

  /** Facts of modules by their paths in small letters, as far as the table has them. */
  get facts(): ReadonlyMap<string, ModuleFacts> {
    const facts = new Map<string, ModuleFacts>();
    for (const process of this.#processes.list)
      for (const { path, company, version, description } of this.#processes.modulesOf(process)) {
        const key = path.toLowerCase();
        if (path === "" || facts.has(key)) continue;
        facts.set(key, {
          path,
          ...(company === "" ? {} : { company }),
          ...(version === "" ? {} : { version }),
          ...(description === "" ? {} : { description }),
        });
      }
    return facts;
  }

  *#ofTable(index: number) {
    const process = this.#processes.of(index);
    if (!process) return;
    for (const { base, size, path } of this.#processes.modulesOf(process))
      if (path !== "") yield { base, end: base + size, path, since: -1 };
  }

  *#ofEvents(index: number) {
    for (let i = 0; i < this.#count; i++) {
      if (this.#process[i] !== index) continue;
      const base = this.#base[i]!;
      const path = this.#paths.text(this.#path[i]!);
      yield { base, end: base + this.#size[i]!, path, since: this.#event[i]! };
    }
  }

  #grow(): void {
    this.#process = withRoom(this.#process, this.#count);
    this.#event = withRoom(this.#event, this.#count);
    this.#base = withRoom(this.#base, this.#count);
    this.#size = withRoom(this.#size, this.#count);
    this.#path = withRoom(this.#path, this.#count);
  }
}
