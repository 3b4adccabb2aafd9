import type { ExtensionContext, LogOutputChannel } from "vscode";
import type { CaseServer } from "./caseServer.ts";
import type { EventsEditors } from "./events/eventsEditors.ts";
import type { ReferredFiles } from "./evidence/referredFiles.ts";
import type { ApiKey } from "./lookUp/apiKey.ts";
import type { CaseTrees } from "./trees/caseTrees.ts";
import type { LineViews } from "./views/lineViews.ts";

/** What the commands work with. */
export interface Client {
  readonly context: ExtensionContext;
  readonly server: CaseServer;
  readonly trees: CaseTrees;
  readonly views: LineViews;
  readonly events: EventsEditors;
  readonly referred: ReferredFiles;
  readonly apiKey: ApiKey;
  /** Never holds the key; what it says of evidence are counts, not lines. */
  readonly log: LogOutputChannel;
}
