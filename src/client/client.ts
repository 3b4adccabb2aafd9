import type { ExtensionContext, LogOutputChannel } from "vscode";
import type { CaseServer } from "./caseServer.ts";
import type { ApiKey } from "./lookUp/apiKey.ts";
import type { CaseTrees } from "./trees/caseTrees.ts";

/** What the commands work with. */
export interface Client {
  readonly context: ExtensionContext;
  readonly server: CaseServer;
  readonly trees: CaseTrees;
  readonly apiKey: ApiKey;
  /** Never holds the key; what it says of evidence are counts, not lines. */
  readonly log: LogOutputChannel;
}
