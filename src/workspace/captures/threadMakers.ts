/** The process that a thread is of, and the event that shows it. */
export interface ThreadMaker {
  readonly actor: number;
  /** 0-based line or event. */
  readonly line: number;
  /** Whether it is the event that made the thread; else one that the thread did. */
  readonly isMaking: boolean;
}

/** What a hostile capture may make us remember. */
const mostThreads = 200_000;

/**
 * Which process each living thread is of. Process Monitor records a new thread under the process that it is made in;
 * its TID is the thread that made it. Numbers of threads are given again, so what ends is forgotten.
 */
export class ThreadMakers {
  readonly #threads = new Map<number, ThreadMaker>();

  /** The maker of a thread, where it is of another process than the thread that it makes. */
  foreignMaker(threadId: number, actor: number): ThreadMaker | undefined {
    const maker = this.#threads.get(threadId);
    return maker?.actor === actor ? undefined : maker;
  }

  made(threadId: number | undefined, actor: number, line: number): void {
    if (threadId !== undefined) this.#keep(threadId, { actor, line, isMaking: true });
  }

  ended(threadId: number | undefined): void {
    if (threadId !== undefined) this.#threads.delete(threadId);
  }

  /**
   * A thread did something that none but its own process does. Where it was known as another's, the event of its end is
   * missing: nobody can tell.
   */
  did(threadId: number, actor: number, line: number): void {
    const known = this.#threads.get(threadId);
    if (!known) this.#keep(threadId, { actor, line, isMaking: false });
    else if (known.actor !== actor) this.#threads.delete(threadId);
  }

  #keep(threadId: number, maker: ThreadMaker): void {
    if (this.#threads.size < mostThreads || this.#threads.has(threadId)) this.#threads.set(threadId, maker);
  }
}
