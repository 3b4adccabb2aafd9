/** What is done after the thread of the case has ended. */
export type AfterDeath =
  | { readonly kind: "again" }
  | { readonly kind: "again without"; readonly uri: string }
  | { readonly kind: "stay down" };

/** So long a death is remembered, in milliseconds. */
const shortTime = 5 * 60_000;
const mostUnexplained = 3;
const mostOfAll = 12;

/**
 * Decides whether the thread is started again. A file that was being read at two deaths is left out from then on,
 * which explains both; three that nothing explains are enough.
 */
export class Deaths {
  #all: { readonly at: number; readonly reading: string | undefined; isExplained: boolean }[] = [];

  /** Another death; `reading` is the uri of the file that was being read. */
  add(reading: string | undefined, now: number): AfterDeath {
    this.#all = this.#all.filter(({ at }) => now - shortTime < at);
    this.#all.push({ at: now, reading, isExplained: false });
    const ofFile = this.#all.filter((death) => reading !== undefined && death.reading === reading);
    if (1 < ofFile.length) for (const death of ofFile) death.isExplained = true;
    const unexplained = this.#all.filter(({ isExplained }) => !isExplained);
    if (mostUnexplained <= unexplained.length || mostOfAll <= this.#all.length) return { kind: "stay down" };
    return reading !== undefined && 1 < ofFile.length
      ? { kind: "again without", uri: reading }
      : { kind: "again" };
  }

  /** The analyst wants it tried again. */
  forget(): void {
    this.#all = [];
  }
}
