const windowMs = 60_000;

/** Time as the queue needs it. */
export interface Pace {
  readonly now: () => number;
  /** Resolves after this time, or at once when the signal comes. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Questions to a service take turns: so many a minute, first come, first served. */
export class Turns {
  readonly #pace: Pace;
  #times: readonly number[] = [];
  #last: Promise<unknown> = Promise.resolve();

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  /**
   * Waits for a turn; false where the signal came first. `onWait` hears how long it will take, once it is known to
   * take a while.
   */
  next(perMinute: number, signal: AbortSignal, onWait: (ms: number) => void): Promise<boolean> {
    const mine = this.#last.then(() => this.#take(perMinute, signal, onWait));
    this.#last = mine;
    return mine;
  }

  async #take(perMinute: number, signal: AbortSignal, onWait: (ms: number) => void): Promise<boolean> {
    for (;;) {
      if (signal.aborted) return false;
      const now = this.#pace.now();
      this.#times = this.#times.filter((time) => now - time < windowMs);
      if (this.#times.length < perMinute) break;
      const wait = this.#times[this.#times.length - perMinute]! + windowMs - now;
      onWait(wait);
      await this.#pace.sleep(wait, signal);
    }
    this.#times = [...this.#times, this.#pace.now()];
    return true;
  }
}

export const machinePace: Pace = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener("abort", done);
    }),
};
