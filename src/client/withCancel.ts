import { type Progress, ProgressLocation, window } from "vscode";

export interface Reported {
  readonly message?: string;
  /** Percent of the whole, beyond what was reported before. */
  readonly increment?: number;
}

/** What ends sooner is not announced: its outcome says enough. */
const patienceMs = 400;

/** Long work with a notification that can cancel it. */
export async function withCancel<Result>(
  title: string,
  work: (signal: AbortSignal, progress: Progress<Reported>) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const progress = new LateProgress();
  const running = work(controller.signal, progress);
  if (await endsSoon(running)) return running;

  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, async (shown, token) => {
    progress.showOn(shown);
    const listener = token.onCancellationRequested(() => controller.abort());
    try {
      return await running;
    } finally {
      listener.dispose();
    }
  });
}

async function endsSoon(work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const ended = work.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([ended, patience]);
  } finally {
    clearTimeout(timer);
  }
}

/** Keeps what is reported until there is something to show it on. */
class LateProgress implements Progress<Reported> {
  #shown: Progress<Reported> | undefined;
  #kept: Reported = {};

  report(reported: Reported): void {
    const increment = (this.#kept.increment ?? 0) + (reported.increment ?? 0);
    if (this.#shown) this.#shown.report(reported);
    else this.#kept = { ...this.#kept, ...reported, increment };
  }

  showOn(shown: Progress<Reported>): void {
    this.#shown = shown;
    shown.report(this.#kept);
  }
}
