import { ConfigurationTarget, window, workspace } from "vscode";
import { commands } from "../../protocol/commands.ts";
import type { Place } from "../../protocol/messages.ts";
import type { Command } from "../command.ts";
import { placeOf, placeOfCursor } from "../commandArguments.ts";
import { inform } from "../say.ts";
import { section, zoneSetting } from "../settings.ts";
import { editFence } from "./editFence.ts";
import { withFact } from "./fenceLine.ts";

export const setZone: Command = {
  id: commands.setZone,
  needs: "trust",
  run: async (client, arg) => {
    const place = placeOf(arg) ?? placeOfCursor(client.views);
    const zone = await pickZone(place);
    if (zone === undefined) return;
    if (place && (await editFence(place, (fence) => withFact(fence, "zone", zone)))) return;
    if (!workspace.workspaceFolders)
      return void inform("Open the folder of the case first: the zone is kept there.");
    await workspace.getConfiguration(section).update("zone", zone, ConfigurationTarget.Workspace);
    void inform(
      `Clocks of this case that name no zone are now read as ${zone}. A block's fence may say another one.`,
    );
  },
};

async function pickZone(place: Place | undefined): Promise<string | undefined> {
  const usual = ["UTC", Intl.DateTimeFormat().resolvedOptions().timeZone, zoneSetting()];
  const names = [...new Set([...usual, ...Intl.supportedValuesOf("timeZone")])].filter((name) => name !== "");
  const offset = { label: "An offset, as +02:00…" };
  const items = [
    ...names.slice(0, 2).map((label) => ({ label })),
    offset,
    ...names.slice(2).map((label) => ({ label })),
  ];
  const chosen = await window.showQuickPick(items, {
    title: place ? "Time zone of the clock that wrote this" : "Time zone of the clocks that say none",
    placeHolder: "The zone of the host, not of this machine",
  });
  return chosen === offset ? typedOffset() : chosen?.label;
}

async function typedOffset(): Promise<string | undefined> {
  return window.showInputBox({
    title: "Offset from UTC",
    placeHolder: "+02:00",
    validateInput: (text) => (isOffset(text) ? undefined : "As +02:00 or -0530, from -18:00 to +18:00."),
  });
}

function isOffset(text: string): boolean {
  const [, hours, minutes] = /^[+-](\d\d):?(\d\d)$/.exec(text) ?? [];
  return hours !== undefined && Number(hours) * 60 + Number(minutes) <= 18 * 60 && Number(minutes) < 60;
}
