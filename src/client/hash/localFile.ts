import { ConfigurationTarget, type Uri, window, workspace } from "vscode";
import { hostPaths, section } from "../settings.ts";
import { shownText } from "../shownText.ts";
import { hostFile } from "./hostFile.ts";
import { localPlace, mappablePrefix } from "./hostPath.ts";
import { type HashTarget, processText } from "./pickTarget.ts";

/**
 * Path of the target on this machine. A host's path is never opened as it stands: it comes from evidence, and may
 * name a share of somebody else's, or another file of the same name here.
 */
export async function localFileOf(target: HashTarget): Promise<string | undefined> {
  if (target.local !== undefined) return target.local;
  if (target.hostPath === undefined)
    return chosenFile(target.process ? processText(target.process) : "a file");

  const place = localPlace(target.hostPath, hostPaths(), target.process?.host);
  if (place === undefined) return askWhere(target, "No folder of this machine is mapped to it.");
  const found = await hostFile(place);
  return found.kind === "found" ? found.path : askWhere(target, found.sentence);
}

async function askWhere(target: HashTarget, why: string): Promise<string | undefined> {
  const hostPath = target.hostPath ?? "";
  const prefix = mappablePrefix(hostPath, target.process?.host);
  const chooseFile = { label: "Choose the file…", detail: "A copy of it, or the file in a mounted image." };
  const mapFolder = {
    label: `Map ${shownText(prefix ?? "")} to a folder…`,
    detail: "Where the host's disk is mounted. Your settings keep it.",
  };
  const items = prefix === undefined ? [chooseFile] : [chooseFile, mapFolder];
  const chosen = await window.showQuickPick(items, {
    title: `Where is ${shownText(hostPath)}?`,
    placeHolder: shownText(why),
  });
  if (chosen === chooseFile) return chosenFile(hostPath);
  if (chosen !== mapFolder || prefix === undefined) return undefined;
  return (await mapped(prefix)) ? localFileOf(target) : undefined;
}

async function chosenFile(what: string): Promise<string | undefined> {
  return localPath(await window.showOpenDialog({ title: `Hash ${shownText(what)}`, openLabel: "Hash" }));
}

/** Writes the mapping the analyst chose; false where none was chosen. */
async function mapped(prefix: string): Promise<boolean> {
  const options = { canSelectFiles: false, canSelectFolders: true, openLabel: "Map" };
  const folder = localPath(
    await window.showOpenDialog({ ...options, title: `${prefix} of the host lies in …` }),
  );
  if (folder === undefined) return false;
  const mappings = { ...hostPaths(), [prefix]: folder };
  await workspace.getConfiguration(section).update("hostPaths", mappings, ConfigurationTarget.Global);
  return true;
}

function localPath(uris: readonly Uri[] | undefined): string | undefined {
  const uri = uris?.[0];
  return uri?.scheme === "file" ? uri.fsPath : undefined;
}
