/** Long work that can be left off between two of its steps, each of some milliseconds. */
export type Steps<Result> = Generator<void, Result>;

export function inOneGo<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
