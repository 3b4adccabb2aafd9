import { type ExtensionContext, window } from "vscode";
import { allCommands } from "./allCommands.ts";
import { registerPmcEditor } from "./capture/pmcEditor.ts";
import { CaseServer } from "./caseServer.ts";
import type { Client } from "./client.ts";
import { registerCommand } from "./command.ts";
import { EventsEditors } from "./events/eventsEditors.ts";
import { registerEvidenceDrop } from "./evidence/evidenceDrop.ts";
import { showFormat } from "./evidence/formatStatus.ts";
import { registerEvidencePaste } from "./evidence/pasteAsEvidence.ts";
import { ReferredFiles } from "./evidence/referredFiles.ts";
import { ApiKey } from "./lookUp/apiKey.ts";
import { showSnapshots } from "./snapshots/shownSnapshots.ts";
import { startWhenNeeded } from "./startWhenNeeded.ts";
import { CaseTrees } from "./trees/caseTrees.ts";
import { KeptFilters } from "./trees/keptFilters.ts";
import { registerRowDrop } from "./trees/rowDrag.ts";
import { showLineNumbers } from "./views/lineNumbers.ts";
import { LineViews } from "./views/lineViews.ts";
import { offerViews } from "./views/offerViews.ts";
import { showPlace } from "./views/viewPlace.ts";

export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel("Incident Notes", { log: true });
  const server = new CaseServer(context, log);
  const trees = new CaseTrees(server, new KeptFilters(context.workspaceState));
  const referred = new ReferredFiles(server);
  const views = new LineViews(server, trees);
  const events = new EventsEditors();
  const client: Client = {
    context,
    log,
    server,
    trees,
    views,
    events,
    referred,
    apiKey: new ApiKey(context.secrets),
  };

  events.use(client);

  context.subscriptions.push(
    log,
    server,
    trees,
    views,
    events,
    referred,
    ...allCommands.map((command) => registerCommand(client, command)),
    registerEvidencePaste(server),
    registerRowDrop(server),
    registerEvidenceDrop(referred),
    registerPmcEditor(server),
    showSnapshots(),
    showFormat(server),
    showLineNumbers(views),
    showPlace(views),
    offerViews(),
    startWhenNeeded(server),
  );
}
