import {
  commands,
  Disposable,
  StatusBarAlignment,
  type Tab,
  TabInputText,
  type Uri,
  window,
  workspace,
} from "vscode";
import { mayHoldEvidence } from "../evidence/evidenceShape.ts";
import { headOf } from "../evidence/fileHead.ts";
import { textOfHead } from "../evidence/textOfHead.ts";
import { inform } from "../say.ts";
import { shownName } from "../shownText.ts";
import { sizeOf } from "./openLine.ts";

const openAsEvidence = "incidentNotes.openAsEvidence";
/** A document becomes known to extensions somewhat later than its tab. */
const patienceMs = 700;
/** VS Code hides no smaller file, and asks before it shows a larger one of another machine. */
const leastHidden = 5 << 20;

/**
 * VS Code hides a file above 50 MB from extensions, and shows it without colors, or not at all. Where the tab of such
 * a file holds evidence, its lines are offered in a view: once in words, and always in the status bar and the title.
 */
export function offerViews(): Disposable {
  const item = window.createStatusBarItem("incidentNotes.tooLarge", StatusBarAlignment.Right, 102);
  item.name = "File Too Large for an Editor";
  item.text = "$(list-selection) Open as Evidence";
  item.command = openAsEvidence;
  const offered = new Set<string>();
  let pause: NodeJS.Timeout | undefined;

  const look = async () => {
    const uri = uriOfTab(window.tabGroups.activeTabGroup.activeTab);
    const isHidden = uri !== undefined && (await isHiddenEvidence(uri));
    if (uri?.toString() !== uriOfTab(window.tabGroups.activeTabGroup.activeTab)?.toString()) return;
    void commands.executeCommand("setContext", "incidentNotes.isTooLarge", isHidden);
    if (!uri || !isHidden) return item.hide();
    const name = shownName(uri);
    item.tooltip = `${name} is too large for VS Code to color. Show its lines in a view.`;
    item.accessibilityInformation = { label: `Open as Evidence. ${item.tooltip}`, role: "button" };
    item.show();
    if (offered.has(uri.toString())) return;
    offered.add(uri.toString());
    const run = () => commands.executeCommand(openAsEvidence, uri);
    void inform(
      `${name} is too large for VS Code to color or to show to extensions. Incident Notes can show its lines in a view.`,
      { title: "Open as Evidence", run },
    );
  };
  const soon = () => {
    clearTimeout(pause);
    item.hide();
    pause = setTimeout(() => void look(), patienceMs);
  };
  soon();
  return Disposable.from(
    item,
    window.tabGroups.onDidChangeTabs(soon),
    window.tabGroups.onDidChangeTabGroups(soon),
    new Disposable(() => clearTimeout(pause)),
  );
}

/** The file of the active tab that no extension is shown; undefined where there is none. */
export function hiddenFile(): Uri | undefined {
  const uri = uriOfTab(window.tabGroups.activeTabGroup.activeTab);
  return uri && !isShown(uri) ? uri : undefined;
}

function uriOfTab(tab: Tab | undefined): Uri | undefined {
  return tab?.input instanceof TabInputText && tab.input.uri.scheme === "file" ? tab.input.uri : undefined;
}

function isShown(uri: Uri): boolean {
  return workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
}

async function isHiddenEvidence(uri: Uri): Promise<boolean> {
  return !isShown(uri) && leastHidden < (await sizeOf(uri)) && mayHoldEvidence(textOfHead(await headOf(uri)));
}
