import { commands, TabInputCustom, TabInputText, type Uri, window } from "vscode";
import type { PagePart } from "../../protocol/events.ts";
import type { Command } from "../command.ts";
import { filesOf } from "../commandArguments.ts";
import { inform } from "../say.ts";

/** Of the explorer's menu, of the editor in view, else of a picker. */
const openAsEvents: Command = {
  id: "incidentNotes.openAsEvents",
  needs: "nothing",
  run: async ({ events }, arg, selected) => {
    const named = filesOf(arg, selected);
    const inView = fileInView();
    const files = 0 < named.length ? named : inView ? [inView] : await pickedFiles();
    for (const file of files) await events.open(file);
  },
};

const openEventsAsText: Command = {
  id: "incidentNotes.openEventsAsText",
  needs: "nothing",
  run: async ({ events }) => {
    const uri = events.active;
    if (!uri) return void inform("Open a capture of Process Monitor first.");
    await commands.executeCommand("vscode.openWith", uri, "default");
  },
};

const parts: Readonly<Record<PagePart, string>> = {
  find: "incidentNotes.findEvent",
  filter: "incidentNotes.filterEvents",
  columns: "incidentNotes.chooseEventColumns",
  detail: "incidentNotes.showEventDetail",
};

export const eventsCommands: readonly Command[] = [
  openAsEvents,
  openEventsAsText,
  ...Object.entries(parts).map(
    ([part, id]): Command => ({
      id,
      needs: "nothing",
      run: ({ events }) => {
        if (!events.show(part as PagePart)) void inform("Open a capture of Process Monitor first.");
      },
    }),
  ),
];

function fileInView(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof TabInputText) return input.uri;
  return input instanceof TabInputCustom ? input.uri : undefined;
}

async function pickedFiles(): Promise<readonly Uri[]> {
  const title = "Open as Events";
  const filters = { "Process Monitor": ["pml", "csv", "xml"] };
  return (await window.showOpenDialog({ title, openLabel: "Open", canSelectMany: true, filters })) ?? [];
}
