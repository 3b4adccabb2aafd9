import { field } from "../../../core/field.ts";
import type { XmlUnit } from "./xmlUnit.ts";

/** No capture has more processes. */
const mostProcesses = 1 << 16;

/** What is known between two lines: PID and name of processes by their index, until events are seen to name them. */
export type WrittenNames = readonly (readonly [index: string, pid: string, name: string])[];

/**
 * Processes by their index: an event whose columns are not those of PID and name says by the index alone whose it is.
 * Where the first event names its process, all do, and the list is forgotten.
 */
export class ProcessNames {
  #names: Map<string, readonly [pid: string, name: string]> | undefined;

  constructor(written: WrittenNames = []) {
    this.#names =
      written.length === 0 ? undefined : new Map(written.map(([index, ...rest]) => [index, rest]));
  }

  get written(): WrittenNames | undefined {
    return this.#names && Array.from(this.#names, ([index, [pid, name]]) => [index, pid, name]);
  }

  add(process: XmlUnit): void {
    const pid = process.textOf(field.pid);
    if (process.index === "" || pid === undefined) return;
    this.#names ??= new Map();
    if (this.#names.size < mostProcesses)
      this.#names.set(process.index, [pid, process.textOf(field.process) ?? ""]);
  }

  /** Gives an event the PID and the name that its columns leave out. */
  complete(event: XmlUnit): void {
    if (!this.#names) return;
    if (event.has(field.pid) && event.has(field.process)) {
      this.#names = undefined;
      return;
    }
    const [pid = "", name = ""] = this.#names.get(event.index) ?? [];
    if (!event.has(field.pid)) event.addAbove(field.pid, pid);
    if (!event.has(field.process)) event.addAbove(field.process, name);
  }
}
