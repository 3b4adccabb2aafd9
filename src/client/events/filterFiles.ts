import { type Uri, window, workspace } from "vscode";
import { base64Of, bytesOfBase64 } from "../../core/base64.ts";
import type { FilterRule } from "../../core/eventFilter.ts";
import type { Client } from "../client.ts";
import { inform, warn } from "../say.ts";

/** A configuration has some kilobytes. */
const mostBytes = 16 << 20;
const kinds = { "Process Monitor configuration": ["pmc"] };

/** The rules of a configuration of Process Monitor that the analyst picks. */
export async function loadFilter({ server }: Client): Promise<readonly FilterRule[] | undefined> {
  const title = "Load the Filter of a Configuration";
  const [file] = (await window.showOpenDialog({ title, openLabel: "Load", filters: kinds })) ?? [];
  if (!file) return undefined;
  if (mostBytes < (await workspace.fs.stat(file)).size)
    return void warn("This file is larger than a configuration ever is.");
  const answer = await server.request("rulesOfPmc", { base64: base64Of(await workspace.fs.readFile(file)) });
  if (answer.kind === "rules") return answer.rules;
  void warn(answer.sentence);
  return undefined;
}

/** Writes rules as a configuration that Process Monitor loads. */
export async function saveFilter(
  { server }: Client,
  capture: Uri,
  rules: readonly FilterRule[],
): Promise<void> {
  if (rules.length === 0) return void inform("The filter has no rules to save.");
  const target = await window.showSaveDialog({
    title: "Save the Filter as a Configuration",
    defaultUri: capture.with({ path: `${capture.path.replace(/\.[^./]*$/, "")}.pmc` }),
    filters: kinds,
  });
  if (!target) return;
  const { base64 } = await server.request("pmcOfRules", { rules });
  if (base64 === "") return void warn("The configuration could not be made. The log says why.");
  await workspace.fs.writeFile(target, bytesOfBase64(base64));
  void inform("The filter is saved. Process Monitor loads it by File › Import Configuration.");
}
