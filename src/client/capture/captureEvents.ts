import { Uri, window, workspace } from "vscode";
import { longestRun, shortestRun } from "../../core/monitorCapture.ts";
import type { CapturePlanParams } from "../../protocol/capture.ts";
import { commands } from "../../protocol/commands.ts";
import { caseFolder, localCaseFolder } from "../caseFolder.ts";
import type { Client } from "../client.ts";
import type { Command } from "../command.ts";
import { placeOf, placeOfCursor, rowsOf } from "../commandArguments.ts";
import { monitorProgram } from "../settings.ts";
import { offerPlan } from "./offerPlan.ts";

const usualSeconds = 120;
const usualMegabytes = 1024;
const usualFolder = "C:\\case";

/** Capture with Process Monitor…: commands to copy for the open question of a row or a line; run only with consent. */
export const captureEvents: Command = {
  id: commands.captureEvents,
  needs: "nothing",
  run: async (client, arg, selected) => {
    const folder = await askFolder();
    const seconds = folder === undefined ? undefined : await askSeconds();
    if (folder === undefined || seconds === undefined) return;
    const plan = await client.server.request("capturePlan", {
      ...subjectOf(client, arg, selected),
      folder,
      seconds,
      megabytes: usualMegabytes,
      program: monitorProgram(),
    });
    if (plan) offerPlan(plan, { folder, savedTo: savedTo(`${plan.name}.pmc`) });
  },
};

function subjectOf(
  client: Client,
  arg: unknown,
  selected: unknown,
): Pick<CapturePlanParams, "row" | "place"> {
  const row = rowsOf(arg, selected)[0];
  if (row) return { row: row.id };
  const place = placeOf(arg) ?? placeOfCursor(client.views);
  return place ? { place } : {};
}

function savedTo(name: string): Uri {
  const folder = caseFolder()?.uri;
  return folder ? Uri.joinPath(folder, name) : Uri.file(name);
}

function askFolder(): Thenable<string | undefined> {
  const own = process.platform === "win32" && workspace.isTrusted ? localCaseFolder() : undefined;
  return window.showInputBox({
    title: "Capture with Process Monitor (1/2)",
    prompt: "Folder on the host that is captured: its configuration and the capture lie there.",
    value: own ?? usualFolder,
    validateInput: (text) =>
      /^(?:[A-Za-z]:|\\\\[^\\]+\\)[^"<>|*?\r\n]*$/u.test(text.trim())
        ? undefined
        : "A folder of Windows, such as C:\\case.",
  });
}

async function askSeconds(): Promise<number | undefined> {
  const text = await window.showInputBox({
    title: "Capture with Process Monitor (2/2)",
    prompt: `Seconds, ${shortestRun} to ${longestRun}. For what comes every minute, take at least three of them.`,
    value: String(usualSeconds),
    validateInput: (typed) =>
      isSeconds(typed) ? undefined : `A number from ${shortestRun} to ${longestRun}.`,
  });
  return text !== undefined && isSeconds(text) ? Number(text.trim()) : undefined;
}

function isSeconds(text: string): boolean {
  return /^\s*[1-9]\d{0,3}\s*$/u.test(text) && Number(text) <= longestRun;
}
