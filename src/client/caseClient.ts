import { type LogOutputChannel, Uri, workspace } from "vscode";
import {
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  type ServerOptions,
  TransportKind,
} from "vscode-languageclient/node";
import { commands } from "../protocol/commands.ts";
import type { InitializationOptions } from "../protocol/messages.ts";
import { viewScheme } from "../protocol/views.ts";
import { evidenceLanguages } from "./evidence/evidenceLanguages.ts";

export interface CaseClientOptions {
  readonly extension: Uri;
  readonly log: LogOutputChannel;
  readonly settings: () => InitializationOptions;
}

/** The client of the language server. It is much to load, and so loaded with the first server. */
export function caseClient({ extension, log, settings }: CaseClientOptions): LanguageClient {
  const options: LanguageClientOptions = {
    documentSelector: documentSelector(),
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: settings,
    // Of all commands that text could name, only the one that opens a line.
    markdown: {
      isTrusted: { enabledCommands: [commands.openLine, commands.showTimeline, commands.captureEvents] },
    },
  };
  return new LanguageClient("incidentNotes", "Incident Notes", program(extension), options);
}

function program(extension: Uri): ServerOptions {
  const module = Uri.joinPath(extension, "dist", "server.node.js").fsPath;
  const run = { module, transport: TransportKind.stdio };
  return { run, debug: { ...run, options: { execArgv: ["--nolazy", "--inspect=6019"] } } };
}

function documentSelector() {
  const languages = [...evidenceLanguages, "markdown"];
  return languages.flatMap((language) => schemes().map((scheme) => ({ language, scheme })));
}

/** Files, new files, views of lines, and what the folders of a virtual workspace hold; not the old versions that Git shows. */
function schemes(): readonly string[] {
  const folders = workspace.workspaceFolders ?? [];
  return [...new Set(["file", "untitled", viewScheme, ...folders.map(({ uri }) => uri.scheme)])];
}
