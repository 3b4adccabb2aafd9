import { type ExtensionContext, window } from "vscode";
import { allCommands } from "./allCommands.ts";
import { CaseServer } from "./caseServer.ts";
import type { Client } from "./client.ts";
import { registerCommand } from "./command.ts";
import { showFormat } from "./evidence/formatStatus.ts";
import { registerEvidencePaste } from "./evidence/pasteAsEvidence.ts";
import { ApiKey } from "./lookUp/apiKey.ts";
import { startWhenNeeded } from "./startWhenNeeded.ts";
import { CaseTrees } from "./trees/caseTrees.ts";
import { registerRowDrop } from "./trees/rowDrag.ts";

export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel("Incident Notes", { log: true });
  const server = new CaseServer(context.extensionUri, log);
  const trees = new CaseTrees(server);
  const client: Client = { context, log, server, trees, apiKey: new ApiKey(context.secrets) };

  context.subscriptions.push(
    log,
    server,
    trees,
    ...allCommands.map((command) => registerCommand(client, command)),
    registerEvidencePaste(server),
    registerRowDrop(server),
    showFormat(server),
    startWhenNeeded(server),
  );
}
