import { commands, type Disposable, workspace } from "vscode";
import type { Client } from "./client.ts";
import { warn } from "./say.ts";

/** One of our commands. `args` come from menus, lenses and other extensions: they may be anything. */
export interface Command {
  readonly id: string;
  /** Hashing, look-ups and writing need a workspace that the user trusts. */
  readonly needs: "nothing" | "trust";
  readonly run: (client: Client, ...args: readonly unknown[]) => Promise<void> | void;
}

export function registerCommand(client: Client, command: Command): Disposable {
  return commands.registerCommand(command.id, async (...args: readonly unknown[]) => {
    if (command.needs === "trust" && !workspace.isTrusted) return warnOfDistrust();
    try {
      await command.run(client, ...args);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      client.log.error(`${command.id}: ${why}`);
      void warn(why, { title: "Show Log", run: () => client.log.show() });
    }
  });
}

function warnOfDistrust(): void {
  void warn(
    "This needs a workspace that you trust: in Restricted Mode Incident Notes reads and validates, no more.",
    {
      title: "Manage Trust",
      run: () => commands.executeCommand("workbench.trust.manage"),
    },
  );
}
