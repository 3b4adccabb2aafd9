import {
  env,
  type QuickInputButton,
  type QuickPick,
  type QuickPickItem,
  QuickPickItemKind,
  ThemeIcon,
  type Uri,
  window,
  workspace,
} from "vscode";
import { bytesOfBase64 } from "../../core/base64.ts";
import type { CaptureCommand, CapturePlan } from "../../protocol/capture.ts";
import { insertBlock, noteInView } from "../noteInsertion.ts";
import { inform } from "../say.ts";
import { shownText } from "../shownText.ts";
import { runCapture } from "./runCapture.ts";

/** Where a plan's files are to lie. */
export interface PlanPlaces {
  /** On the host. */
  readonly folder: string;
  /** What the configuration is saved as, unless the analyst says otherwise. */
  readonly savedTo: Uri;
}

interface PlanItem extends QuickPickItem {
  readonly command?: CaptureCommand;
  readonly run?: () => unknown;
}

const powershell: QuickInputButton = {
  iconPath: new ThemeIcon("terminal-powershell"),
  tooltip: "Copy for PowerShell",
};

/** Stays open while commands are copied, one after the other. */
export function offerPlan(plan: CapturePlan, places: PlanPlaces): void {
  const pick = window.createQuickPick<PlanItem>();
  pick.title = shownText(plan.question);
  pick.placeholder = "Enter copies a command for cmd; its button copies it for PowerShell. Nothing is run.";
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  pick.items = [
    ...actionsOf(plan, places),
    { label: "Copy a command", kind: QuickPickItemKind.Separator },
    ...plan.commands.map(commandItem),
  ];
  pick.onDidTriggerItemButton(({ item }) => void copy(pick, item, "powershell"));
  pick.onDidAccept(() => {
    const item = pick.activeItems[0];
    if (item?.command) return void copy(pick, item, "cmd");
    pick.hide();
    void item?.run?.();
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
}

function actionsOf(plan: CapturePlan, places: PlanPlaces): readonly PlanItem[] {
  const note = noteInView();
  const detail = shownText(plan.filter);
  const save: PlanItem = {
    label: `$(save) Save ${plan.name}.pmc…`,
    detail,
    run: () => savePmc(plan, places.savedTo),
  };
  const insert: PlanItem = note
    ? {
        label: "$(note) Insert the Plan into the Note",
        run: () => insertBlock(note, plan.markdown),
      }
    : {
        label: "$(note) Copy the Plan as Markdown",
        run: () => env.clipboard.writeText(plan.markdown),
      };
  const run: PlanItem = {
    label: "$(play) Run on This Machine…",
    description: "asks first",
    run: () => runCapture(plan, places.folder),
  };
  return [
    ...(workspace.isTrusted ? [save] : []),
    insert,
    ...(process.platform === "win32" && workspace.isTrusted ? [run] : []),
  ];
}

function commandItem(command: CaptureCommand): PlanItem {
  return {
    label: `$(copy) ${command.title}`,
    description: shownText(command.cmd),
    detail: shownText(command.note),
    buttons: [powershell],
    command,
  };
}

async function copy(
  pick: QuickPick<PlanItem>,
  { command }: PlanItem,
  shell: "cmd" | "powershell",
): Promise<void> {
  if (!command) return;
  await env.clipboard.writeText(command[shell]);
  pick.placeholder = `Copied for ${shell === "cmd" ? "cmd" : "PowerShell"}: ${shownText(command.title)}.`;
}

async function savePmc({ pmc, name }: CapturePlan, defaultUri: Uri): Promise<void> {
  const uri = await window.showSaveDialog({
    title: `Save ${name}.pmc`,
    defaultUri,
    filters: { "Process Monitor configuration": ["pmc"] },
  });
  if (!uri) return;
  await workspace.fs.writeFile(uri, bytesOfBase64(pmc));
  void inform(`${uri.path.slice(uri.path.lastIndexOf("/") + 1)} is written. Take it to the host's folder.`);
}
