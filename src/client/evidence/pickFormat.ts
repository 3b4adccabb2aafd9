import { type QuickPickItem, window } from "vscode";
import type { Place } from "../../protocol/messages.ts";
import type { Client } from "../client.ts";
import { shownText } from "../shownText.ts";

export interface PickedFormat {
  /** Absent: by its shape. */
  readonly format?: string;
  readonly title?: string;
}

interface FormatItem extends QuickPickItem {
  readonly choice: PickedFormat;
}

/** Asks in which format a place is to be read; undefined where the analyst leaves. */
export async function pickFormat(
  client: Client,
  place: Place,
  placeHolder: string,
): Promise<PickedFormat | undefined> {
  const { current, choices } = await client.server.request("formatAt", place);
  const byShape: FormatItem = { label: "By its shape", choice: {} };
  const items: readonly FormatItem[] = choices.map(({ id, title }) => ({
    label: shownText(title),
    description: id === current?.id ? `${id} (now)` : id,
    choice: { format: id, title },
  }));
  return (
    await window.showQuickPick([byShape, ...items], {
      title: "Format",
      placeHolder,
      matchOnDescription: true,
    })
  )?.choice;
}
