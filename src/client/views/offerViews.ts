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
import { eventColumns } from "../../core/eventFilter.ts";
import { mayHoldEvidence } from "../evidence/evidenceShape.ts";
import { headOf } from "../evidence/fileHead.ts";
import { textOfHead } from "../evidence/textOfHead.ts";
import { inform } from "../say.ts";
import { shownName } from "../shownText.ts";
import { sizeOf } from "./openLine.ts";

interface Offered {
  readonly title: string;
  readonly command: string;
  /** What it does to a file, behind its name. */
  readonly shows: string;
}

const asEvidence: Offered = {
  title: "Open as Evidence",
  command: "incidentNotes.openAsEvidence",
  shows: "its lines in a view",
};
const asEvents: Offered = {
  title: "Open as Events",
  command: "incidentNotes.openAsEvents",
  shows: "its events in a table",
};
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
  const offered = new Set<string>();
  let pause: NodeJS.Timeout | undefined;

  const look = async () => {
    const uri = uriOfTab(window.tabGroups.activeTabGroup.activeTab);
    const offer = uri && (await offerFor(uri));
    if (uri?.toString() !== uriOfTab(window.tabGroups.activeTabGroup.activeTab)?.toString()) return;
    void commands.executeCommand("setContext", "incidentNotes.isTooLarge", offer !== undefined);
    if (!uri || !offer) return item.hide();
    const { title, command, shows } = offer;
    const name = shownName(uri);
    item.text = `$(list-selection) ${title}`;
    item.command = command;
    item.tooltip = `${name} is too large for VS Code to color. Show ${shows}.`;
    item.accessibilityInformation = { label: `${title}. ${item.tooltip}`, role: "button" };
    item.show();
    if (offered.has(uri.toString())) return;
    offered.add(uri.toString());
    const run = () => commands.executeCommand(command, uri);
    void inform(
      `${name} is too large for VS Code to color or to show to extensions. Incident Notes can show ${shows}.`,
      { title, run },
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

async function offerFor(uri: Uri): Promise<Offered | undefined> {
  if (isShown(uri) || (await sizeOf(uri)) <= leastHidden) return undefined;
  const head = textOfHead(await headOf(uri));
  if (isExportOfEvents(head)) return asEvents;
  return mayHoldEvidence(head) ? asEvidence : undefined;
}

const leastColumns = 3;
const columns: ReadonlySet<string> = new Set(eventColumns.map((name) => name.toLowerCase()));

/** Whether a file is an export of Process Monitor: by the columns of its first line, or its first element. */
function isExportOfEvents(head: string): boolean {
  const [first = ""] = head.replace(/^\uFEFF/u, "").split(/[\r\n]/u, 1);
  const cells = first.split(/[,;\t]/u).map((cell) => cell.replaceAll('"', "").trim().toLowerCase());
  const isHeading = leastColumns <= cells.filter((cell) => columns.has(cell)).length;
  return isHeading || /^\s*(?:<\?xml[^>]{0,200}>\s*)?<procmon\b/u.test(head.replace(/^\uFEFF/u, ""));
}
