import { ConfigurationTarget, workspace } from "vscode";
import { inform } from "../say.ts";
import { section } from "../settings.ts";
import { askClockFact } from "./clockFacts.ts";

/** The zone of all clocks that say none, for evidence that is of no folder of the case, or for all of it. */
export async function setZoneOfCase(): Promise<void> {
  const zone = await askClockFact("zone", {});
  if (zone === undefined) return;
  if (!workspace.workspaceFolders)
    return void inform("Open the folder of the case first: the zone is kept there.");
  await workspace.getConfiguration(section).update("zone", zone, ConfigurationTarget.Workspace);
  void inform(
    `Clocks of this case that name no zone are now read as ${zone}. A block's fence may say another one.`,
  );
}
