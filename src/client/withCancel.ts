import { type Progress, ProgressLocation, window } from "vscode";

export interface Reported {
  readonly message?: string;
  /** Percent of the whole, beyond what was reported before. */
  readonly increment?: number;
}

/** Long work with a notification that can cancel it. */
export function withCancel<Result>(
  title: string,
  work: (signal: AbortSignal, progress: Progress<Reported>) => Promise<Result>,
): Promise<Result> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  const running = window.withProgress(options, async (progress, token) => {
    const controller = new AbortController();
    const listener = token.onCancellationRequested(() => controller.abort());
    try {
      return await work(controller.signal, progress);
    } finally {
      listener.dispose();
    }
  });
  return Promise.resolve(running);
}
