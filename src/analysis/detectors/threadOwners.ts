import type { Deed, DeedKind } from "../../core/deed.ts";

/** Deeds that their process's own thread does. A child's first events are its parent's; packets are nobody's. */
const ownDeeds: ReadonlySet<DeedKind> = new Set<DeedKind>([
  "image loaded",
  "file created",
  "file written",
  "file renamed",
  "registry set",
  "registry deleted",
  "process created",
]);

/** Which process a thread belongs to, as far as its deeds tell: of each capture for itself. */
export class ThreadOwners {
  /** By capture and thread: a deed for each process that has shown to own it. */
  readonly #owners = new Map<string, Map<string, Deed>>();

  constructor(deeds: readonly Deed[]) {
    if (!deeds.some(({ kind, threadId }) => kind === "thread created" && threadId !== undefined)) return;
    for (const deed of deeds) {
      if (deed.newThreadId !== undefined) this.#add(deed, deed.newThreadId);
      if (deed.threadId !== undefined && ownDeeds.has(deed.kind)) this.#add(deed, deed.threadId);
    }
  }

  /**
   * What shows that the thread that made another is another process's. Numbers of threads are given again: one that
   * several processes have shown to own tells nothing.
   */
  otherOwner({ place, threadId, process }: Deed): Deed | undefined {
    const owners = this.#owners.get(`${place.uri} ${threadId}`);
    if (owners?.size !== 1) return undefined;
    const [[owner, deed]] = [...owners] as [[string, Deed]];
    return owner === process ? undefined : deed;
  }

  #add(deed: Deed, threadId: number): void {
    const key = `${deed.place.uri} ${threadId}`;
    let owners = this.#owners.get(key);
    if (!owners) {
      owners = new Map();
      this.#owners.set(key, owners);
    }
    const known = owners.get(deed.process);
    // A thread's own making is the surest.
    if (!known || (known.newThreadId !== threadId && deed.newThreadId === threadId))
      owners.set(deed.process, deed);
  }
}
