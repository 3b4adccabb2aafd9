import { window } from "vscode";
import { shownText } from "./shownText.ts";

/** Something a message offers to do. */
export interface Offer {
  readonly title: string;
  readonly run: () => unknown;
}

export function inform(sentence: string, ...offers: readonly Offer[]): Promise<void> {
  return runChosen(window.showInformationMessage(shownText(sentence), ...offers));
}

export function warn(sentence: string, ...offers: readonly Offer[]): Promise<void> {
  return runChosen(window.showWarningMessage(shownText(sentence), ...offers));
}

/** Waits for the analyst: a command that goes on elsewhere does not await it. */
async function runChosen(answer: Thenable<Offer | undefined>): Promise<void> {
  try {
    await (await answer)?.run();
  } catch (error) {
    void window.showWarningMessage(shownText(error instanceof Error ? error.message : String(error)));
  }
}
