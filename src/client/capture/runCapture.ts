import {
  ProcessExecution,
  ProgressLocation,
  Task,
  type TaskExecution,
  TaskScope,
  tasks,
  Uri,
  window,
  workspace,
} from "vscode";
import { bytesOfBase64 } from "../../core/base64.ts";
import type { CaptureCommand, CapturePlan } from "../../protocol/capture.ts";
import { inform, warn } from "../say.ts";
import { shownText } from "../shownText.ts";

/** Of our tasks, as the manifest declares it. */
const taskType = "incidentNotes";

/**
 * Captures on this machine, which is the host that is looked at. Only on Windows, in a trusted workspace, after a
 * consent that shows the whole command; Windows itself asks for the rights of an administrator.
 */
export async function runCapture(plan: CapturePlan, folder: string): Promise<void> {
  const capture = plan.commands.find(({ id }) => id === "capture");
  const stop = plan.commands.find(({ id }) => id === "stop");
  if (!capture || !stop || process.platform !== "win32" || !workspace.isTrusted) return;
  if (!(await isConsented(plan, capture, folder))) return;
  const target = Uri.file(folder);
  await workspace.fs.createDirectory(target);
  await workspace.fs.writeFile(Uri.joinPath(target, `${plan.name}.pmc`), bytesOfBase64(plan.pmc));
  const code = await runWithCancel(plan, capture, stop);
  await sayOutcome(Uri.joinPath(target, `${plan.name}.pml`), code);
}

async function isConsented(plan: CapturePlan, { cmd }: CaptureCommand, folder: string): Promise<boolean> {
  const detail = [
    `This is run on this machine as an administrator:\n\n${cmd}`,
    `Before it, ${plan.name}.pmc is written to ${folder}. ${plan.filter}`,
    "Cancel ends it with /Terminate, which ends every Process Monitor that runs here.",
  ].join("\n\n");
  const run = { title: "Run" };
  const message = "Capture with Process Monitor on this machine?";
  return (await window.showWarningMessage(message, { modal: true, detail: shownText(detail) }, run)) === run;
}

function runWithCancel(
  { question }: CapturePlan,
  capture: CaptureCommand,
  stop: CaptureCommand,
): Promise<number | undefined> {
  const options = {
    location: ProgressLocation.Notification,
    title: `Process Monitor: ${shownText(question)}`,
    cancellable: true,
  };
  const run = window.withProgress(options, async (_progress, token) => {
    const listener = token.onCancellationRequested(() => void runTask(stop));
    try {
      return await runTask(capture);
    } finally {
      listener.dispose();
    }
  });
  return Promise.resolve(run);
}

/** Resolves with the exit code; undefined where there was no process. */
async function runTask({ id, title, elevated = [] }: CaptureCommand): Promise<number | undefined> {
  const [program, ...args] = elevated;
  if (program === undefined) return undefined;
  const definition = { type: taskType, step: id };
  const task = new Task(
    definition,
    TaskScope.Workspace,
    title,
    "Incident Notes",
    new ProcessExecution(program, args),
  );
  let started: TaskExecution | undefined;
  const ended = new Promise<number | undefined>((resolve) => {
    const listener = tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution !== started && execution.task.definition["step"] !== id) return;
      listener.dispose();
      resolve(exitCode);
    });
  });
  started = await tasks.executeTask(task);
  return ended;
}

async function sayOutcome(capture: Uri, code: number | undefined): Promise<void> {
  const name = capture.path.slice(capture.path.lastIndexOf("/") + 1);
  try {
    await workspace.fs.stat(capture);
    void inform(`${name} is written: it is evidence of the case where it lies in its folder.`);
  } catch {
    const exit = code === undefined ? "" : ` (exit code ${code})`;
    void warn(
      `Process Monitor wrote no ${name}${exit}. Is it installed, and where the setting incidentNotes.processMonitor.path says?`,
    );
  }
}
