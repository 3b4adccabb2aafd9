import { type CodeAction, CodeActionKind } from "vscode-languageserver-types";
import type { CaptureIdentity } from "../../core/capture.ts";
import {
  commandForLoggedRow,
  commandForModules,
  commandForProcess,
  commandForSockets,
} from "../../core/collectCommands.ts";
import { type Connection, type Observation, processFactsOf } from "../../core/observation.ts";
import { commandOf } from "../../protocol/commands.ts";
import type { CodeActionAt, Fixes } from "./codeActionAt.ts";

/** Evidence is never edited: what would be mended is mended in a copy beside it. */
export function normalizedCopyFix(title: string): Fixes {
  return ({ document }, { range }) => {
    const capture = document.captureAt(range.start.line);
    if (!capture) return [];
    const { firstLine, lastLine } = capture;
    const command = commandOf("openNormalizedCopy", title, { uri: document.uri, firstLine, lastLine });
    return [{ title, kind: CodeActionKind.QuickFix, command, isPreferred: true }];
  };
}

/** A command whose output would be better evidence. */
export function rerunFix(text: string): Fixes {
  return () => [copyAction(text, CodeActionKind.QuickFix)];
}

/** The whole once more, where a capture was cut. */
export const askAgain: Fixes = ({ document }, { range }) => {
  const capture = document.captureAt(range.start.line);
  const text = capture && wholeCommand(capture);
  return text === undefined ? [] : [copyAction(text, CodeActionKind.QuickFix)];
};

function wholeCommand({ family, format }: CaptureIdentity): string | undefined {
  if (family === "netstat") return commandForSockets(format);
  return family === "tasklist" ? "tasklist /v /fo csv" : undefined;
}

/** Numbers where names stand. */
export const askForNumbers: Fixes = ({ document }, { range }) => {
  const format = document.captureAt(range.start.line)?.format ?? "";
  return [copyAction(commandForSockets(format), CodeActionKind.QuickFix)];
};

/** The command that says which services or modules the marked process has. */
export const askForServices: Fixes = ({ document }, { range }) => {
  const row = document.observationAt(range.start.line);
  const pid = row && pidOf(row);
  return row === undefined || pid === undefined
    ? []
    : [copyAction(commandForProcess(row.format, pid), CodeActionKind.QuickFix)];
};

/** Of its own kind: neither mends nor changes anything, and editors list it last. */
const nextStep = "incidentNotes.next";

/** What to run on the host next, by what the row under the cursor says. */
export function nextSteps({ document, range }: CodeActionAt): readonly CodeAction[] {
  if (range.start.line !== range.end.line) return [];
  const row = document.observationAt(range.start.line);
  return row ? commandsAfter(row).map((text) => copyAction(text, nextStep)) : [];
}

function commandsAfter(row: Observation): readonly string[] {
  if (row.kind === "gap") return [];
  const pid = pidOf(row);
  const { format } = row;
  if (pid) {
    const modules = row.kind === "process" ? [commandForModules(format, pid)] : [];
    return [commandForProcess(format, pid), ...modules];
  }
  return row.kind === "connection" && row.action !== undefined ? socketsCommand(row) : [];
}

/** The firewall's row has no PID; the socket table of the host has. */
function socketsCommand({ format, transport, direction, source }: Connection): readonly string[] {
  if (transport !== "udp" && transport !== "tcp") return [];
  const isIPv6 = source.ip?.includes(":") === true;
  return [commandForLoggedRow({ format, transport, direction, isIPv6 })];
}

function pidOf(row: Observation): number | undefined {
  return processFactsOf(row)?.pid;
}

function copyAction(text: string, kind: string): CodeAction {
  const title = `Copy the command to run next: ${text}`;
  return { title, kind, command: commandOf("copyText", title, { text }) };
}
